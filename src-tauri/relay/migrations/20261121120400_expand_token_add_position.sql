-- How far the desk of this token has said it has read: it asks for what comes after.
ALTER TABLE token ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
