"""A text as its readers see it: its language and year, its case, its paragraphs and its words, each found once."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from functools import cached_property

from dateline.index.metadata.countries.english import is_all_caps, uppercase_if_lowercase
from dateline.index.metadata.tokens import Token, tokens_of

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


class Stretch:
    """One paragraph: its extent in code points, and its words and signs."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self.start = start
        self.end = end

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Words and signs; offsets are those of the text."""
        return tokens_of(self._text, self.start, self.end)

    @cached_property
    def starts(self) -> Sequence[int]:
        """The offset of each token."""
        return [token.start for token in self.tokens]


class Text:
    """A headline or a body; nothing is cut before a reader asks for it."""

    def __init__(self, written: str, language: str | None = "en", *, year: int | None = None) -> None:
        """`language` is a BCP 47 tag; `year` that of publication; None if unknown."""
        self.written = written
        self.year = year
        self.language = (language or "en").split("-")[0]
        """Primary tag; a text of unknown language is read as English."""

    @cached_property
    def cased(self) -> str:
        """The text with capitals: English that has none at all is put in upper case. Offsets are the same."""
        return uppercase_if_lowercase(self.written) if self.language == "en" else self.written

    @cached_property
    def is_in_capitals(self) -> bool:
        """Whether capitals say nothing, since all letters are capitals."""
        return is_all_caps(self.cased)

    @cached_property
    def paragraphs(self) -> Sequence[Stretch]:
        """The paragraphs, which empty lines separate."""
        return [Stretch(self.cased, *match.span()) for match in _PARAGRAPH.finditer(self.cased)]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraph_at(self, offset: int) -> Stretch:
        """The paragraph that holds an offset. Raises IndexError before the first one."""
        number = bisect.bisect_right(self._starts, offset) - 1
        if number < 0:
            raise IndexError(offset)
        return self.paragraphs[number]
