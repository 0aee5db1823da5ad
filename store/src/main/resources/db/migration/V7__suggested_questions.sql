-- The questions that the operator wants shown, one list a language; a language without a row shows those that ship.
CREATE TABLE question_list (
    language  TEXT PRIMARY KEY,
    questions TEXT NOT NULL CHECK (json_valid(questions))
) STRICT;
