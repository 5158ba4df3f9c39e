"""Histogram, timeline and map as SVG with links."""
