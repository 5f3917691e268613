-- How often something happened since the store was made; written with the next group of notifications, or
-- after a few seconds.
CREATE TABLE counter (
    name  TEXT    PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT;
