"""Countries found in a text, with their offsets."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

import msgspec

from dateline.index.article import MentionKind


class FoundCountry(msgspec.Struct, frozen=True):
    """One mention of a country in a text; offsets are code points, end-exclusive."""

    start: int
    end: int
    code: str
    kind: MentionKind


class FoundCountries(msgspec.Struct, frozen=True):
    """The countries found in the headline and the body of an article."""

    headline: tuple[FoundCountry, ...]
    body: tuple[FoundCountry, ...]


class CountriesByOffset:
    """The countries found in a text, looked up by offset; those in the dateline are left out."""

    def __init__(self, found: Sequence[FoundCountry]) -> None:
        self._found = [one for one in found if one.kind is not MentionKind.DATELINE]
        self._starts = [one.start for one in self._found]
        self._ends = [one.end for one in self._found]

    def ending_by(self, offset: int, *, within: int) -> FoundCountry | None:
        """The last country that ends at an offset or at most `within` code points before it."""
        number = bisect.bisect_right(self._ends, offset) - 1
        return self._found[number] if number >= 0 and offset - self._ends[number] <= within else None

    def starting_from(self, offset: int, *, within: int) -> FoundCountry | None:
        """The first country that starts at an offset or at most `within` code points after it."""
        number = bisect.bisect_left(self._starts, offset)
        return self._found[number] if number < len(self._found) and self._starts[number] - offset <= within else None

    def before(self, offset: int) -> Iterator[FoundCountry]:
        """All countries that end at or before an offset, nearest first."""
        number = bisect.bisect_right(self._ends, offset) - 1
        while number >= 0:
            yield self._found[number]
            number -= 1

    def reaches_end_of(self, start: int, end: int) -> bool:
        """Whether a country's name starts within a stretch of text and reaches at least to its end."""
        found = self.starting_from(start, within=end - start)
        return found is not None and found.start < end <= found.end
