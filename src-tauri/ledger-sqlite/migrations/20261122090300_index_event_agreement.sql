-- Under which consent a payment was debited: its first entry says so.
CREATE INDEX event_agreement ON event (json_extract(body, '$.payment.asked.agreement'))
WHERE version = 1 AND json_extract(body, '$.payment.asked.agreement') IS NOT NULL;
