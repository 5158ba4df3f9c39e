"""Selects segments to merge at a commit, and merges them term by term to save memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import accumulate, chain, compress, groupby, repeat
from operator import itemgetter

from dateline.index.terms import ValueColumn
from dateline.search.engines.whoosh import by_article
from dateline.search.engines.whoosh.library import Segment
from dateline.search.engines.whoosh.postings import Postings, encode, shifted
from dateline.search.engines.whoosh.schema import Figure
from dateline.search.engines.whoosh.segment import OpenSegment

FANOUT = 8
"""The number of segments of one level that are merged, and the size ratio between levels."""
ALWAYS_MERGED = 10_000
"""Articles that any commit may merge, however few it adds; takes a few seconds."""
MERGED_PER_ADDED = 4
"""Articles that a commit may merge for each article that it adds."""


def to_merge(segments: Sequence[Segment], added: int) -> list[Segment]:
    """Return the segments to merge now, if any; `added` is the number of articles that the commit adds."""
    most = max(ALWAYS_MERGED, MERGED_PER_ADDED * added)
    for _, group in groupby(sorted(segments, key=_level), key=_level):
        level = list(group)
        if len(level) >= FANOUT and sum(segment.live for segment in level) <= most:
            return level
    return [segment for segment in segments if segment.live < len(segment.deleted) and segment.live <= most][:1]


def _level(segment: Segment) -> int:
    return segment.live.bit_length() // (FANOUT - 1).bit_length()


def merged(parts: Sequence[tuple[Segment, OpenSegment]]) -> Iterator[tuple[bytes, bytes]]:
    """Yield keys and values of a table with all live articles of these segments, keys ascending."""
    bases = accumulate((segment.live for segment, _ in parts), initial=0)
    renumbered = [_Renumbered(*part, base) for part, base in zip(parts, bases, strict=False)]
    for key, entries in groupby(merge(*(part.terms() for part in renumbered), key=itemgetter(0)), key=itemgetter(0)):
        joined = _joined([(part, written) for _, part, written in entries])
        if joined is not None:
            yield key, joined
    yield from by_article.items(
        {column: [kept for part in renumbered for kept in part.values(column)] for column in ValueColumn},
        {figure: [kept for part in renumbered for kept in part.figures(figure)] for figure in Figure},
    )


class _Renumbered:
    """A segment whose live articles are renumbered from `base`."""

    def __init__(self, segment: Segment, opened: OpenSegment, base: int) -> None:
        self._opened = opened
        self._base = base
        self._kept = [number not in segment.deleted for number in range(segment.articles)]
        self._numbers = list(accumulate(self._kept, initial=base)) if segment.deleted else []

    def terms(self) -> Iterator[tuple[bytes, _Renumbered, bytes]]:
        """Yield keys, this segment, and encoded posting lists."""
        return ((key, self, written) for key, written in self._opened.terms())

    def values(self, column: ValueColumn) -> Iterator[str]:
        """Yield the values of the live articles."""
        return compress(self._opened.values(column), self._kept)

    def figures(self, figure: Figure) -> Iterator[int]:
        """Yield the figures of the live articles."""
        return compress(self._opened.figures(figure), self._kept)

    def renumbered(self, written: bytes) -> bytes | None:
        """Return a posting list with the new numbers; None if all its articles are deleted."""
        if not self._numbers:
            return shifted(written, self._base)
        postings = Postings(written)
        frequencies = postings.frequencies()
        kept = [self._kept[number] for number in postings.numbers()]
        numbers = [self._numbers[number] for number in compress(postings.numbers(), kept)]
        each = chain.from_iterable(map(repeat, kept, frequencies))
        positions = list(compress(postings.positions(), each))
        return encode(numbers, list(compress(frequencies, kept)), positions) if numbers else None


def _joined(parts: Sequence[tuple[_Renumbered, bytes]]) -> bytes | None:
    """Join the posting lists of one term; None if all articles are deleted."""
    found = [written for written in (part.renumbered(written) for part, written in parts) if written is not None]
    if len(found) < 2:
        return found[0] if found else None
    postings = list(map(Postings, found))
    return encode(
        list(chain.from_iterable(one.numbers() for one in postings)),
        list(chain.from_iterable(one.frequencies() for one in postings)),
        list(chain.from_iterable(one.positions() for one in postings)),
    )
