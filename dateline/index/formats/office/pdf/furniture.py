"""What stands on every page and belongs to no text: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.index.formats.office.pdf.lines import Line

_MARGIN: Final = 0.12
"""Share of the height of a page, at its top and bottom, where furniture stands."""
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
    return [[line for line in lines if not _is_furniture(line, height, counts, fewest)] for height, lines in pages]


def _is_furniture(line: Line, height: float, counts: Counter[str], fewest: float) -> bool:
    if not _is_marginal(line, height):
        return False
    return _NUMBER.fullmatch(line.text) is not None or counts[_key(line)] >= fewest


def _marginal(lines: Sequence[Line], height: float) -> Iterator[Line]:
    return (line for line in lines if _is_marginal(line, height))


def _is_marginal(line: Line, height: float) -> bool:
    return line.middle < height * _MARGIN or line.middle > height * (1 - _MARGIN)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text).casefold()
