"""Copies in a search: leave them out, and count those of each result.

A query leaves out every copy of another article, unless it asks for copies (`duplicates:all`, `duplicates:ID`) or
names an article (`id:`, `url:`), which may be a copy. Copies are excluded by one more filter, so totals, facets and
pages count the same articles on every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dateline.index.article import Article, first_copy
from dateline.index.terms import COPY, ValueColumn
from dateline.search.engine import Snapshot
from dateline.search.plan import Matching, Never, OneOf
from dateline.search.query.tree import And, Not, Or, Query, Value, ValueField, WithCopies

COPIES = OneOf(ValueColumn.IS_COPY, (COPY,))
"""Articles that are copies of another."""

_NAMING = frozenset({ValueField.ID, ValueField.URL, ValueField.DUPLICATES})


def finds_copies(query: Query) -> bool:
    """Return whether a query finds copies too: it asks for them, or names an article anywhere."""
    match query:
        case WithCopies():
            return True
        case Value():
            return query.field in _NAMING
        case And() | Or():
            return any(map(finds_copies, query.children))
        case Not():
            return finds_copies(query.child)
        case _:
            return False


def of_first_copies(query: Query, first_of: Callable[[str], str]) -> Query:
    """Replace the id in each `duplicates:ID` by that of the first copy."""
    match query:
        case Value(field=ValueField.DUPLICATES):
            return Value(query.field, first_of(query.value))
        case And():
            return And(tuple(of_first_copies(child, first_of) for child in query.children))
        case Or():
            return Or(tuple(of_first_copies(child, first_of) for child in query.children))
        case Not():
            return Not(of_first_copies(query.child, first_of))
        case _:
            return query


class Copies:
    """The copies in one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        # Reads the postings of one value: some hundredths of a millisecond.
        self._any = snapshot.count(COPIES) > 0

    def left_out(self, query: Query) -> Matching:
        """Return the articles that a search leaves out although they match."""
        return COPIES if self._any and not finds_copies(query) else Never()

    def count(self, articles: Iterable[Article]) -> Mapping[str, int]:
        """Count the copies of these articles, by the id of the first copy; without those that have none."""
        firsts = tuple(dict.fromkeys(map(first_copy, articles)))
        if not self._any or not firsts:
            return {}
        column = ValueColumn.COPY_OF
        return self.snapshot.counts(OneOf(column, firsts), [column])[column].values
