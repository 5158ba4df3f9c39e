"""Names of months and weekdays in the languages of `data/cldr_months.txt`, and older or shorter ones.

Letters count without accents and case.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from dateline.index.metadata.tables import read_table

_ALSO = {"feber": 2, "maerz": 3, "mrz": 3, "juill": 7, "setiembre": 9}
"""Names that CLDR lacks."""
_ALSO_WEEKDAYS = "tues wedn weds thur thurs ter qua qui"
_NAMES = 12
"""Cells of a row that name months; one before them names the language, one after them the weekdays."""


def folded(word: str) -> str:
    """Return a word without accents, case and full stop, as the tables have it."""
    if word.isascii():
        return word.lower().rstrip(".")
    letters = unicodedata.normalize("NFKD", word.casefold().rstrip("."))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def month_number(name: str, language: str | None = None) -> int | None:
    """Return the number, 1 to 12, of a month's name or abbreviation.

    None if it is no month, or another one in another language: `listopad` is October in Croatian, November in Polish.
    Then the language (`hr`, `pl-PL`) decides.
    """
    numbers = _months().get(folded(name), {})
    if len(set(numbers.values())) == 1:
        return next(iter(numbers.values()))
    return numbers.get((language or "").split("-")[0].lower())


def is_weekday(name: str) -> bool:
    """Whether this is the name or abbreviation of a weekday; some are abbreviations of months too."""
    return folded(name) in _weekdays()


@cache
def _months() -> Mapping[str, Mapping[str, int]]:
    """The numbers that each name has, by language."""
    found: dict[str, dict[str, int]] = {}
    for language, number, name in _listed():
        found.setdefault(folded(name), {})[language] = number
    return found


def _listed() -> Iterator[tuple[str, int, str]]:
    for language, *cells in read_table("cldr_months.txt"):
        for number, cell in enumerate(cells[:_NAMES], start=1):
            yield from ((language, number, name) for name in cell.split("; ") if name)
    yield from (("", number, name) for name, number in _ALSO.items())


@cache
def _weekdays() -> frozenset[str]:
    listed = [cells[-1] for cells in read_table("cldr_months.txt")]
    names = [name for cell in listed for name in cell.split("; ")]
    return frozenset(map(folded, (*names, *_ALSO_WEEKDAYS.split())))
