"""The words of datelines, from `data/datelines.txt`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dateline.index.metadata.tables import read_table

SMALL_WORDS = frozenset(
    (
        "of the and de del della da do dos du des la le les el al am im an der den sur sous upon en au aux y e i ob un"
    ).split()
)
"""Words within a place name that may be in small letters."""


def listed(kind: str) -> frozenset[str]:
    """The words and names of one kind, as written. Raises KeyError for an unknown kind."""
    return _lists()[kind]


@cache
def aboard_phrase() -> re.Pattern[str]:
    """Match the words that open a dateline which is no place on a map: `EN ROUTE TO`, in any case."""
    phrases = sorted(listed("aboard"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(phrases)})\b", re.IGNORECASE)


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for kind, names in read_table("datelines.txt"):
        lists.setdefault(kind, set()).update(name.strip() for name in names.split(";"))
    return {kind: frozenset(names) for kind, names in lists.items()}
