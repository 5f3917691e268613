-- The keys come first: an id that nobody has would otherwise walk the whole list.
SELECT dossier_view.stream FROM dossier_key
CROSS JOIN dossier_view ON dossier_view.stream = dossier_key.stream
WHERE dossier_key.low = $1 AND dossier_key.text = $2
AND dossier_view.kind = $3 AND dossier_view.account = $4
ORDER BY dossier_view.opened_at DESC, dossier_view.stream DESC LIMIT 1
