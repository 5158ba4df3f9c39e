"""What stands on every page and belongs to no text: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from dateline.index.formats.office.pdf.lines import Line

_MARGIN: Final = 0.12
"""Share of the height of a page, at its top and bottom, where furniture stands."""
_LARGE: Final = 1.3
"""A page number is less than this many times as high as the text."""
_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p[áa]gina|стр\.?|s\.|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|de|sur|из)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """Return the lines of pages, each given with its height, without what is repeated in their margins.

    A line is repeated if it stands in the margin of at least two pages and of a third of them, figures apart.
    """
    counts = Counter(key for height, lines in pages for key in {_key(line) for line in _marginal(lines, height)})
    fewest = max(2, len(pages) / 3)
    found: list[list[Line]] = []
    for height, lines in pages:
        rest = [line for line in lines if not (_is_marginal(line, height) and counts[_key(line)] >= fewest)]
        found.append([line for line in rest if not _is_page_number(line, rest, height)])
    return found


def _is_page_number(line: Line, lines: Sequence[Line], height: float) -> bool:
    """Whether a line is a number at the very top or bottom, not in the letters of a headline."""
    if not _is_marginal(line, height) or _NUMBER.fullmatch(line.text) is None:
        return False
    is_outermost = line.top <= min(each.top for each in lines) or line.bottom >= max(each.bottom for each in lines)
    return is_outermost and line.height < _LARGE * median(each.height for each in lines)


def _marginal(lines: Sequence[Line], height: float) -> Iterator[Line]:
    return (line for line in lines if _is_marginal(line, height))


def _is_marginal(line: Line, height: float) -> bool:
    return line.middle < height * _MARGIN or line.middle > height * (1 - _MARGIN)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text).casefold()
