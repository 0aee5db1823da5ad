-- New types of events, and a way to take texts out. The table is made anew: its checks cannot be changed in place.
DROP TRIGGER event_is_never_changed;
DROP INDEX event_of_duel;
DROP INDEX event_of_visitor;
DROP INDEX event_once_a_duel;
ALTER TABLE event RENAME TO event_v1;

CREATE TABLE event (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    duel    TEXT    NOT NULL CHECK (length(duel) = 32),
    type    TEXT    NOT NULL CHECK (type IN ('opened', 'asked', 'answered', 'failed', 'swapped', 'vote_cast', 'reacted',
                                             'revealed', 'erased')),
    at      TEXT    NOT NULL, -- ISO 8601, UTC
    visitor TEXT    CHECK ((visitor IS NOT NULL) = (type = 'opened')), -- hash of a cookie
    version INTEGER NOT NULL, -- form of the payload
    payload TEXT    NOT NULL CHECK (json_valid(payload)),
    salt    BLOB,             -- NULL once the payload's texts are erased, and in rows of the former table
    digest  BLOB              -- SHA-256 of salt and payload as they were written; says nothing without the salt
) STRICT;

INSERT INTO event (seq, duel, type, at, visitor, version, payload)
SELECT seq, duel, type, at, visitor, version, payload FROM event_v1 ORDER BY seq;

-- Numbers of erased rows are not given again.
UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'event_v1') WHERE name = 'event';

DROP TABLE event_v1;

CREATE INDEX event_of_duel ON event (duel, seq);
CREATE INDEX event_of_visitor ON event (visitor, seq) WHERE visitor IS NOT NULL;
CREATE UNIQUE INDEX event_once_a_duel ON event (duel, type) WHERE type IN ('opened', 'revealed', 'erased');
CREATE INDEX event_of_receipt ON event (json_extract(payload, '$.receipt')) WHERE type = 'revealed';

-- What happened is never rewritten; its texts may be taken out once the duel is erased: a visitor may ask for it.
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
WHEN NOT (NEW.seq = OLD.seq AND NEW.duel = OLD.duel AND NEW.type = OLD.type AND NEW.at = OLD.at
          AND NEW.visitor IS OLD.visitor AND NEW.digest IS OLD.digest AND NEW.salt IS NULL
          AND length(NEW.payload) <= length(OLD.payload) + 100
          AND EXISTS (SELECT 1 FROM event AS last WHERE last.duel = OLD.duel AND last.type = 'erased'))
BEGIN
    SELECT RAISE(ABORT, 'an event of the log is never changed');
END;
