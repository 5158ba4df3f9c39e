"""Indexing: sources to raw reports to articles to the store to the engine's writer."""
