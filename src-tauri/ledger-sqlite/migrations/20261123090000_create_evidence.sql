-- Ties together what the events do not hold: every order, and the beginning and end of every attempt.
-- Append-only; each row's hash is over the hash before it and over what the row is about.
CREATE TABLE evidence (
    n INTEGER PRIMARY KEY,
    -- order, begun, ended, closed
    about TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES open_order (id),
    -- Which attempt; 0 for the order itself.
    attempt BIGINT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
);

CREATE INDEX evidence_order ON evidence (order_id, attempt, about);

CREATE TRIGGER evidence_unchanged BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence never changes'); END;

CREATE TRIGGER evidence_kept BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence never goes'); END;
