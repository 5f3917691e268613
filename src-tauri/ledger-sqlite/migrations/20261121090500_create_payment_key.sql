-- Every text a payment is found by. `low` is in lower case and `back` is `low` from its end, so that both a
-- beginning and an end are ranges of an index.
CREATE TABLE payment_key (
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    low TEXT NOT NULL,
    back TEXT NOT NULL,
    PRIMARY KEY (stream, kind, text)
) WITHOUT ROWID;

CREATE INDEX payment_key_low ON payment_key (low);
CREATE INDEX payment_key_back ON payment_key (back);
