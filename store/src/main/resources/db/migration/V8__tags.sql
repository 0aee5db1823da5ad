-- What the operator chose of reasons to tick: own ones with their labels, and built-in ones that are hidden. Votes hold keys.
CREATE TABLE tag_choice (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    tags     TEXT    NOT NULL CHECK (json_valid(tags))
) STRICT;
