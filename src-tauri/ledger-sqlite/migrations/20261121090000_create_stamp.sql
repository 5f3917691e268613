-- Which environment the file belongs to. One row, never changed.
CREATE TABLE stamp (
    environment TEXT NOT NULL
);

CREATE TRIGGER stamp_once BEFORE INSERT ON stamp WHEN EXISTS (SELECT 1 FROM stamp)
BEGIN SELECT RAISE(ABORT, 'the ledger is stamped already'); END;

CREATE TRIGGER stamp_unchanged BEFORE UPDATE ON stamp
BEGIN SELECT RAISE(ABORT, 'the stamp never changes'); END;

CREATE TRIGGER stamp_kept BEFORE DELETE ON stamp
BEGIN SELECT RAISE(ABORT, 'the stamp never goes'); END;
