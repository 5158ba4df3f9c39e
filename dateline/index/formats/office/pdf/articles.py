"""From the paragraphs of a file to its articles: headlines stand out by the size of their letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dateline.index.formats.office.headlines import is_headline, title_of
from dateline.index.formats.office.pdf.paragraphs import Paragraph

_HEADLINE: Final = 1.2
"""A headline is at least this many times as high as the text."""
_HEADLINE_OF_SEVERAL: Final = 1.6
"""A headline that parts articles is at least this many times as high as the text; section headings are smaller."""
_SAME: Final = 1.06
"""Ratio of heights that count as one size."""
_FEWEST_WORDS: Final = 60
"""Minimum length of each of several articles."""
_AMONG_FIRST: Final = 8
"""A headline is among this number of first paragraphs."""


class Story(NamedTuple):
    """An article of a file."""

    headline: str | None
    paragraphs: tuple[str, ...]


def stories_of(paragraphs: Sequence[Paragraph], title: str) -> list[Story]:
    """Return the articles; more than one only where large headlines part them.

    `title` is what the file says of itself; it counts if it is a title and nothing in the layout contradicts it.
    """
    text = _text_height(paragraphs)
    starts = _starts(paragraphs, text)
    if len(starts) > 1:
        return [_story(paragraphs[start:end], 1) for start, end in zip(starts, [*starts[1:], None], strict=True)]
    at = _headline(paragraphs, text)
    if at is None:
        return [Story(_title(title, paragraphs), tuple(each.text for each in paragraphs))]
    headline = paragraphs[at].text
    rest = tuple(each.text for number, each in enumerate(paragraphs) if number != at)
    return [Story(headline, rest)] if rest else [Story(None, (headline,))]


def _text_height(paragraphs: Sequence[Paragraph]) -> float:
    """Return the height of the lines of most of the text."""
    letters: Counter[float] = Counter()
    for each in paragraphs:
        letters[round(each.height, 1)] += len(each.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _headline(paragraphs: Sequence[Paragraph], text: float) -> int | None:
    """Return the number of the largest paragraph among the first, if it stands out."""
    first = [
        (each.height, -number)
        for number, each in enumerate(paragraphs[:_AMONG_FIRST])
        if each.height >= text * _HEADLINE and is_headline(each.text)
    ]
    return -max(first)[1] if first else None


def _starts(paragraphs: Sequence[Paragraph], text: float) -> list[int]:
    """Return where each of several articles starts: at headlines of the largest size, with enough text after each."""
    large = [
        number
        for number, each in enumerate(paragraphs)
        if each.height >= text * _HEADLINE_OF_SEVERAL and is_headline(each.text)
    ]
    if len(large) < 2:
        return []
    largest = max(paragraphs[number].height for number in large)
    starts = [number for number in large if paragraphs[number].height * _SAME >= largest]
    lengths = (_words(paragraphs[start + 1 : end]) for start, end in zip(starts, [*starts[1:], None], strict=True))
    return starts if len(starts) > 1 and all(length >= _FEWEST_WORDS for length in lengths) else []


def _words(paragraphs: Sequence[Paragraph]) -> int:
    return sum(len(each.text.split()) for each in paragraphs)


def _story(paragraphs: Sequence[Paragraph], after: int) -> Story:
    return Story(paragraphs[0].text, tuple(each.text for each in paragraphs[after:]))


def _title(title: str, paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the title in the metadata, unless it is a later paragraph of the text, such as the name of a section."""
    return None if any(each.text == title for each in paragraphs[1:]) else title_of(title)


def keywords_of(text: str) -> Iterator[str]:
    """Yield the keywords that the metadata name."""
    return (word for part in re.split(r"[;,]", text) if (word := part.strip()))
