-- What a file of cards last said of each: a card that nobody changed since follows its file, any other stays as it is.
CREATE TABLE offered_card (
    id      TEXT    PRIMARY KEY,
    version INTEGER NOT NULL,
    payload TEXT    NOT NULL CHECK (json_valid(payload))
) STRICT;
