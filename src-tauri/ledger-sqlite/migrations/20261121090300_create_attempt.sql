-- Every try to deliver an order or to ask about it, with what came back.
CREATE TABLE attempt (
    order_id TEXT NOT NULL REFERENCES open_order (id),
    n BIGINT NOT NULL,
    question BIGINT NOT NULL,
    began_at BIGINT NOT NULL,
    path TEXT NOT NULL,
    headers TEXT NOT NULL,
    body BLOB NOT NULL,
    -- Filled in once, when it ended.
    ended_at BIGINT,
    verdict TEXT,
    code TEXT,
    message TEXT,
    status BIGINT,
    answer_headers TEXT,
    answer BLOB,
    verified BIGINT,
    PRIMARY KEY (order_id, n)
);

CREATE TRIGGER attempt_unchanged
BEFORE UPDATE OF order_id, n, question, began_at, path, headers, body ON attempt
BEGIN SELECT RAISE(ABORT, 'what was sent never changes'); END;

CREATE TRIGGER attempt_ends_once BEFORE UPDATE ON attempt WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an attempt ends once'); END;

CREATE TRIGGER attempt_kept BEFORE DELETE ON attempt
BEGIN SELECT RAISE(ABORT, 'attempts never go'); END;
