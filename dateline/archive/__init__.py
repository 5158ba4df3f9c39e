"""Puts store, index generations, engine and search service together. Only this package names concrete engines."""
