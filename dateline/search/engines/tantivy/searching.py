"""A typed interface to Tantivy's searcher, which makes up for gaps in its stubs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import tantivy
from tantivy import DocAddress, Order, Query

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engines.tantivy.aggregation import first_values
from dateline.search.engines.tantivy.schema import PUBLISHED, UNDATED, text_field, value_field


class Searching:
    """One commit, searched with Tantivy's own queries."""

    def __init__(self, index: tantivy.Index) -> None:
        self.schema = index.schema
        self.searcher = index.searcher()

    def total(self, query: Query) -> int:
        """Return the number of matching articles."""
        # Tantivy rejects a limit of 0. Without scores, counting takes half the time.
        return _count(self.searcher.search(Query.const_score_query(query, 0.0), limit=1))

    @cached_property
    def has_undated(self) -> bool:
        """Whether any article has no date; deleted articles count until their segment is merged."""
        return self.searcher.doc_freq(PUBLISHED, UNDATED) > 0

    def best(self, query: Query, first: int, limit: int) -> tuple[int, list[tuple[float, DocAddress]]]:
        """Return the total, and hits by score from position `first`."""
        found = self.searcher.search(query, limit=limit, offset=first)
        return _count(found), [(float(score), address) for score, address in found.hits]

    def dated(self, query: Query, order: Order, first: int, limit: int) -> tuple[int, list[tuple[int, DocAddress]]]:
        """Return the total, and hits by date, with their seconds, from position `first`."""
        found = self.searcher.search(query, limit=limit, offset=first, order_by_field=PUBLISHED, order=order)
        return _count(found), [(int(seconds), address) for seconds, address in found.hits]

    def terms(self, column: TextColumn, start: str, most: int) -> list[str]:
        """Return terms with a prefix, most articles first."""
        return [term for term, _ in self.searcher.terms_with_prefix(text_field(column), start, limit=most)]

    def values(self, column: ValueColumn) -> list[str]:
        """Return all values in a column's dictionary; those of deleted articles stay until their segment is merged."""
        return [value for value, _ in self.searcher.terms_with_prefix(value_field(column), "")]

    def first_ids(self, query: Query, limit: int) -> list[str]:
        """Return the first ids, in ascending order, of the matching articles."""
        return first_values(self.searcher, query, ValueColumn.ID, limit)

    def published(self, addresses: Sequence[DocAddress]) -> list[int]:
        """Return the publication times of hits, in seconds from 1970."""
        return [int(seconds or 0) for seconds in self.searcher.fast_field_values(PUBLISHED, list(addresses))]

    def ids(self, addresses: Sequence[DocAddress]) -> list[str]:
        """Return the ids of hits."""
        field = value_field(ValueColumn.ID)
        return [str(self.searcher.doc(address).get_first(field)) for address in addresses]


def _count(found: tantivy.SearchResult) -> int:
    # The stub lacks `count`.
    count: object = getattr(found, "count", None)
    return count if isinstance(count, int) else 0
