"""Exact counts by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet

from dateline.index.terms import ValueColumn
from dateline.search.engine import Counts
from dateline.search.engines.whoosh.commit import Commit
from dateline.search.engines.whoosh.schema import JOINT, NO_VALUE


def counts(commit: Commit, matched: AbstractSet[int], column: ValueColumn) -> Counts:
    """How many of the articles that match have each value of a column.

    Articles with the same values are counted together first: there are far fewer combinations than articles.
    """
    together = Counter(map(commit.values(column).__getitem__, matched))
    without = together.pop(NO_VALUE, 0)
    values: Counter[str] = Counter()
    for joined, count in together.items():
        for value in joined.split(JOINT):
            values[value] += count
    return Counts(values=dict(values.most_common()), without=without)
