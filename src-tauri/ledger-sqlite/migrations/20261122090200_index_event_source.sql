-- What was learned by asking, newest first, and of which streams a notification spoke.
CREATE INDEX event_inquiry ON event (heard_at, stream, version) WHERE source = 'inquiry';
CREATE INDEX event_notification ON event (stream) WHERE source = 'notification';
