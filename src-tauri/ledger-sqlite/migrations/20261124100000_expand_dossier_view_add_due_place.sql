-- The place in a list by deadline: what has none comes last, newest first.
ALTER TABLE dossier_view ADD COLUMN due_place BIGINT
    GENERATED ALWAYS AS (COALESCE(due_at, 9007199254740991 - opened_at)) VIRTUAL;
DROP INDEX dossier_view_due;
DROP INDEX dossier_view_state_due;
DROP INDEX dossier_view_subject_due;
CREATE INDEX dossier_view_due ON dossier_view (kind, account, due_place, stream);
CREATE INDEX dossier_view_state_due ON dossier_view (kind, account, state, due_place, stream);
CREATE INDEX dossier_view_subject_due ON dossier_view (subject, kind, account, due_place, stream, state)
    WHERE subject IS NOT NULL;
-- A dispute that was given evidence and no document has a state of its own now, 'evidence_given'. All views
-- are thrown away; they are folded from the entries when the file is opened.
DELETE FROM payment_key;
DELETE FROM payment_view;
DELETE FROM dossier_key;
DELETE FROM dossier_view;
