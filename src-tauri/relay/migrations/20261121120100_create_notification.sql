-- What came, as it came: the desk verifies the same bytes again. `arrived_at` is in epoch milliseconds,
-- `headers` a JSON list of name and value.
CREATE TABLE notification (
    position   INTEGER PRIMARY KEY CHECK (position > 0),
    arrived_at INTEGER NOT NULL,
    path       TEXT    NOT NULL,
    headers    TEXT    NOT NULL,
    body       BLOB    NOT NULL
) STRICT;

CREATE INDEX notification_by_arrival ON notification (arrived_at);

-- The SHA-256 of every time and signature ever kept. It outlives the notification, so that a replay after
-- pruning is still known.
CREATE TABLE seen (
    mark     BLOB    PRIMARY KEY CHECK (length(mark) = 32),
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
