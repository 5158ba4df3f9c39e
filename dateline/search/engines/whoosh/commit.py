"""All segments of one commit read as one: their articles are numbered through."""

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
    """What was in the index after one commit; deleted articles still stand in postings and orders."""

    def __init__(self, segments: Sequence[tuple[Segment, OpenSegment]]) -> None:
        sizes = [segment.articles for segment, _ in segments]
        bases = list(accumulate(sizes, initial=0))
        self.size = bases[-1]
        """Articles, the deleted among them."""
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
        """The articles with a term, segment by segment."""
        found = (segment.postings(column, term, base) for segment, base in self._segments)
        return [postings for postings in found if postings is not None]

    def together(self, column: TextColumn, terms: Sequence[str]) -> Iterator[list[Postings]]:
        """For each segment that has all these terms, the postings of each."""
        for segment, base in self._segments:
            found = [segment.postings(column, term, base) for term in terms]
            held = [postings for postings in found if postings is not None]
            if len(held) == len(terms):
                yield held

    def starting(self, column: TextColumn, start: str) -> Iterator[Postings]:
        """The articles with each term that begins so, or with any of them at once."""
        return chain.from_iterable(segment.starting(column, start, base) for segment, base in self._segments)

    def frequent(self, column: TextColumn, start: str) -> Counter[str]:
        """Each term that begins so, with the number of its articles."""
        counts: Counter[str] = Counter()
        for segment, _ in self._segments:
            counts.update(segment.frequent(column, start))
        return counts

    def similar(self, column: TextColumn, term: str, edits: int) -> Iterator[Postings]:
        """The articles with each term that is at most so many edits away."""
        vocabularies = (segment.vocabulary(column) for segment, _ in self._segments)
        for word in {word for vocabulary in vocabularies for word in _similar(vocabulary, term, edits)}:
            yield from self.postings(column, word)

    def published(self, since: int | None, until: int | None) -> set[int]:
        """The articles published within these seconds."""
        found: set[int] = set()
        for segment, base in self._segments:
            found.update(map(base.__add__, segment.published(since, until)))
        return found

    def first(self, sort: Sort, wanted: Callable[[int], bool], count: int) -> list[int]:
        """The first wanted articles of each segment, at most `count` of each: the first of all are among them."""
        found: list[int] = []
        for segment, base in self._segments:
            found.extend(islice(filter(wanted, map(base.__add__, segment.ordered(sort))), count))
        return found

    def values(self, column: ValueColumn) -> list[str]:
        """The value of each article, joined by `JOINT` where it has several."""
        if column not in self._values:
            self._values[column] = _joined([segment.values(column) for segment, _ in self._segments])
        return self._values[column]

    def figures(self, figure: Figure) -> list[int]:
        """The figure of each article."""
        if figure not in self._figures:
            self._figures[figure] = _joined([segment.figures(figure) for segment, _ in self._segments])
        return self._figures[figure]

    def mean(self, figure: Figure) -> float:
        """The mean of a figure."""
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
