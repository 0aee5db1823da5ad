-- Votes that others published, apart from the log: their board may be shown beside ours, and they may be let go again.
CREATE TABLE imported_vote (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT    NOT NULL UNIQUE CHECK (length(id) = 32), -- made of the source and its own id: read again, the same
    source    TEXT    NOT NULL,
    at_millis INTEGER NOT NULL,
    mode      TEXT    NOT NULL,
    language  TEXT,
    category  TEXT    NOT NULL,
    cast_by   TEXT    NOT NULL CHECK (cast_by IN ('people', 'judge')),
    voter     TEXT    NOT NULL,
    model_a   TEXT    NOT NULL,
    model_b   TEXT    NOT NULL,
    outcome   TEXT    NOT NULL CHECK (outcome IN ('A', 'B', 'TIE', 'BOTH_BAD'))
) STRICT;

CREATE INDEX imported_vote_of_source ON imported_vote (source);
