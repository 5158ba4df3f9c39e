"""Lists of words that the rules about offices and names look at: `data/words.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.index.metadata.tables import read_table


def words(kind: str) -> frozenset[str]:
    """The words of one kind. Raises KeyError for a kind that is not in the table."""
    return _lists()[kind]


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for kind, listed in read_table("words.txt"):
        lists.setdefault(kind, set()).update(listed.split())
    return {kind: frozenset(found) for kind, found in lists.items()}
