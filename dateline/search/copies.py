"""Copies in a search: which are left out, and how many a report has.

A query leaves out every article that is a copy of another, unless it asks for copies (`duplicates:all`,
`duplicates:ID`) or names an article (`id:`, `url:`), which may be one. So a search without copies is the same search
with one more filter, and totals, facets and pages see the same articles on every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dateline.index.article import Article
from dateline.index.terms import COPY, ValueColumn
from dateline.search.engine import Snapshot
from dateline.search.plan import Matching, Never, OneOf
from dateline.search.query.tree import And, Not, Or, Query, Value, ValueField, WithCopies

COPIES = OneOf(ValueColumn.IS_COPY, (COPY,))
"""Every article that is a copy of another."""

_NAMING = frozenset({ValueField.ID, ValueField.URL, ValueField.DUPLICATES})


def finds_copies(query: Query) -> bool:
    """Whether a query finds copies too: it asks for them, or names an article anywhere."""
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
    """The query with `duplicates:ID` of the first copy where it was of any."""
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


def first_copy(article: Article) -> str:
    """The id of the first copy of an article: its own, where it is no copy."""
    return article.duplicate_of or article.id


class Copies:
    """The copies in one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        # One look at the postings of one value: some hundredths of a millisecond.
        self._any = snapshot.count(COPIES) > 0

    def left_out(self, query: Query) -> Matching:
        """What a search leaves out, besides what it does not find."""
        return COPIES if self._any and not finds_copies(query) else Never()

    def count(self, articles: Iterable[Article]) -> Mapping[str, int]:
        """How many copies there are of the report of each article that has any, by the id of the first."""
        firsts = tuple(dict.fromkeys(map(first_copy, articles)))
        if not self._any or not firsts:
            return {}
        column = ValueColumn.COPY_OF
        return self.snapshot.counts(OneOf(column, firsts), [column])[column].values
