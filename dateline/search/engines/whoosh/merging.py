"""Which segments are merged at a commit, and how: term by term, so that memory stays small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import accumulate, chain, compress, groupby, repeat
from operator import itemgetter

from dateline.index.terms import ValueColumn
from dateline.search.engines.whoosh import by_article
from dateline.search.engines.whoosh.library import Segment
from dateline.search.engines.whoosh.postings import Postings, encode, moved
from dateline.search.engines.whoosh.schema import Figure
from dateline.search.engines.whoosh.segment import OpenSegment

FANOUT = 8
"""How many segments of one level become one, and how many times as large those of the next level are."""
ALWAYS_MERGED = 10_000
"""Articles that any commit may merge, however few it adds: a few seconds."""
MERGED_FOR_EACH = 4
"""Articles that a commit may merge for each that it adds."""


def to_merge(segments: Sequence[Segment], added: int) -> list[Segment]:
    """Which of these become one now, if any; `added` is how many articles the commit adds."""
    most = max(ALWAYS_MERGED, MERGED_FOR_EACH * added)
    for _, group in groupby(sorted(segments, key=_level), key=_level):
        alike = list(group)
        if len(alike) >= FANOUT and sum(segment.live for segment in alike) <= most:
            return alike
    return [segment for segment in segments if segment.live < len(segment.deleted) and segment.live <= most][:1]


def _level(segment: Segment) -> int:
    return segment.live.bit_length() // (FANOUT - 1).bit_length()


def merged(parts: Sequence[tuple[Segment, OpenSegment]]) -> Iterator[tuple[bytes, bytes]]:
    """The keys and values of one segment's table that holds all live articles of these, keys ascending."""
    bases = accumulate((segment.live for segment, _ in parts), initial=0)
    renumbered = [_Renumbered(*part, base) for part, base in zip(parts, bases, strict=False)]
    for key, same in groupby(merge(*(part.terms() for part in renumbered), key=itemgetter(0)), key=itemgetter(0)):
        joined = _joined([(part, written) for _, part, written in same])
        if joined is not None:
            yield key, joined
    yield from by_article.items(
        {column: [kept for part in renumbered for kept in part.values(column)] for column in ValueColumn},
        {figure: [kept for part in renumbered for kept in part.figures(figure)] for figure in Figure},
    )


class _Renumbered:
    """A segment whose live articles have new numbers, from `base` up."""

    def __init__(self, segment: Segment, opened: OpenSegment, base: int) -> None:
        self._opened = opened
        self._base = base
        self._kept = [number not in segment.deleted for number in range(segment.articles)]
        self._numbers = list(accumulate(self._kept, initial=base)) if segment.deleted else []

    def terms(self) -> Iterator[tuple[bytes, _Renumbered, bytes]]:
        """Keys, this, and posting lists as written."""
        return ((key, self, written) for key, written in self._opened.terms())

    def values(self, column: ValueColumn) -> Iterator[str]:
        """The values of the live articles."""
        return compress(self._opened.values(column), self._kept)

    def figures(self, figure: Figure) -> Iterator[int]:
        """The figures of the live articles."""
        return compress(self._opened.figures(figure), self._kept)

    def moved(self, written: bytes) -> bytes | None:
        """A posting list with the new numbers; None where all its articles are deleted."""
        if not self._numbers:
            return moved(written, self._base)
        postings = Postings(written)
        frequencies = postings.frequencies()
        kept = [self._kept[number] for number in postings.numbers()]
        numbers = [self._numbers[number] for number in compress(postings.numbers(), kept)]
        each = chain.from_iterable(map(repeat, kept, frequencies))
        positions = list(compress(postings.positions(), each))
        return encode(numbers, list(compress(frequencies, kept)), positions) if numbers else None


def _joined(parts: Sequence[tuple[_Renumbered, bytes]]) -> bytes | None:
    """One posting list of those of one term."""
    found = [written for written in (part.moved(written) for part, written in parts) if written is not None]
    if len(found) < 2:
        return found[0] if found else None
    postings = list(map(Postings, found))
    return encode(
        list(chain.from_iterable(one.numbers() for one in postings)),
        list(chain.from_iterable(one.frequencies() for one in postings)),
        list(chain.from_iterable(one.positions() for one in postings)),
    )
