"""The dialects in which programs write news as JSON."""
