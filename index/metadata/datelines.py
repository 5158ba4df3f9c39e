"""The dateline that opens (or closes) a report: place, country, day.

BAKU, Azerbaijan, May 18            a line of its own
LONDON, Jan 5 -                     before the text, with a day
WASHINGTON (Reuters) -              with an agency
PARIS/BERLIN --                     two places: the first counts
(Colombo/Feb29/2024)                at the end
Lusaka, Zambia                      the place line over a transcript
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import msgspec

from dateline.index.analysis import folded_value
from dateline.index.article import Dateline
from dateline.index.metadata.countries import find_countries
from dateline.index.metadata.tables import country_code, entries, read_table

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = f"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_DAY = re.compile(
    rf"(?:(?P<month>{_MONTH})\.?\s?(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\s(?P<month2>{_MONTH})\.?)(?:,?\s(?P<year>\d{{4}}))?\Z",
    re.IGNORECASE,
)
_PLACE = r"[^\W\d_][\w.'’-]*(?:[ /][^\W\d_][\w.'’-]*){0,4}"
_OPENING = re.compile(
    rf"\s*(?P<head>(?P<place>{_PLACE})(?P<rest>(?:,\s[^,()\n–—]{{2,30}}){{0,3}}?))\s*(?P<agency>\([^()\n]{{2,30}}\))?,?\s*(?:-{{1,2}}|–|—)\s"
)
_OWN_LINE = re.compile(rf"\s*(?P<head>(?P<place>{_PLACE})(?P<rest>(?:,\s[^,()\n]{{2,30}}){{1,3}}))[.:]?\s*(?:\n|\Z)")
_CLOSING = re.compile(
    rf"\((?P<place>{_PLACE})/\s?(?P<day>{_MONTH}\.?\s?\d{{1,2}})/(?P<year>\d{{4}})\)\W*\Z", re.IGNORECASE
)
_TRANSCRIPT = re.compile(rf"(?:^|[*\n])\s*(?P<place>{_PLACE}),\s(?P<region>[^\W\d_][\w. ]{{1,30}}?)\s*(?=[*\n]|\Z)")
_TOP = 400
"""Code points in which a dateline begins."""


def read_dateline(body: str, published: date | None) -> Dateline | None:
    """Read the dateline of a body; `published` gives the year that datelines leave out."""
    for find in (_opening, _own_line, _closing, _transcript):
        found = find(body, published)
        if found is not None:
            return found
    return None


class _Head(msgspec.Struct, frozen=True):
    """A possible dateline taken apart."""

    place: str
    regions: tuple[str, ...]
    day: re.Match[str] | None


def _opening(body: str, published: date | None) -> Dateline | None:
    found = _OPENING.match(body[:_TOP])
    if found is None:
        return None
    head = _head(found)
    place = head.place
    named = _is_named(place, head.regions)
    shouted = place.isupper() and len(place) > 1
    if not (named or (head.day and (shouted or found["agency"])) or (shouted and found["agency"])):
        return None
    if not (head.day or found["agency"] or shouted):
        return None
    return _dateline(body, head, found.start("head"), found.end("head"), published)


def _own_line(body: str, published: date | None) -> Dateline | None:
    found = _OWN_LINE.match(body[:_TOP])
    if found is None:
        return None
    head = _head(found)
    if head.day is None or not (head.place.isupper() or _is_named(head.place, head.regions)):
        return None
    return _dateline(body, head, found.start("head"), found.end("head"), published)


def _closing(body: str, published: date | None) -> Dateline | None:
    found = _CLOSING.search(body, max(0, len(body) - 120))
    if found is None:
        return None
    head = _Head(found["place"], (), _DAY.match(f"{_spaced(found['day'])} {found['year']}"))
    return _dateline(body, head, found.start(), found.end(), published)


def _spaced(day: str) -> str:
    """`Feb29` as `Feb 29`."""
    return re.sub(r"(?<=[A-Za-z.])(?=\d)", " ", day)


def _transcript(body: str, published: date | None) -> Dateline | None:
    """A place with its state or country alone on one of the first lines, before anybody speaks."""
    for found in _TRANSCRIPT.finditer(body[:_TOP]):
        if _country_named(found["region"]) is not None and found["place"][0].isupper():
            head = _Head(found["place"], (found["region"],), None)
            return _dateline(body, head, found.start("place"), found.end("region"), published)
    return None


def _head(found: re.Match[str]) -> _Head:
    parts = [part.strip() for part in found["rest"].split(",") if part.strip()]
    day = None
    for number in range(len(parts)):
        day = _DAY.match(", ".join(parts[number:])) or _DAY.match(" ".join(parts[number:]))
        if day is not None:
            parts = parts[:number]
            break
    return _Head(found["place"], tuple(parts), day)


def _is_named(place: str, regions: tuple[str, ...]) -> bool:
    """Whether a place, or the region after it, is one that is known."""
    if any(_country_named(region) for region in regions):
        return True
    return bool(_cities().get(folded_value(_first_place(place)))) or _country_named(_first_place(place)) is not None


def _dateline(body: str, head: _Head, start: int, end: int, published: date | None) -> Dateline:
    year = published.year if published else None
    place = _first_place(head.place)
    return Dateline(
        place, _in_its_time(_country(place, head.regions, body), place, year), _date(head.day, published), start, end
    )


def _first_place(place: str) -> str:
    return place.split("/", 1)[0].strip()


def _date(day: re.Match[str] | None, published: date | None) -> str | None:
    if day is None:
        return None
    month = _MONTHS[(day["month"] or day["month2"]).lower()]
    number = int(day["day"] or day["day2"])
    if day["year"]:
        return _existing(int(day["year"]), month, number)
    if published is None:
        return f"{month:02}-{number:02}" if _existing(2000, month, number) else None
    years = (published.year - 1, published.year, published.year + 1)
    found = [made for year in years if (made := _existing(year, month, number))]
    return min(found, key=lambda made: abs((date.fromisoformat(made) - published).days), default=None)


def _existing(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _country(place: str, regions: tuple[str, ...], body: str) -> str | None:
    for region in regions:
        named = _country_named(region)
        if named is not None:
            return named
    cities = _cities().get(folded_value(place), ())
    if len(cities) > 1:
        spoken_of = Counter(found.code for found in find_countries(body[:3_000]))
        return max(cities, key=lambda code: (spoken_of[code], -cities.index(code)))
    return cities[0] if cities else _country_named(place)


def _country_named(region: str) -> str | None:
    """The country of a state, a country's name, a short form of either."""
    plain = region.strip().rstrip(".")
    if folded_value(plain) in _states():
        return "US"
    return country_code(plain) if len(plain) > 3 or "." in region or plain in {"UK", "US", "UAE", "USA"} else None


def _in_its_time(code: str | None, place: str, year: int | None) -> str | None:
    """A city belongs to the state of its time: Moscow in 1987 to the Soviet Union."""
    if code is None or year is None:
        return code
    for until, then, names in _FORMER:
        if year < until and (code == names or folded_value(place) == names):
            return then
    return code


_SOVIET = ("RU", "UA", "BY", "AZ", "AM", "GE", "KZ", "UZ", "KG", "TJ", "TM", "MD", "EE", "LV", "LT")
_YUGOSLAV = ("RS", "HR", "SI", "BA", "MK", "ME", "XK")
_FORMER = (
    *((1992, "SU", code) for code in _SOVIET),
    *((1992, "YU", code) for code in _YUGOSLAV),
    *((1993, "CS", code) for code in ("CZ", "SK")),
    (1990, "DD", "east berlin"),
)
"""Until which year, the state then, the country (or the city) now."""


@cache
def _cities() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for code, city in (*_capitals(), *_listed_cities()):
        codes = table.setdefault(folded_value(city), [])
        if code not in codes:
            codes.append(code)
    return {city: tuple(codes) for city, codes in table.items()}


def _capitals() -> Iterator[tuple[str, str]]:
    return ((entry.code, capital) for entry in entries().values() for capital in entry.capitals)


def _listed_cities() -> Iterator[tuple[str, str]]:
    for row in read_table("cities.txt"):
        code, _, cities = row[0].partition(":")
        yield from ((code, city.strip()) for city in cities.split(";"))


@cache
def _states() -> frozenset[str]:
    names = (name for row in read_table("us_states.txt") for name in (row[0], *row[1].split(";")))
    return frozenset(folded_value(name).strip(" .") for name in names) - {"georgia"}
