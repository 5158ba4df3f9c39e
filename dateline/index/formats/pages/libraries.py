"""The libraries of the extra `html`, with types; each function returns None where its library is not installed.

They are imported at the first call, since they take up to a second.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, Protocol

_MOST_CHARACTERS: Final = 2 << 20
_MOST_ELEMENTS: Final = 30_000
_MOST_DEPTH: Final = 400
"""The time of resiliparse grows with the square of the depth: 100,000 elements inside each other take four minutes."""


def are_fast(characters: int, elements: int, depth: int) -> bool:
    """Whether the libraries read a page of this size within a few seconds; ten times the largest real ones are."""
    return characters <= _MOST_CHARACTERS and elements <= _MOST_ELEMENTS and depth <= _MOST_DEPTH


def main_text(page: str) -> str | None:
    """Return the main text of a page as resiliparse finds it."""
    function = _main_text()
    return None if function is None else function(page)


def extracted_text(page: str) -> str | None:
    """Return the text of the article of a page as trafilatura finds it, one paragraph per line."""
    function = _extractor()
    return None if function is None else function(page)


def found_day(page: str, url: str | None) -> str | None:
    """Return the day on which a page was first published as htmldate finds it: `2021-05-18`."""
    function = _date_finder()
    return None if function is None else function(page, url)


class _DateFinder(Protocol):
    def __call__(self, page: str, url: str | None, /) -> str | None: ...


@cache
def _main_text() -> Callable[[str], str] | None:
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.html import HTMLTree
    except ImportError:
        return None

    def call(page: str) -> str:
        tree = HTMLTree.parse(page)
        text: str = extract_plain_text(
            tree, main_content=True, alt_texts=False, links=False, list_bullets=False, comments=False
        )
        return text

    return call


@cache
def _extractor() -> Callable[[str], str | None] | None:
    try:
        from trafilatura import extract
    except ImportError:
        return None

    def call(page: str) -> str | None:
        text: str | None = extract(page, include_comments=False)
        return text

    return call


@cache
def _date_finder() -> _DateFinder | None:
    try:
        from htmldate import find_date
    except ImportError:
        return None

    def call(page: str, url: str | None, /) -> str | None:
        try:
            day: str | None = find_date(page, original_date=True, url=url)
        except (ValueError, OverflowError):
            return None
        return day

    return call
