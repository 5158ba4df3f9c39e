"""Facets: their registry, the choices made in them, and their counts."""
