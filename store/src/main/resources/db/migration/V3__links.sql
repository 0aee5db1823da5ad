-- Links to reveals, one a duel at most. They are no part of what happened: one that is taken back leaves nothing.
CREATE TABLE share (
    key      TEXT    PRIMARY KEY CHECK (length(key) = 32),
    duel     TEXT    NOT NULL UNIQUE CHECK (length(duel) = 32),
    question INTEGER NOT NULL CHECK (question IN (0, 1)) -- whether the first question is shown too
) STRICT;
