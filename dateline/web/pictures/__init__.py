"""Histogram, timeline and map: drawn as SVG, with links."""
