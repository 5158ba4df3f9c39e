"""The web front end: pages over a search service, read-only, complete without scripts."""
