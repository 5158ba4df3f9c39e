"""Read what can be a dateline at an offset: a place, then its region, a day and a source, in any order, then a sign.

    BAKU, Azerbaijan, May 18 (Trend) -      LIMA (PERU), 12 SEP 89 (EFE) --      МОСКВА, 12 марта. /ТАСС/.

Whether it is a dateline is judged elsewhere (`judge`): any headline may have a dash.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.index.metadata.countries.places import country_of_place, country_of_region, is_city
from dateline.index.metadata.dates.dateline_words import SMALL_WORDS, aboard_phrase, listed
from dateline.index.metadata.dates.days import Day, day_at, day_in_numbers_at, read_day
from dateline.index.metadata.dates.letters import IN_WORD, LETTER, WORD, lower
from dateline.index.metadata.dates.months import is_weekday, month_number
from dateline.index.metadata.dates.opening_parts import LONGEST, End, Opening
from dateline.index.metadata.dates.place_names import is_place_name

_MOST_ITEMS = 8
_SHORT_END = r"(?:(?:(?<=\b\w)|(?<=\b\w\w)|(?<=\b\w\w\w))\.)?"
"""The full stop of a short word: `St. John's`, `Fla.`; after a longer one it ends the place."""
_PLACE_WORD = WORD + _SHORT_END
_NEXT_WORD = rf"(?: (?:(?:{'|'.join(sorted(SMALL_WORDS))})\b|(?![a-z]){_PLACE_WORD}))"
_NAME = rf"{_PLACE_WORD}{_NEXT_WORD}{{0,6}}(?:/{_PLACE_WORD}{_NEXT_WORD}{{0,3}}){{0,3}}"
_PLACE = re.compile(_NAME)
_AFTER_PLACE = re.compile(r"\s*(?:[,،，(\[（/:=|_‐-―\n-]|\d|\.(?:[\s,(-]|\Z)|\Z)")
_ABOARD_PLACE = re.compile(rf"{_PLACE_WORD}(?: {_PLACE_WORD}){{1,7}}")
_SOURCE_FIRST = re.compile(
    rf"(?:\((?P<bracketed>[^()\n]{{2,20}})\)\s*[-‐-―]{{1,2}}\s+|(?P<site>[\w-]+(?:\.[A-Za-z]{{2,4}}){{1,2}}),\s+)(?={LETTER})"
)
_HEADER = re.compile(r"\s*(?:date[ \t:]+\d{4}-\d{1,2}-\d{1,2}\s+|\*+\s*|RPT[ -]+)?", re.IGNORECASE)
"""A date header, or a wire's marks, that may come before the dateline."""
_BRACKETS = re.compile(
    r"[ ,،，.]*(?P<break>\n{0,2})(?:--|—)?\s*"
    r"(?:[(\[（](?P<round>[^()\[\]（）\n]{1,60})[)\]）]|/\s?(?P<slash>[^/\n]{1,30}?)\s?/)"
)
_BEFORE_ITEM = re.compile(r"[ ,،，.|]*")
_COMMAS = frozenset(",،，")
_BEFORE_BRACKETS = frozenset("([（/-—\n")
_ITEM = re.compile(_NAME)
_ITEM_WORD = re.compile(rf"{LETTER}{IN_WORD}*\.?")
_YEAR = re.compile(r"\d{4}(?!\d)")
_END = re.compile(
    r"\s*(?:(?P<dash>[.:,]?\s?[_‐-―=|-]{1,3})|(?P<colon>:)(?=\s|\Z)|(?P<stop>\.)(?=\s|\Z)|(?P<line>(?=\n)|\Z))"
)
_MOST_WORDS_OF_A_SOURCE = 4
_MOST_WORDS_OF_A_DISTRICT = 3


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
    aboard = aboard_phrase().match(text, start)
    if aboard is not None:
        found = _ABOARD_PLACE.match(text, start, start + LONGEST)
        return Opening(found[0], start, start, found.end(), found.end(), aboard=aboard[0]) if found else None
    found = _PLACE.match(text, start, start + LONGEST)
    if found is None or _AFTER_PLACE.match(text, found.end()) is None:
        return None
    place = found[0]
    if text[found.end() : found.end() + 2].lstrip()[:1].isdigit():
        place = _without_words_of_day(place)
    city, region, source = _parted(place if text[found.end() : found.end() + 1] != "." else f"{place}.")
    if not city or not is_place_name(city):
        return None
    end = start + len(city)
    joined = region or source
    after = end if joined is None else end + 1 + len(joined)
    return Opening(city, start, start, end, after, region=region, source=source, is_bracketed=source is not None)


def _without_words_of_day(place: str) -> str:
    """Remove what belongs to the day after a place: `TOKYO March` 5, `أبوظبي في` 3; a phrase becomes empty."""
    words = place.split(" ")
    while words and (month_number(words[-1]) or is_weekday(words[-1])):
        words.pop()
    if words and lower(words[-1]) in listed("before-day"):
        city = " ".join(words[:-1])
        return city if is_city(city) else ""
    return " ".join(words)


class _Parted(NamedTuple):
    city: str
    region: str | None = None
    source: str | None = None


def _parted(place: str) -> _Parted:
    """Part a place from what is joined to it without a comma: `Accra-Ghana`, `FARMINGTON Conn.`, `دمشق-سانا`."""
    city, hyphen, joined = place.rpartition("-")
    if hyphen and city and country_of_place(place) is None:
        code = country_of_region(joined, city)
        if code is not None and country_of_place(city) == code:
            return _Parted(city, region=joined)
        if joined in listed("agency") and is_city(city):
            return _Parted(city, source=joined)
    city, _, state = place.rpartition(" ")
    is_state = city and state.endswith(".") and country_of_region(state, city)
    return _Parted(city, region=state) if is_state else _Parted(place.removesuffix("."))


def _read_item(text: str, opening: Opening) -> bool:
    """Read the next part after what was read; False if there is none."""
    before = _BEFORE_ITEM.match(text, opening.end)
    at = before.end() if before else opening.end
    first = text[at : at + 1]
    after_comma = not _COMMAS.isdisjoint(text[opening.end : at])
    if first.isdigit():
        return (
            _read_day(text, opening, at)
            or _read_year(text, opening, at)
            or (after_comma and _read_day_in_numbers(text, opening, at))
        )
    if first.isalpha():
        return (
            _read_day(text, opening, at)
            or (after_comma and (_read_region(text, opening, at) or _read_weekday(text, opening, at)))
            or _read_source(text, opening, at, after_comma=after_comma)
            or (after_comma and _read_district(text, opening, at))
        )
    return first in _BEFORE_BRACKETS and _read_brackets(text, opening)


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


def _read_day(text: str, opening: Opening, start: int) -> bool:
    if opening.day is not None:
        return False
    word = _ITEM_WORD.match(text, start)
    at = word.end() + 1 if word is not None and _comes_before_day(word[0]) else start
    found = day_at(text, at)
    if found is None or found.end - opening.start > LONGEST:
        return False
    opening.day, opening.end = found.day, found.end
    return True


def _read_day_in_numbers(text: str, opening: Opening, start: int) -> bool:
    """Read `12.03` after a city. After other words it may be a version or a sum."""
    found = day_in_numbers_at(text, start) if opening.day is None and is_city(opening.place) else None
    if found is None:
        return False
    opening.day, opening.end = found.day, found.end
    return True


def _comes_before_day(word: str) -> bool:
    """Whether a word may stand before a day: `on`, `samedi`, but not `Mar`, which is a month too."""
    return lower(word) in listed("before-day") or (is_weekday(word) and not month_number(word))


def _read_year(text: str, opening: Opening, start: int) -> bool:
    """Read the year of a day that was read without one."""
    day = opening.day
    found = _YEAR.match(text, start) if day is not None and day.year is None else None
    if found is None or day is None:
        return False
    opening.day, opening.end = Day(day.month, day.day, int(found[0])), found.end()
    return True


def _read_weekday(text: str, opening: Opening, start: int) -> bool:
    word = _ITEM_WORD.match(text, start) if opening.source is None else None
    if word is None or not is_weekday(word[0]) or month_number(word[0]):
        return False
    opening.end = word.end()
    return True


def _read_region(text: str, opening: Opening, start: int) -> bool:
    """Read the name of a country or state."""
    name = _words_at(text, opening, start) if opening.region is None and opening.day is None else None
    if name is None:
        return False
    forms = dict.fromkeys((name, name.rstrip("."), name.partition(" ")[0]))
    region = next((form for form in forms if country_of_region(form, opening.place)), None)
    if region is None:
        return False
    opening.region, opening.end = region, start + len(region)
    if text.startswith(".,", opening.end):
        opening.end += 1
    return True


def _read_district(text: str, opening: Opening, start: int) -> bool:
    """Pass over a state or country that no table lists after a place that one does: `SÃO PAULO, SP`."""
    name = _words_at(text, opening, start)
    is_first = opening.region is None and opening.day is None and opening.source is None and not opening.has_district
    if name is None or not is_first or len(name.split()) > _MOST_WORDS_OF_A_DISTRICT or not is_city(opening.place):
        return False
    opening.end = start + len(name.rstrip("."))
    if text.startswith(".,", opening.end):
        opening.end += 1
    opening.has_district = True
    return True


def _read_source(text: str, opening: Opening, start: int, *, after_comma: bool) -> bool:
    """Read a source without brackets, after a comma or a day."""
    may_follow = opening.source is None and (after_comma or opening.day is not None)
    name = _words_at(text, opening, start) if may_follow else None
    if name is None or not _is_source(name, opening):
        return False
    opening.source = name.rstrip(".")
    opening.end = start + len(opening.source)
    opening.is_bracketed = "." in opening.source
    return True


def _words_at(text: str, opening: Opening, start: int) -> str | None:
    """The capitalised words at an offset, if a sign or another part follows them."""
    found = _ITEM.match(text, start, opening.start + LONGEST)
    return found[0] if found is not None and _AFTER_PLACE.match(text, found.end()) is not None else None


def _is_source(name: str, opening: Opening) -> bool:
    """Whether words are a source: a known one, a web address, or capitals after a day."""
    plain = name.rstrip(".")
    if plain in listed("agency") or re.fullmatch(r"[\w-]+(?:\.[A-Za-z]{2,4}){1,2}", plain):
        return True
    return opening.day is not None and plain.isupper() and len(plain.split()) <= _MOST_WORDS_OF_A_SOURCE
