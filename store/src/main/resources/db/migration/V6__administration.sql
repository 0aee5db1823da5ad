-- One password for all of the administration: its hash only.
CREATE TABLE admin_password (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    hash     TEXT    NOT NULL CHECK (hash LIKE 'pbkdf2-sha256:%')
) STRICT;

-- What administrators did. Each hash covers the row and the hash before.
CREATE TABLE audit (
    number    INTEGER PRIMARY KEY CHECK (number >= 1),
    at_millis INTEGER NOT NULL,
    action    TEXT    NOT NULL,
    subject   TEXT    NOT NULL,
    previous  TEXT    NOT NULL CHECK (length(previous) = 64),
    hash      TEXT    NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'entries of the audit trail are never changed');
END;

CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'entries of the audit trail are never deleted');
END;
