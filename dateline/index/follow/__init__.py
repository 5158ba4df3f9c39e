"""Follows feeds and sitemaps: what is due, how servers are asked politely, and what of their answers is new."""
