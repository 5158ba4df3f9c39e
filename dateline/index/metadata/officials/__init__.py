"""Who holds which office, as an article says it."""
