"""An open segment: its terms and its data by article. Segments are immutable."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from dateline.errors import IndexDamagedError
from dateline.index.generations import REBUILD
from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engines.whoosh import by_article
from dateline.search.engines.whoosh.library import Table
from dateline.search.engines.whoosh.postings import Postings
from dateline.search.engines.whoosh.schema import (
    DATE_KEYS,
    UNDATED,
    Figure,
    article_key,
    is_term,
    start_key,
    term_key,
    term_of,
)
from dateline.search.request import Sort


class OpenSegment:
    """Reads one segment and caches whole columns. Safe to use from several threads."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._values: dict[ValueColumn, list[str]] = {}
        self._figures: dict[Figure, list[int]] = {}
        self._vocabularies: dict[TextColumn, list[str]] = {}
        self._orders: dict[Sort, list[int]] = {}

    def postings(self, column: TextColumn | ValueColumn, term: str, base: int = 0) -> Postings | None:
        """Return the postings of a term; `base` is added to the article numbers."""
        written = self._table.get(term_key(column, term))
        return None if written is None else Postings(written, base)

    def with_prefix(self, column: TextColumn, start: str, base: int) -> Iterator[Postings]:
        """Yield the postings of the terms with a prefix: one by one, or all in one for short prefixes."""
        key = start_key(column, start)
        if key is not None:
            written = self._table.get(key)
            return iter([] if written is None else [Postings(written, base)])
        return (Postings(written, base) for _, written in self._table.items(term_key(column, start)))

    def prefix_counts(self, column: TextColumn, start: str) -> dict[str, int]:
        """Return the terms with a prefix, each with the number of its articles."""
        return {term_of(key): len(Postings(written)) for key, written in self._table.items(term_key(column, start))}

    def terms(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield the keys of all terms, ascending, with their encoded posting lists."""
        for key, written in self._table.items():
            if not is_term(key):
                return
            yield key, written

    def vocabulary(self, column: TextColumn) -> list[str]:
        """Return the terms of a column."""
        if column not in self._vocabularies:
            self._vocabularies[column] = list(map(term_of, self._table.keys(term_key(column, ""))))
        return self._vocabularies[column]

    def values(self, column: ValueColumn) -> list[str]:
        """Return the value of each article; several values are joined by `JOINT`. Raises IndexDamagedError."""
        if column not in self._values:
            self._values[column] = by_article.read_values(self._by_article(column))
        return self._values[column]

    def figures(self, figure: Figure) -> list[int]:
        """Return the figure of each article. Raises IndexDamagedError."""
        if figure not in self._figures:
            self._figures[figure] = by_article.read_figures(self._by_article(figure))
        return self._figures[figure]

    def ordered(self, sort: Sort) -> list[int]:
        """Return all article numbers sorted by date, ties by id."""
        if sort not in self._orders:
            dates = list(map(DATE_KEYS[sort], self.figures(Figure.PUBLISHED)))
            order = sorted(range(len(dates)), key=self.values(ValueColumn.ID).__getitem__)
            order.sort(key=dates.__getitem__)
            self._orders[sort] = order
        return self._orders[sort]

    def published(self, since: int | None, until: int | None) -> Sequence[int]:
        """Return the numbers of the articles published within these seconds, `until` excluded."""
        first = 0 if since is None else bisect_left(self._dates, since)
        return self.ordered(Sort.OLDEST)[first : bisect_left(self._dates, -UNDATED if until is None else until)]

    @cached_property
    def _dates(self) -> list[int]:
        return sorted(map(DATE_KEYS[Sort.OLDEST], self.figures(Figure.PUBLISHED)))

    def _by_article(self, column: ValueColumn | Figure) -> bytes:
        written = self._table.get(article_key(column))
        if written is None:
            raise IndexDamagedError(f"a segment has no column {column.value}", remedy=REBUILD)
        return written
