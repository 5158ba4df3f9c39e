"""The orders of results and of facet values."""

from __future__ import annotations

from enum import Enum


class Sort(Enum):
    """The order of results; each is total (ties: newest first, then id)."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class FacetOrder(Enum):
    """The order of a facet's values."""

    COUNT = "count"
    """Most articles first, then by value."""
    NAME = "name"
