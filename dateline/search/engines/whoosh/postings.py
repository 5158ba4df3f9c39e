"""Posting lists as bytes: which articles hold a term, how often, and where.

Numbers of articles stand as the gaps between them; gaps, frequencies and positions each in the narrowest width that
holds them all. Where every frequency is 1 none is written. Measured beside Whoosh's own blocks, which pickle and
compress tuples: see `docs/decisions/006-whoosh-engine.md`.
"""

from __future__ import annotations

import struct
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from operator import sub

_HEAD = struct.Struct("=IIBBB")
"""How many, the first number, widths of gaps, frequencies and positions; a width of 0 is nothing written."""
_TYPES = {1: "B", 2: "H", 4: "I"}
_PLACE_BITS = 24
MOST_POSITIONS = 1 << _PLACE_BITS
"""More than any text has; what stands behind is not found."""


class Postings:
    """One term in one segment. `base` is added to each number. What is asked for is read each time."""

    def __init__(self, written: bytes, base: int = 0) -> None:
        self._written = written
        head: tuple[int, ...] = _HEAD.unpack_from(written)
        self._count, self._first, *self._widths = head
        self._base = base

    def __len__(self) -> int:
        return self._count

    def numbers(self) -> list[int]:
        """The articles, ascending."""
        return list(accumulate(self._part(0, self._count - 1), initial=self._first + self._base))

    def frequencies(self) -> Sequence[int]:
        """How often each of them holds the term."""
        return self._part(1, self._count) if self._widths[1] else array("B", b"\x01") * self._count

    def positions(self) -> array[int]:
        """Where the term stands, for one article after the other; empty where positions are not kept."""
        return self._part(2, sum(self.frequencies()))

    def _part(self, number: int, count: int) -> array[int]:
        before = (self._widths[0] * (self._count - 1), self._widths[1] * self._count)[:number]
        start = _HEAD.size + sum(before)
        width = self._widths[number]
        values: array[int] = array(_TYPES.get(width, "B"))
        values.frombytes(self._written[start : start + width * count])
        return values


def encode(numbers: Sequence[int], frequencies: Sequence[int] = (), positions: Sequence[int] = ()) -> bytes:
    """The bytes of one posting list; numbers ascend."""
    gaps = array("I", map(sub, numbers[1:], numbers))
    parts = [_narrow(gaps), _narrow(frequencies if max(frequencies, default=1) > 1 else ()), _narrow(positions)]
    head = _HEAD.pack(len(numbers), numbers[0], *(part.itemsize if part else 0 for part in parts))
    return head + b"".join(part.tobytes() for part in parts)


def moved(written: bytes, base: int) -> bytes:
    """A posting list with `base` added to each number."""
    count, first, *widths = _HEAD.unpack_from(written)
    return _HEAD.pack(count, first + base, *widths) + written[_HEAD.size :]


def first_place(number: int) -> int:
    """The first place of an article: its number and a position in it as one integer, ordered by both."""
    return number << _PLACE_BITS


def encode_places(places: Sequence[int]) -> bytes:
    """The bytes of a posting list from its places, which ascend."""
    frequencies = Counter(place >> _PLACE_BITS for place in places)
    return encode(list(frequencies), list(frequencies.values()), [place & (MOST_POSITIONS - 1) for place in places])


def _narrow(values: Sequence[int]) -> array[int]:
    largest = max(values, default=0)
    return array("B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I", values)
