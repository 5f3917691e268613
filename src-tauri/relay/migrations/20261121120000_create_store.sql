-- One row: which store this is, whose notifications it keeps, and the last position ever given. The position
-- stays when old notifications are pruned, so that none is given twice.
CREATE TABLE store (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    id        TEXT    NOT NULL,
    client_id TEXT,
    last      INTEGER NOT NULL CHECK (last >= 0)
) STRICT;

INSERT INTO store (one, id, client_id, last) VALUES (1, lower(hex(randomblob(16))), NULL, 0);
