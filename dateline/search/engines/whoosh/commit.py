"""All segments of one commit read as one, with their articles numbered consecutively."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import TypeVar

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engines.whoosh.library import Segment
from dateline.search.engines.whoosh.postings import Postings
from dateline.search.engines.whoosh.schema import Figure
from dateline.search.engines.whoosh.segment import OpenSegment
from dateline.search.request import Sort

T = TypeVar("T")


class Commit:
    """The index after one commit; postings and orders still contain deleted articles."""

    def __init__(self, segments: Sequence[tuple[Segment, OpenSegment]]) -> None:
        sizes = [segment.articles for segment, _ in segments]
        bases = list(accumulate(sizes, initial=0))
        self.size = bases[-1]
        """The number of articles, including deleted ones."""
        self.deleted = frozenset(
            base + number for (segment, _), base in zip(segments, bases, strict=False) for number in segment.deleted
        )
        self._segments = [(opened, base) for (_, opened), base in zip(segments, bases, strict=False)]
        self._values: dict[ValueColumn, list[str]] = {}
        self._figures: dict[Figure, list[int]] = {}
        self._means: dict[Figure, float] = {}

    @cached_property
    def everything(self) -> frozenset[int]:
        """All articles that are not deleted."""
        return frozenset(range(self.size)) - self.deleted

    def postings(self, column: TextColumn | ValueColumn, term: str) -> list[Postings]:
        """Return the postings of a term, one per segment."""
        found = (segment.postings(column, term, base) for segment, base in self._segments)
        return [postings for postings in found if postings is not None]

    def postings_of_all(self, column: TextColumn, terms: Sequence[str]) -> Iterator[list[Postings]]:
        """Yield the postings of each term for each segment that has all of them."""
        for segment, base in self._segments:
            found = [segment.postings(column, term, base) for term in terms]
            held = [postings for postings in found if postings is not None]
            if len(held) == len(terms):
                yield held

    def with_prefix(self, column: TextColumn, start: str) -> Iterator[Postings]:
        """Yield the postings of the terms with a prefix: one by one, or all in one for short prefixes."""
        return chain.from_iterable(segment.with_prefix(column, start, base) for segment, base in self._segments)

    def prefix_counts(self, column: TextColumn, start: str) -> Counter[str]:
        """Return the terms with a prefix, each with the number of its articles."""
        counts: Counter[str] = Counter()
        for segment, _ in self._segments:
            counts.update(segment.prefix_counts(column, start))
        return counts

    def similar(self, column: TextColumn, term: str, edits: int) -> Iterator[Postings]:
        """Yield the postings of each term at most `edits` edits away."""
        vocabularies = (segment.vocabulary(column) for segment, _ in self._segments)
        for word in {word for vocabulary in vocabularies for word in _similar(vocabulary, term, edits)}:
            yield from self.postings(column, word)

    def published(self, since: int | None, until: int | None) -> set[int]:
        """Return the articles published within these seconds, `until` excluded."""
        found: set[int] = set()
        for segment, base in self._segments:
            found.update(map(base.__add__, segment.published(since, until)))
        return found

    def first(self, sort: Sort, wanted: Callable[[int], bool], count: int) -> list[int]:
        """Return up to `count` wanted articles from each segment in sort order: they include the first ones of all."""
        found: list[int] = []
        for segment, base in self._segments:
            found.extend(islice(filter(wanted, map(base.__add__, segment.ordered(sort))), count))
        return found

    def values(self, column: ValueColumn) -> list[str]:
        """Return the value of each article; several values are joined by `JOINT`."""
        if column not in self._values:
            self._values[column] = _joined([segment.values(column) for segment, _ in self._segments])
        return self._values[column]

    def figures(self, figure: Figure) -> list[int]:
        """Return the figure of each article."""
        if figure not in self._figures:
            self._figures[figure] = _joined([segment.figures(figure) for segment, _ in self._segments])
        return self._figures[figure]

    def mean(self, figure: Figure) -> float:
        """Return the mean of a figure."""
        if figure not in self._means:
            self._means[figure] = sum(self.figures(figure)) / self.size
        return self._means[figure]


def _joined(lists: Sequence[list[T]]) -> list[T]:
    return lists[0] if len(lists) == 1 else list(chain.from_iterable(lists))


def _similar(vocabulary: Sequence[str], term: str, edits: int) -> Iterable[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(term, vocabulary, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return (word for word, _, _ in found)
