-- What the lists of dossiers and notifications read: folded from the entries, written with them, rebuilt at
-- will. `shown` is the whole row; the columns beside it are there to filter and sort.
CREATE TABLE dossier_view (
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT,
    subject TEXT,
    title TEXT NOT NULL,
    amount_minor BIGINT,
    currency TEXT,
    unknown BIGINT NOT NULL,
    contradiction BIGINT NOT NULL,
    version BIGINT NOT NULL,
    shown TEXT NOT NULL
);

CREATE UNIQUE INDEX dossier_view_stream ON dossier_view (stream);

-- Each index is in a list's order behind what it selects by.
CREATE INDEX dossier_view_opened ON dossier_view (kind, account, opened_at, stream);
CREATE INDEX dossier_view_state ON dossier_view (kind, account, state, opened_at, stream);
CREATE INDEX dossier_view_due ON dossier_view (kind, account, due_at, stream) WHERE due_at IS NOT NULL;
CREATE INDEX dossier_view_state_due ON dossier_view (kind, account, state, due_at, stream)
    WHERE due_at IS NOT NULL;
CREATE INDEX dossier_view_subject ON dossier_view (subject, kind, account, opened_at, stream, state)
    WHERE subject IS NOT NULL;
CREATE INDEX dossier_view_subject_due ON dossier_view (subject, kind, account, due_at, stream, state)
    WHERE subject IS NOT NULL AND due_at IS NOT NULL;
