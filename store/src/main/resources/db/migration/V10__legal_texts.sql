-- The texts that visitors agree to, all of them in each version. What somebody agreed to is never changed.
CREATE TABLE legal_text_version (
    number    INTEGER PRIMARY KEY CHECK (number >= 1),
    at_millis INTEGER NOT NULL,
    texts     TEXT    NOT NULL CHECK (json_valid(texts))
) STRICT;

CREATE TRIGGER legal_texts_are_never_changed BEFORE UPDATE ON legal_text_version
BEGIN
    SELECT RAISE(ABORT, 'published texts are never changed');
END;

CREATE TRIGGER legal_texts_are_never_deleted BEFORE DELETE ON legal_text_version
BEGIN
    SELECT RAISE(ABORT, 'published texts are never deleted');
END;
