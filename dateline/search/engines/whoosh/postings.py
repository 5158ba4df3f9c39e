"""Posting lists as bytes: which articles contain a term, how often, and at which positions.

Article numbers are delta-encoded. Deltas, frequencies and positions are each stored in the narrowest integer width that
fits them all; frequencies are omitted if all are 1. `docs/decisions/006-whoosh-engine.md` compares this with Whoosh's
own blocks, which pickle and compress tuples.
"""

from __future__ import annotations

import struct
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from operator import sub

_HEAD = struct.Struct("=IIBBB")
"""Count, first number, and the widths of deltas, frequencies and positions; a width of 0 means omitted."""
_TYPES = {1: "B", 2: "H", 4: "I"}
_PLACE_BITS = 24
MOST_POSITIONS = 1 << _PLACE_BITS
"""More than any text has; words beyond it are not found."""


class Postings:
    """The postings of one term in one segment; `base` is added to each article number. Decodes on each call."""

    def __init__(self, written: bytes, base: int = 0) -> None:
        self._written = written
        head: tuple[int, ...] = _HEAD.unpack_from(written)
        self._count, self._first, *self._widths = head
        self._base = base

    def __len__(self) -> int:
        return self._count

    def numbers(self) -> list[int]:
        """Return the article numbers, ascending."""
        return list(accumulate(self._part(0, self._count - 1), initial=self._first + self._base))

    def frequencies(self) -> Sequence[int]:
        """Return how often each article contains the term."""
        return self._part(1, self._count) if self._widths[1] else array("B", b"\x01") * self._count

    def positions(self) -> array[int]:
        """Return the positions of the term, article by article; empty if the column has no positions."""
        return self._part(2, sum(self.frequencies()))

    def _part(self, number: int, count: int) -> array[int]:
        before = (self._widths[0] * (self._count - 1), self._widths[1] * self._count)[:number]
        start = _HEAD.size + sum(before)
        width = self._widths[number]
        values: array[int] = array(_TYPES.get(width, "B"))
        values.frombytes(self._written[start : start + width * count])
        return values


def encode(numbers: Sequence[int], frequencies: Sequence[int] = (), positions: Sequence[int] = ()) -> bytes:
    """Encode a posting list; numbers are ascending."""
    deltas = array("I", map(sub, numbers[1:], numbers))
    parts = [_narrow(deltas), _narrow(frequencies if max(frequencies, default=1) > 1 else ()), _narrow(positions)]
    head = _HEAD.pack(len(numbers), numbers[0], *(part.itemsize if part else 0 for part in parts))
    return head + b"".join(part.tobytes() for part in parts)


def shifted(written: bytes, base: int) -> bytes:
    """Return an encoded posting list with `base` added to each number."""
    count, first, *widths = _HEAD.unpack_from(written)
    return _HEAD.pack(count, first + base, *widths) + written[_HEAD.size :]


def first_place(number: int) -> int:
    """Return the first place of an article. A place is an article number and a position as one integer."""
    return number << _PLACE_BITS


def encode_places(places: Sequence[int]) -> bytes:
    """Encode a posting list from its places, which are ascending."""
    frequencies = Counter(place >> _PLACE_BITS for place in places)
    return encode(list(frequencies), list(frequencies.values()), [place & (MOST_POSITIONS - 1) for place in places])


def encode_numbers(numbers: Sequence[int]) -> bytes:
    """Encode a posting list without positions from article numbers, ascending, each as often as the term is there."""
    frequencies = Counter(numbers)
    return encode(list(frequencies), list(frequencies.values()))


def _narrow(values: Sequence[int]) -> array[int]:
    largest = max(values, default=0)
    return array("B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I", values)
