"""Results as ids, one per line or each ended by NUL."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.search.results import Results


def write(results: Results, end: str) -> Iterator[str]:
    """Each result's id, followed by `end`."""
    return (f"{result.id}{end}" for result in results.results)
