-- A payment that ran out unpaid has a state of its own now, 'closed'. All views are thrown away; they are folded
-- from the entries when the file is opened.
DELETE FROM payment_key;
DELETE FROM payment_view;
DELETE FROM dossier_key;
DELETE FROM dossier_view;
