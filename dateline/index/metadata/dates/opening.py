"""Read what can be a dateline at an offset: a place, then its region, a day and a source, in any order, then a sign.

    BAKU, Azerbaijan, May 18 (Trend) -      LIMA (PERU), 12 SEP 89 (EFE) --      МОСКВА, 12 марта. /ТАСС/.

Whether it is a dateline is judged elsewhere (`judge`): any headline may have a dash.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

import msgspec

from dateline.index.metadata.countries.places import country_of_place, country_of_region, is_city
from dateline.index.metadata.dates.dateline_words import SMALL_WORDS, listed
from dateline.index.metadata.dates.days import Day, day_at, read_day
from dateline.index.metadata.dates.letters import IN_WORD, LETTER, WORD, lower
from dateline.index.metadata.dates.months import is_weekday, month_number
from dateline.index.metadata.dates.place_names import is_place_name

LONGEST = 120
"""Code points of a dateline."""
_MOST_ITEMS = 8
_SHORT_END = r"(?:(?:(?<=\b\w)|(?<=\b\w\w)|(?<=\b\w\w\w))\.)?"
"""The full stop of a short word: `St. John's`, `Fla.`; after a longer one it ends the place."""
_PLACE_WORD = WORD + _SHORT_END
_NEXT_WORD = rf"(?: (?:(?:{'|'.join(sorted(SMALL_WORDS))})\b|(?![a-z]){_PLACE_WORD}))"
_NAME = rf"{_PLACE_WORD}{_NEXT_WORD}{{0,6}}(?:/{_PLACE_WORD}{_NEXT_WORD}{{0,3}}){{0,3}}"
_PLACE = re.compile(_NAME)
_AFTER_PLACE = re.compile(r"\s*(?:[,(\[（/:=|_‐-―\n-]|\d|\.(?:[\s,(-]|\Z)|\Z)")
_ABOARD = re.compile(rf"(?:{'|'.join(sorted(listed('aboard'), key=len, reverse=True))})\b", re.IGNORECASE)
_ABOARD_PLACE = re.compile(rf"{_PLACE_WORD}(?: {_PLACE_WORD}){{1,7}}")
_SOURCE_FIRST = re.compile(
    rf"(?:\((?P<bracketed>[^()\n]{{2,20}})\)\s*[-‐-―]{{1,2}}\s+|(?P<site>[\w-]+(?:\.[A-Za-z]{{2,4}}){{1,2}}),\s+)(?={LETTER})"
)
_HEADER = re.compile(r"\s*(?:date[ \t:]+\d{4}-\d{1,2}-\d{1,2}\s+|\*+\s*|RPT[ -]+)?", re.IGNORECASE)
"""A date header, or a wire's marks, that may come before the dateline."""
_BRACKETS = re.compile(
    r"[ ,.]*(?P<break>\n{0,2})(?:--|—)?\s*"
    r"(?:[(\[（](?P<round>[^()\[\]（）\n]{1,60})[)\]）]|/\s?(?P<slash>[^/\n]{1,30}?)\s?/)"
)
_BEFORE_ITEM = re.compile(r"[ ,.]*")
_BEFORE_WORDS = re.compile(r" *(?P<comma>,)? *|\. +")
_ITEM = re.compile(_NAME)
_ITEM_WORD = re.compile(rf"{LETTER}{IN_WORD}*\.?")
_YEAR = re.compile(r"\d{4}(?!\d)")
_END = re.compile(
    r"\s*(?:(?P<dash>[.:,]?\s?[_‐-―=-]{1,3})|(?P<colon>:)(?=\s|\Z)|(?P<stop>\.)(?=\s|\Z)|(?P<line>(?=\n)|\Z))"
)
_MOST_WORDS_OF_A_SOURCE = 4


class End(Enum):
    """The sign after a possible dateline."""

    DASH = "dash"
    COLON = "colon"
    STOP = "stop"
    LINE = "line"
    NONE = "none"


class Opening(msgspec.Struct):
    """The parts of a possible dateline; offsets are code points, ends exclusive."""

    place: str
    start: int
    place_start: int
    place_end: int
    end: int
    """Where the last part ends, before the sign."""
    region: str | None = None
    day: Day | None = None
    source: str | None = None
    """The agency or paper."""
    is_bracketed: bool = False
    """Whether brackets or slashes are around the source, or it is a web address."""
    aboard: str = ""
    """The words that open a dateline which is no place on a map: `EN ROUTE TO`."""
    sign: End = End.NONE
    next: int = 0
    """Where the text begins."""


def opening_at(text: str, start: int) -> Opening | None:
    """Read a possible dateline at an offset; None if the text there cannot be one."""
    header = _HEADER.match(text, start)
    at = header.end() if header else start
    first = _SOURCE_FIRST.match(text, at)
    opening = _place_at(text, at if first is None else first.end())
    if opening is None:
        return None
    if first is not None:
        opening.start, opening.source, opening.is_bracketed = at, first["bracketed"] or first["site"], True
    for _ in range(_MOST_ITEMS):
        if not _read_item(text, opening):
            break
    sign = _END.match(text, opening.end)
    has_stop = opening.day is not None and text[opening.end - 1] == "."
    opening.sign = End(sign.lastgroup) if sign and sign.lastgroup else End.STOP if has_stop else End.NONE
    opening.next = sign.end() if sign else opening.end
    return opening


def _place_at(text: str, start: int) -> Opening | None:
    aboard = _ABOARD.match(text, start)
    if aboard is not None:
        found = _ABOARD_PLACE.match(text, start, start + LONGEST)
        return Opening(found[0], start, start, found.end(), found.end(), aboard=aboard[0]) if found else None
    found = _PLACE.match(text, start, start + LONGEST)
    if found is None or _AFTER_PLACE.match(text, found.end()) is None:
        return None
    place = found[0]
    if text[found.end() : found.end() + 2].lstrip()[:1].isdigit():
        place = _without_words_of_day(place)
    place, region = _parted(place if text[found.end() : found.end() + 1] != "." else f"{place}.")
    if not place or not is_place_name(place):
        return None
    end = start + len(place)
    after = end if region is None else end + 1 + len(region)
    return Opening(place, start, start, end, after, region=region)


def _without_words_of_day(place: str) -> str:
    """Remove what belongs to the day after a place: `TOKYO March` 5, `أبوظبي في` 3; a phrase becomes empty."""
    words = place.split(" ")
    while words and (month_number(words[-1]) or is_weekday(words[-1])):
        words.pop()
    if words and lower(words[-1]) in listed("before-day"):
        city = " ".join(words[:-1])
        return city if is_city(city) else ""
    return " ".join(words)


def _parted(place: str) -> tuple[str, str | None]:
    """Part a place from a country or state joined to it without a comma: `Accra-Ghana`, `FARMINGTON Conn.`."""
    city, hyphen, country = place.rpartition("-")
    if hyphen and city and country_of_place(place) is None:
        code = country_of_region(country, city)
        if code is not None and country_of_place(city) == code:
            return city, country
    city, _, state = place.rpartition(" ")
    is_state = city and state.endswith(".") and country_of_region(state, city)
    return (city, state) if is_state else (place.removesuffix("."), None)


def _read_item(text: str, opening: Opening) -> bool:
    """Read the next part after what was read; False if there is none."""
    return (
        _read_brackets(text, opening)
        or _read_region(text, opening)
        or _read_weekday(text, opening)
        or _read_day(text, opening)
        or _read_year(text, opening)
        or _read_source(text, opening)
    )


def _read_brackets(text: str, opening: Opening) -> bool:
    found = _BRACKETS.match(text, opening.end)
    if found is None or (found["break"] and opening.day is None):
        return False
    inside = (found["round"] or found["slash"]).strip()
    day = read_day(inside) if opening.day is None else None
    if day is not None:
        opening.day = day
    elif opening.region is None and opening.source is None and country_of_region(inside, opening.place):
        opening.region = inside
    elif opening.source is None:
        opening.source, opening.is_bracketed = inside, True
    else:
        return False
    opening.end = found.end()
    return True


def _read_weekday(text: str, opening: Opening) -> bool:
    before = _BEFORE_ITEM.match(text, opening.end)
    if before is None or "," not in before[0] or opening.source is not None:
        return False
    word = _ITEM_WORD.match(text, before.end())
    if word is None or not is_weekday(word[0]) or month_number(word[0]):
        return False
    opening.end = word.end()
    return True


def _read_day(text: str, opening: Opening) -> bool:
    if opening.day is not None:
        return False
    before = _BEFORE_ITEM.match(text, opening.end)
    at = before.end() if before else opening.end
    word = _ITEM_WORD.match(text, at)
    if word is not None and lower(word[0]) in listed("before-day"):
        at = word.end() + 1
    found = day_at(text, at)
    if found is None or found.end - opening.start > LONGEST:
        return False
    opening.day, opening.end = found.day, found.end
    return True


def _read_year(text: str, opening: Opening) -> bool:
    """Read the year of a day that was read without one."""
    day = opening.day
    before = _BEFORE_ITEM.match(text, opening.end)
    found = _YEAR.match(text, before.end()) if before and day is not None and day.year is None else None
    if found is None or day is None:
        return False
    opening.day, opening.end = Day(day.month, day.day, int(found[0])), found.end()
    return True


def _read_region(text: str, opening: Opening) -> bool:
    """Read the name of a country or state after a comma."""
    words = _words_after(text, opening) if opening.region is None and opening.day is None else None
    if words is None or not words.after_comma:
        return False
    forms = (words.name, words.name.rstrip("."), words.name.partition(" ")[0])
    region = next((form for form in forms if country_of_region(form, opening.place)), None)
    if region is None:
        return False
    opening.region, opening.end = region, words.start + len(region)
    if text.startswith(".,", opening.end):
        opening.end += 1
    return True


def _read_source(text: str, opening: Opening) -> bool:
    """Read a source without brackets, after a comma or a day."""
    words = _words_after(text, opening) if opening.source is None else None
    if words is None or not (words.after_comma or opening.day) or not _is_source(words.name, opening):
        return False
    opening.source = words.name.rstrip(".")
    opening.end = words.start + len(opening.source)
    opening.is_bracketed = "." in opening.source
    return True


class _Words(NamedTuple):
    name: str
    start: int
    after_comma: bool


def _words_after(text: str, opening: Opening) -> _Words | None:
    """The capitalised words after what was read, if a sign or another part follows them."""
    before = _BEFORE_WORDS.match(text, opening.end)
    found = _ITEM.match(text, before.end(), opening.start + LONGEST) if before else None
    if before is None or found is None or _AFTER_PLACE.match(text, found.end()) is None:
        return None
    return _Words(found[0], before.end(), before["comma"] is not None)


def _is_source(name: str, opening: Opening) -> bool:
    """Whether words are a source: a known one, a web address, or capitals after a day."""
    plain = name.rstrip(".")
    if plain in listed("agency") or re.fullmatch(r"[\w-]+(?:\.[A-Za-z]{2,4}){1,2}", plain):
        return True
    return opening.day is not None and plain.isupper() and len(plain.split()) <= _MOST_WORDS_OF_A_SOURCE
