-- Every text a dossier is found by, its id among them. `low` is in lower case: a beginning is a range of the
-- index.
CREATE TABLE dossier_key (
    stream TEXT NOT NULL,
    text TEXT NOT NULL,
    low TEXT NOT NULL,
    PRIMARY KEY (stream, text)
) WITHOUT ROWID;

CREATE INDEX dossier_key_low ON dossier_key (low, stream);
