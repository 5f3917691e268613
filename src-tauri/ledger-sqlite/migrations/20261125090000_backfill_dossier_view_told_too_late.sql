-- A dispute whose gateway refused an act as too late waits for nobody: its row has no deadline any more. All
-- views are thrown away; they are folded from the entries when the file is opened.
DELETE FROM payment_key;
DELETE FROM payment_view;
DELETE FROM dossier_key;
DELETE FROM dossier_view;
