"""Text to metadata, each value with its evidence."""
