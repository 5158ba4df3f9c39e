"""Searching: typed text to query to request to plan to engine to results."""
