"""Tantivy's searcher with types: what its stubs leave out or open is said here once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import tantivy
from tantivy import DocAddress, Order, Query

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engines.tantivy.aggregation import first_values
from dateline.search.engines.tantivy.schema import PUBLISHED, UNDATED, text_field, value_field


class Searching:
    """One commit, asked with Tantivy's own queries."""

    def __init__(self, index: tantivy.Index) -> None:
        self.schema = index.schema
        self.searcher = index.searcher()

    def total(self, query: Query) -> int:
        """How many articles a query matches."""
        # Tantivy refuses a limit of 0. A query that scores nothing is counted in half the time.
        return _count(self.searcher.search(Query.const_score_query(query, 0.0), limit=1))

    @cached_property
    def has_undated(self) -> bool:
        """Whether any article has no date; deleted ones count until their segment is merged."""
        return self.searcher.doc_freq(PUBLISHED, UNDATED) > 0

    def best(self, query: Query, first: int, limit: int) -> tuple[int, list[tuple[float, DocAddress]]]:
        """The total, and hits in order of their scores from the place `first` on."""
        found = self.searcher.search(query, limit=limit, offset=first)
        return _count(found), [(float(score), address) for score, address in found.hits]

    def dated(self, query: Query, order: Order, first: int, limit: int) -> tuple[int, list[tuple[int, DocAddress]]]:
        """The total, and hits by date with their seconds from the place `first` on."""
        found = self.searcher.search(query, limit=limit, offset=first, order_by_field=PUBLISHED, order=order)
        return _count(found), [(int(seconds), address) for seconds, address in found.hits]

    def terms(self, column: TextColumn, start: str, most: int) -> list[str]:
        """Terms that begin so, those of most articles first."""
        return [term for term, _ in self.searcher.terms_with_prefix(text_field(column), start, limit=most)]

    def values(self, column: ValueColumn) -> list[str]:
        """All values of a column, by its dictionary alone; those of deleted articles stay until they are merged."""
        return [value for value, _ in self.searcher.terms_with_prefix(value_field(column), "")]

    def first_ids(self, query: Query, limit: int) -> list[str]:
        """The first ids, in ascending order, of all that a query matches."""
        return first_values(self.searcher, query, ValueColumn.ID, limit)

    def published(self, addresses: Sequence[DocAddress]) -> list[int]:
        """The seconds of hits."""
        return [int(seconds or 0) for seconds in self.searcher.fast_field_values(PUBLISHED, list(addresses))]

    def ids(self, addresses: Sequence[DocAddress]) -> list[str]:
        """The ids of hits."""
        field = value_field(ValueColumn.ID)
        return [str(self.searcher.doc(address).get_first(field)) for address in addresses]


def _count(found: tantivy.SearchResult) -> int:
    # The stub leaves `count` out.
    count: object = getattr(found, "count", None)
    return count if isinstance(count, int) else 0
