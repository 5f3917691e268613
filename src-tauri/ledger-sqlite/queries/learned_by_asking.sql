-- The newest inquiry of each payment between $2 and $3 of which no notification came.
SELECT event.stream FROM event INDEXED BY event_inquiry
WHERE event.source = 'inquiry' AND event.heard_at >= $1 AND event.stream >= $2 AND event.stream < $3
AND NOT EXISTS (
    SELECT 1 FROM event AS later WHERE later.stream = event.stream AND later.source = 'inquiry'
    AND (later.heard_at, later.version) > (event.heard_at, event.version)
)
AND NOT EXISTS (SELECT 1 FROM event AS told WHERE told.stream = event.stream AND told.source = 'notification')
AND NOT EXISTS (
    SELECT 1 FROM dossier_view WHERE dossier_view.subject = event.stream AND dossier_view.kind = 'news'
)
ORDER BY event.heard_at DESC, event.stream DESC LIMIT $4
