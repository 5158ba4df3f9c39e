"""Exact counts by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet

from dateline.index.terms import ValueColumn
from dateline.search.engine import Counts
from dateline.search.engines.whoosh.commit import Commit
from dateline.search.engines.whoosh.schema import JOINT, NO_VALUE


def counts(commit: Commit, matched: AbstractSet[int], column: ValueColumn) -> Counts:
    """Count the matching articles by each value of a column.

    Combinations of values are counted first: there are far fewer of them than articles.
    """
    combinations = Counter(map(commit.values(column).__getitem__, matched))
    without = combinations.pop(NO_VALUE, 0)
    values: Counter[str] = Counter()
    for joined, count in combinations.items():
        for value in joined.split(JOINT):
            values[value] += count
    return Counts(values=dict(values.most_common()), without=without)
