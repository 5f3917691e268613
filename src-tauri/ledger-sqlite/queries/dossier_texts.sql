SELECT stream FROM dossier_key WHERE low >= $1 AND low < $2 AND stream >= $3 AND stream < $4 LIMIT $5
