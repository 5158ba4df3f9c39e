"""From lines in reading order to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from dateline.index.formats.office.pdf.lines import Line

_GAP: Final = 0.45
"""A paragraph ends before a gap of so many heights of a line more than usual."""
_INDENT: Final = 0.6
"""A paragraph starts with a line that is set in by so many heights of a line."""
_OTHER_FONT: Final = 1.12
"""Ratio of heights of lines in different fonts."""
_SHORT: Final = 0.8
"""A line that is shorter than this share of its column may end a paragraph."""
_ENDS = re.compile(r"[.!?\u2026\u3002\u061f\u06d4:;][\"'\u201d\u2019\u00bb)\]]*$")
_OPEN_END = re.compile(r"[,\w\u2013-]$")
_BULLET = re.compile(r"(?:[\u2022\u25aa\u25cf\u2023\u00b7\uf0b7*\u2013-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")


class Paragraph(NamedTuple):
    """A paragraph and the height of its lines in points, which shows a headline."""

    text: str
    height: float


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Return the paragraphs of pages; one that goes on in the next column or page is one paragraph."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    leading = _leading(lines)
    found: list[list[Line]] = []
    for page in pages:
        for number, line in enumerate(page):
            before = page[number - 1] if number else None
            starts = _goes_elsewhere(found, line) if before is None else _starts(before, line, found[-1], leading)
            if starts or not found:
                found.append([line])
            else:
                found[-1].append(line)
    return [Paragraph(_joined(each), median(line.height for line in each)) for each in found]


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual gap between lines in heights of a line."""
    gaps = [
        (second.top - first.bottom) / first.height
        for first, second in pairwise(lines)
        if 0 < second.middle - first.middle < 3 * max(first.height, 1) and first.height > 0
    ]
    return median(gaps) if gaps else 0.0


def _starts(before: Line, line: Line, paragraph: Sequence[Line], leading: float) -> bool:
    """Whether a line starts a paragraph after the line before it."""
    if _is_hyphenated(before.text, line.text):
        return False
    height = max(before.height, line.height, 1.0)
    if not 1 / _OTHER_FONT <= line.height / max(before.height, 0.1) <= _OTHER_FONT or _BULLET.match(line.text):
        return True
    if line.middle < before.middle or line.left >= before.right:
        return _is_complete(before.text, line.text)
    if line.top - before.bottom > (leading + _GAP) * height:
        return True
    left = min(each.left for each in paragraph)
    width = max(each.right for each in paragraph) - left
    if len(paragraph) > 1 and before.right - left < _SHORT * width and _ends(before.text):
        return True
    return line.left - left > _INDENT * height and _ends(before.text)


def _goes_elsewhere(found: Sequence[Sequence[Line]], line: Line) -> bool:
    """Whether the first line of a page starts a paragraph: if it is in another font, or the last one is complete."""
    if not found:
        return True
    before = found[-1][-1]
    same_font = 1 / _OTHER_FONT <= line.height / max(before.height, 0.1) <= _OTHER_FONT
    return not same_font or _is_complete(before.text, line.text)


def _is_complete(before: str, after: str) -> bool:
    """Whether a sentence ends before a new column or page."""
    if _ends(before):
        return True
    return not (after[:1].islower() or _OPEN_END.search(before))


def _ends(text: str) -> bool:
    """Whether a sentence ends at the end of a text."""
    return _ENDS.search(text[-10:]) is not None


def _joined(lines: Sequence[Line]) -> str:
    text = ""
    for part in _texts(lines):
        if _is_hyphenated(text, part):
            text = text[:-1] + part
        else:
            text = f"{text} {part}" if text and not _is_wide(text[-1], part[:1]) else text + part
    return text


def _is_hyphenated(before: str, after: str) -> bool:
    """Whether a word was divided at the end of a line: `minis-` and `ter`, but not `Franco-` and `German`."""
    return before.endswith("-") and before[-2:-1].isalpha() and after[:1].islower()


def _texts(lines: Sequence[Line]) -> Iterator[str]:
    return (line.text.strip() for line in lines if line.text.strip())


def _is_wide(one: str, other: str) -> bool:
    """Whether both are of a script that has no spaces between words."""
    return all("\u3000" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef" for letter in (one, other) if letter)
