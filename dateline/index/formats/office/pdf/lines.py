"""From words to pieces of lines, and to the order in which they are read, column by column."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final, NamedTuple

from dateline.index.formats.office.pdf.pages import Page, Word

_WORD_GAP: Final = 1.0
"""A gap of more than so many heights of a line parts two pieces; word spaces of justified text are smaller."""
_GUTTER: Final = 0.5
"""Minimum width of the gap between columns, in heights of a line."""
_FEWEST_OF_ALL: Final = 8
"""Minimum number of lines of both columns."""
_MOST_OF_ALL: Final = 6_000
"""Maximum number of lines among which columns are looked for; a page of a large newspaper has 2,000."""
_FEWEST_LETTERS: Final = 14
"""Minimum mean length of the lines of a column; shorter ones are those of a table."""
_MOST_CROSSING = 0.25
"""Maximum share of lines that cross a gutter: headlines over several columns."""
_STEP: Final = 2.0


class Line(NamedTuple):
    """A piece of a line in one column; lengths in points from the top left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of a line in its font."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return (self.top + self.bottom) / 2


def lines_of(page: Page) -> list[Line]:
    """Return the lines of a page in reading order. Text that runs from right to left has its columns so too."""
    pieces = _pieces(page.words)
    if _is_right_to_left(pieces):
        mirrored = [piece._replace(left=-piece.right, right=-piece.left) for piece in pieces]
        return [line._replace(left=-line.right, right=-line.left) for line in _ordered(mirrored)]
    return _ordered(pieces)


def _pieces(words: Iterable[Word]) -> list[Line]:
    """Join words that follow one another on a line."""
    found: list[Line] = []
    for word in words:
        if found and _follows(found[-1], word):
            last = found[-1]
            # Its height is that of its longer part: signs in other fonts do not make a line higher.
            high = word if len(word.text) > len(last.text) else last
            text = f"{last.text} {word.text}"
            found[-1] = Line(text, min(last.left, word.left), max(last.right, word.right), high.top, high.bottom)
        else:
            found.append(Line(*word))
    return found


def _follows(line: Line, word: Word) -> bool:
    height = max(line.height, word.height, 1.0)
    gap = max(word.left - line.right, line.left - word.right)
    return gap <= height * _WORD_GAP and _is_beside(line, word)


def _is_beside(one: Line | Word, other: Line | Word) -> bool:
    """Whether two stand on one line: they share half of the height of the lower one."""
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap >= 0.5 * min(one.height, other.height)


def _is_right_to_left(pieces: Sequence[Line]) -> bool:
    letters = [unicodedata.bidirectional(letter) for piece in pieces for letter in piece.text[:20]]
    return sum(kind in {"R", "AL"} for kind in letters) * 2 > len(letters)


def _ordered(pieces: list[Line]) -> list[Line]:
    """Order pieces: those of a left column before those of a right one, between lines that cross both."""
    gutter = _gutter(pieces)
    if gutter is None:
        return _rows(pieces)
    crossing = sorted((piece for piece in pieces if piece.left < gutter < piece.right), key=lambda piece: piece.top)
    rest = [piece for piece in pieces if not piece.left < gutter < piece.right]
    found: list[Line] = []
    for line in crossing:
        above = [piece for piece in rest if piece.middle < line.middle]
        rest = [piece for piece in rest if piece.middle >= line.middle]
        found += _both(above, gutter)
        found.append(line)
    return found + _both(rest, gutter)


def _both(pieces: list[Line], gutter: float) -> list[Line]:
    left = [piece for piece in pieces if piece.right <= gutter]
    right = [piece for piece in pieces if piece.right > gutter]
    return _ordered(left) + _ordered(right)


def _gutter(pieces: list[Line]) -> float | None:
    """Return where a gap parts two columns, or None: few lines cross it, and lines of text stand on both sides."""
    if not _FEWEST_OF_ALL <= len(pieces) <= _MOST_OF_ALL:
        return None
    width = median(piece.height for piece in pieces) * _GUTTER
    start, end = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    best: tuple[int, float] | None = None
    position = start + width
    while position < end - width:
        crossing = sum(piece.left < position + width / 2 and piece.right > position - width / 2 for piece in pieces)
        if (best is None or crossing < best[0]) and _has_columns(pieces, position):
            best = (crossing, position)
        position += _STEP
    return None if best is None or best[0] > _MOST_CROSSING * len(pieces) else best[1]


def _has_columns(pieces: list[Line], position: float) -> bool:
    """Whether lines of text stand on both sides, some of them at the same height."""
    left = [piece for piece in pieces if piece.right <= position]
    right = [piece for piece in pieces if piece.left >= position]
    return _is_column(left) and _is_column(right) and _share_height(left, right)


def _is_column(lines: list[Line]) -> bool:
    return len(lines) > 0 and sum(len(line.text) for line in lines) >= _FEWEST_LETTERS * len(lines)


def _share_height(left: list[Line], right: list[Line]) -> bool:
    top = max(min(line.top for line in left), min(line.top for line in right))
    bottom = min(max(line.bottom for line in left), max(line.bottom for line in right))
    return bottom > top


def _rows(pieces: list[Line]) -> list[Line]:
    """Return the pieces of one column from top to bottom; those beside each other become one line, a row of cells."""
    found: list[Line] = []
    for piece in sorted(pieces, key=lambda each: each.middle):
        if found and _is_beside(found[-1], piece):
            first, second = sorted((found[-1], piece), key=lambda each: each.left)
            found[-1] = Line(
                f"{first.text}  {second.text}",
                first.left,
                max(first.right, second.right),
                min(first.top, second.top),
                max(first.bottom, second.bottom),
            )
        else:
            found.append(piece)
    return found
