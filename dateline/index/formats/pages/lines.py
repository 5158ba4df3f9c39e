"""Which lines of an article's page are no text of the article, by their words."""

from __future__ import annotations

from dateline.index.formats.pages.phrases import COOKIES, CREDIT, DAY, ENDING, POINTER, SERVICE, STAMP

_LONGEST_LINE = 300
_LONGEST_CREDIT = 200
_LONGEST_CREDIT_ITSELF = 70
_LONGEST_COOKIES = 600
_LONGEST_STAMP = 160
_MOST_WORDS_OF_ADDRESS = 12
_BULLETS = " \t•·>»→▶►*–—-[(【〔（\"'"


def is_unwanted_line(text: str) -> bool:
    """Whether a paragraph only points elsewhere: `Read more: ...`, `Advertisement`, `Photo: ...`."""
    if len(text) > _LONGEST_COOKIES:
        return False
    if text.lower().count("cookie") > 1 and COOKIES.search(text):
        return True
    if len(text) > _LONGEST_LINE:
        return False
    return POINTER.match(text.lstrip(_BULLETS)) is not None or _is_credit(text) or _is_stamp(text)


def is_promotion(text: str) -> bool:
    """Whether a line with links offers the ways in which a source can be followed."""
    return len(text) <= _LONGEST_LINE and len(set(map(str.lower, SERVICE.findall(text)))) > 1


def ends_article(text: str) -> bool:
    """Whether what begins with this short line is no text of the article any more: comments, further articles."""
    return len(text) <= _LONGEST_LINE and ENDING.match(text.lstrip(_BULLETS)) is not None


def _is_stamp(text: str) -> bool:
    """Whether a line says when or by whom, and no more: `Updated 18 May 2021, 10:30`, `ann@example.com`."""
    if len(text) > _LONGEST_STAMP or text.endswith("."):
        return False
    if STAMP.match(text) or DAY.fullmatch(text):
        return True
    return "@" in text and len(text.split()) < _MOST_WORDS_OF_ADDRESS


def _is_credit(text: str) -> bool:
    """Whether a line without a sentence ends in the credit of a picture."""
    match = CREDIT.search(text) if len(text) <= _LONGEST_CREDIT else None
    return match is not None and len(text) - match.start() < _LONGEST_CREDIT_ITSELF
