"""Formats: which one an input has, and the reports in it as they stand there; one file a format."""
