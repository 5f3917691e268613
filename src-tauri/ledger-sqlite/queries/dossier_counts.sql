SELECT state, COUNT(*) AS "found!: i64" FROM dossier_view
WHERE kind = $1 AND account = $2 GROUP BY state ORDER BY state
