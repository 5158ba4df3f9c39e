"""Puts store, index generations, engine and search service together; the only place that names an engine."""
