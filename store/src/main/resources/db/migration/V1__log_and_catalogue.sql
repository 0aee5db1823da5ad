-- Everything that happens in duels, in order. A duel, the board and an export are folds of these rows.
CREATE TABLE event (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    duel    TEXT    NOT NULL CHECK (length(duel) = 32),
    type    TEXT    NOT NULL CHECK (type IN ('opened', 'asked', 'answered', 'failed', 'vote_cast', 'revealed')),
    at      TEXT    NOT NULL, -- ISO 8601, UTC
    visitor TEXT    CHECK ((visitor IS NOT NULL) = (type = 'opened')), -- hash of a cookie
    version INTEGER NOT NULL, -- form of the payload
    payload TEXT    NOT NULL CHECK (json_valid(payload))
) STRICT;

CREATE INDEX event_of_duel ON event (duel, seq);
CREATE INDEX event_of_visitor ON event (visitor, seq) WHERE visitor IS NOT NULL;
CREATE UNIQUE INDEX event_once_a_duel ON event (duel, type) WHERE type IN ('opened', 'revealed');

-- What happened is never rewritten. Rows may be erased: a visitor may ask for it.
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'an event of the log is never changed');
END;

CREATE TABLE card (
    id      TEXT    PRIMARY KEY,
    version INTEGER NOT NULL,
    payload TEXT    NOT NULL CHECK (json_valid(payload))
) STRICT;
