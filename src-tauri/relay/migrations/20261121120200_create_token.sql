-- Only the SHA-256 of a token is kept. Times in epoch milliseconds.
CREATE TABLE token (
    name       TEXT    PRIMARY KEY,
    digest     BLOB    NOT NULL CHECK (length(digest) = 32),
    made_at    INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
