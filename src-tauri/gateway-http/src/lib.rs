//! The Gateway port over HTTPS.
