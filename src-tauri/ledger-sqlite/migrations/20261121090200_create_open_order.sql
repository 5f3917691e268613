-- What was or is to be sent: written down before it leaves, exact bytes kept for ever.
CREATE TABLE open_order (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    request_id TEXT NOT NULL,
    path TEXT NOT NULL,
    body BLOB NOT NULL,
    body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
    sealed BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    -- From here on: bookkeeping, the only part that changes.
    due_at BIGINT NOT NULL,
    rounds BIGINT NOT NULL DEFAULT 0,
    attempts BIGINT NOT NULL DEFAULT 0,
    deliveries BIGINT NOT NULL DEFAULT 0,
    last_verdict TEXT,
    last_code TEXT,
    closed_by BIGINT REFERENCES event (seq),
    closed_at BIGINT
);

CREATE INDEX open_order_stream ON open_order (stream, n);
CREATE INDEX open_order_open ON open_order (recorded_at, n) WHERE closed_by IS NULL;
CREATE INDEX open_order_due ON open_order (due_at) WHERE closed_by IS NULL;
CREATE INDEX open_order_closed ON open_order (closed_at, n) WHERE closed_by IS NOT NULL;

CREATE TRIGGER open_order_unchanged
BEFORE UPDATE OF n, id, stream, kind, request_id, path, body, body_hash, sealed, amount_minor, currency, recorded_at
ON open_order
BEGIN SELECT RAISE(ABORT, 'what an order says never changes'); END;

CREATE TRIGGER open_order_closed_once BEFORE UPDATE OF closed_by, closed_at ON open_order
WHEN OLD.closed_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a closed order stays closed'); END;

CREATE TRIGGER open_order_kept BEFORE DELETE ON open_order
BEGIN SELECT RAISE(ABORT, 'orders never go'); END;
