"""Dateline: a full-text search engine over news reports, with exact facets."""

__version__ = "0.1.0"
