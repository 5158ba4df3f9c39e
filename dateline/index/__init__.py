"""Indexing: from sources to raw reports, articles, the store and the engine's writer."""
