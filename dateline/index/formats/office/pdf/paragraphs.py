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
_MOST_INDENT: Final = 5.0
_FEWEST_INDENTS: Final = 2
_OTHER_FONT: Final = 1.12
"""Ratio of heights of lines in different fonts."""
_SHORT: Final = 0.92
"""A line that fills less than this share of its column, and ends a sentence, may end a paragraph."""
_VERY_SHORT: Final = 0.6
"""A line that fills less than this share ends a paragraph without ending a sentence: a byline, an address."""
_NEAR: Final = 8
"""Number of lines before and after one that show how wide its column is."""
_ENDS = re.compile(r"[.!?\u2026\u3002\u061f\u06d4:][\"'\u201d\u2019\u00bb)\]]*$")
_OPEN_END = re.compile(r"[,;\w\u2013-]$")
_BULLET = re.compile(r"(?:[\u2022\u25aa\u25cf\u2023\u00b7\uf0b7*\u2013-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")


class Paragraph(NamedTuple):
    """A paragraph and the height of its lines in points, which shows a headline."""

    text: str
    height: float


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Return the paragraphs of pages; one that goes on in the next column or page is one paragraph."""
    columns = [column for page in pages for column in _columns(page)]
    layout = _Layout(columns)
    found: list[list[Line]] = []
    for column in columns:
        for number, line in enumerate(column):
            if not found or layout.starts(found[-1][-1], column, number):
                found.append([line])
            else:
                found[-1].append(line)
    return [Paragraph(_joined(each), median(line.height for line in each)) for each in found]


def _columns(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Split the lines of a page where reading jumps up or aside."""
    column: list[Line] = []
    for line in page:
        if column and (line.middle < column[-1].middle or line.left >= column[-1].right):
            yield column
            column = []
        column.append(line)
    if column:
        yield column


class _Layout:
    """How the paragraphs of a file are told apart."""

    def __init__(self, columns: Sequence[Sequence[Line]]) -> None:
        self._leading = _leading(columns)
        indents = sum(_is_indented(column, number) for column in columns for number in range(1, len(column)))
        self._has_indents = indents >= _FEWEST_INDENTS

    def starts(self, before: Line, column: Sequence[Line], number: int) -> bool:
        """Whether a line of a column starts a paragraph; `before` is the line that is read before it."""
        line = column[number]
        if _ends_with_hyphen(before.text):
            return False
        if not _is_same_font(before, line) or _BULLET.match(line.text):
            return True
        if number == 0:
            return self._starts_at_top(before, column)
        if line.top - before.bottom > (self._leading + _GAP) * max(before.height, line.height, 1.0):
            return True
        share = _share(column, number - 1)
        if share < _SHORT and _has_room(column, number):
            return share < _VERY_SHORT or _ends(before.text)
        return _is_indented(column, number) and _ends(before.text)

    def _starts_at_top(self, before: Line, column: Sequence[Line]) -> bool:
        """Whether the first line of a column starts a paragraph: where paragraphs have indents, it must have one."""
        if not _is_complete(before.text, column[0].text):
            return False
        return not self._has_indents or len(column) == 1 or _is_indented(column, 0)


def _leading(columns: Sequence[Sequence[Line]]) -> float:
    """Return the usual gap between lines in heights of a line."""
    gaps = [
        (second.top - first.bottom) / first.height
        for column in columns
        for first, second in pairwise(column)
        if first.height > 0 and second.middle - first.middle < 3 * first.height
    ]
    return median(gaps) if gaps else 0.0


def _is_same_font(one: Line, other: Line) -> bool:
    return 1 / _OTHER_FONT <= other.height / max(one.height, 0.1) <= _OTHER_FONT


def _near(column: Sequence[Line], number: int) -> list[Line]:
    """Return the lines around one in its font, which show where its column starts and ends."""
    near = column[max(0, number - _NEAR) : number + _NEAR + 1]
    return [line for line in near if _is_same_font(line, column[number])]


def _is_indented(column: Sequence[Line], number: int) -> bool:
    line = column[number]
    indent = line.left - min(each.left for each in _near(column, number))
    return _INDENT * line.height < indent < _MOST_INDENT * line.height


def _share(column: Sequence[Line], number: int) -> float:
    """Return which share of its column a line fills."""
    near = _near(column, number)
    left = min(line.left for line in near)
    return (column[number].right - left) / max(max(line.right for line in near) - left, 1.0)


def _has_room(column: Sequence[Line], number: int) -> bool:
    """Whether the first word of a line had room in the line before it, which then ends a paragraph."""
    before = column[number - 1]
    word = len(column[number].text.partition(" ")[0]) + 1
    width = (before.right - before.left) / max(len(before.text), 1)
    return max(each.right for each in _near(column, number - 1)) - before.right > word * width


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
        if _ends_with_hyphen(text):
            # `minis-` and `ter` were one word; `Franco-` and `German` keep their hyphen.
            text = (text[:-1] if part[:1].islower() else text) + part
        else:
            text = f"{text} {part}" if text and not _is_wide(text[-1], part[:1]) else text + part
    return text


def _ends_with_hyphen(text: str) -> bool:
    return text.endswith("-") and text[-2:-1].isalpha()


def _texts(lines: Sequence[Line]) -> Iterator[str]:
    return (line.text.strip() for line in lines if line.text.strip())


def _is_wide(one: str, other: str) -> bool:
    """Whether both are of a script that has no spaces between words."""
    return all("\u3000" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef" for letter in (one, other) if letter)
