-- What whoever runs the arena decided of questions and visitors; the default where there is no row.
CREATE TABLE moderation (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
