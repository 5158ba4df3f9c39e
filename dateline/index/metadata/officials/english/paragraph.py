"""A paragraph of English text, with its tokens and the countries named in it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from dateline.index.metadata.countries.found import CountriesByOffset
from dateline.index.metadata.names.english import name_at, name_before, skip_titles
from dateline.index.metadata.names.person_name import PersonName
from dateline.index.metadata.text import Stretch, Text
from dateline.index.metadata.tokens import Token

_LIST_MARKS = frozenset({",", "and", "&"})


class Paragraph:
    """One paragraph of a text; offsets are those of the text."""

    def __init__(self, text: Text, stretch: Stretch, countries: CountriesByOffset, *, all_caps: bool) -> None:
        self.text = text.cased
        self.year = text.year
        self.start = stretch.start
        self._end = stretch.end
        self.tokens = stretch.tokens
        self.countries = countries
        self._starts = stretch.starts
        self._all_caps = all_caps

    def token_from(self, offset: int) -> int:
        """The number of the first token that starts at or after an offset."""
        return bisect.bisect_left(self._starts, offset)

    def is_at(self, at: int, *texts: str) -> bool:
        """Whether there is a token and it is one of these words or signs."""
        return 0 <= at < len(self.tokens) and self.tokens[at].plain in texts

    def match(self, pattern: re.Pattern[str], start: int, end: int | None = None) -> re.Match[str] | None:
        """Match a pattern at an offset; with `end`, it must match all up to there."""
        return pattern.match(self.text, start) if end is None else pattern.fullmatch(self.text, start, end)

    def search_before(self, pattern: re.Pattern[str], offset: int, *, within: int) -> re.Match[str] | None:
        """Search a pattern that is anchored at its end, in the `within` code points before an offset."""
        return pattern.search(self.text, max(self.start, offset - within), offset)

    def find_all(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All matches of a pattern in this paragraph."""
        return pattern.finditer(self.text, self.start, self._end)

    def name(self, at: int, *, like: Token) -> PersonName | None:
        """The person's name that begins at a token; it may be in capitals if the token `like` is."""
        if at >= len(self.tokens) or self._is_country(at):
            return None
        all_caps = self._is_all_caps(like)
        name = name_at(self.text, self.tokens, at, all_caps=all_caps)
        if name is None:
            return None
        # A country ends a name: `Secretary of State George Shultz China's troubles were over`.
        country = self.countries.starting_from(name.start, within=len(name.text))
        if country is None or country.start >= name.end:
            return name
        return name_at(self.text, self.tokens[: self.token_from(country.start)], at, all_caps=all_caps)

    def name_ending(self, offset: int) -> PersonName | None:
        """The person's name that ends before an offset."""
        end = self.token_from(offset)
        all_caps = self._all_caps or (end > 0 and self._is_all_caps(self.tokens[end - 1]))
        name = name_before(self.text, self.tokens, end, all_caps=all_caps)
        return None if name is None or self.countries.reaches_end_of(name.start, name.end) else name

    def next_name(self, at: int, *, like: Token) -> PersonName | None:
        """The next name of a list that continues at a token: `, C D`, `and E F`."""
        joined = at
        while joined < len(self.tokens) and self.tokens[joined].plain in _LIST_MARKS and joined - at < 2:
            joined += 1
        return self.name(skip_titles(self.tokens, joined), like=like) if joined > at else None

    def _is_all_caps(self, like: Token) -> bool:
        return self._all_caps or (len(like.text) > 3 and like.text.isupper())

    def _is_country(self, at: int) -> bool:
        found = self.countries.starting_from(self.tokens[at].start, within=0)
        return found is not None
