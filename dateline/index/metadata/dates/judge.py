"""Judge whether the parts of an opening are a dateline, and which country its place is in."""

from __future__ import annotations

import msgspec

from dateline.index.metadata.countries.places import country_of_place, country_of_region, is_city
from dateline.index.metadata.dates.dateline_words import listed
from dateline.index.metadata.dates.opening_parts import End, Opening
from dateline.index.metadata.dates.place_names import has_case, is_capitals, is_heading
from dateline.index.metadata.names.english_words import is_given_name

_COUNTRIES_WITHIN = 1_500
"""Code points of a body in which country names decide where an ambiguous place lies."""
_MOST_WORDS_UNKNOWN = 3
"""Words of a place that is not listed anywhere."""
_SIGNS = frozenset({End.DASH, End.COLON, End.STOP})


class _Evidence(msgspec.Struct, frozen=True):
    """What speaks for a dateline."""

    is_known: bool
    """The place is listed, has a region that is, or is aboard."""
    is_unlikely: bool
    """The place is not listed, and more like a heading or a body."""
    is_loud: bool
    """The place is in capitals, or in a script without them."""
    has_day: bool
    has_source: bool
    """A source in brackets or slashes, or a web address."""
    has_agency: bool
    """The source is a known agency."""


def country_of(opening: Opening, body: str, year: int | None) -> str | None:
    """The country of a dateline's place, by its region or else by the place; in news of a year, the state of then."""
    if opening.aboard or _is_nowhere(opening.place):
        return None
    if opening.region is not None:
        return country_of_region(opening.region, opening.place, year)
    return country_of_place(opening.place, year, body[:_COUNTRIES_WITHIN])


def is_dateline(opening: Opening, body: str, country: str | None) -> bool:
    """Whether an opening at the beginning of a body is a dateline."""
    evidence = _evidence(opening, country)
    if _is_strong(opening, evidence):
        return True
    if evidence.has_day:
        return opening.sign in _SIGNS and not evidence.is_unlikely
    if evidence.is_unlikely or not evidence.is_known:
        return False
    if opening.has_district and not evidence.is_loud:
        return False
    if opening.sign is End.DASH:
        is_place = opening.region is not None or is_city(opening.place) or evidence.is_loud
        return is_place and (evidence.is_loud or not _goes_on(opening, body))
    return opening.sign in {End.COLON, End.STOP} and is_city(opening.place) and not _goes_on(opening, body)


def is_strong(opening: Opening, country: str | None) -> bool:
    """Whether the parts themselves show that this is a dateline, wherever it stands."""
    return _is_strong(opening, _evidence(opening, country))


def _is_strong(opening: Opening, evidence: _Evidence) -> bool:
    is_place = (evidence.is_known or evidence.is_loud) and not evidence.is_unlikely
    if evidence.has_agency:
        return is_place or (not evidence.is_unlikely and not _is_person(opening) and opening.sign is End.DASH)
    if not is_place:
        return False
    if evidence.has_day:
        return evidence.has_source or opening.sign in _SIGNS or (evidence.is_known and opening.sign is End.LINE)
    if evidence.has_source:
        return opening.sign in _SIGNS
    return evidence.is_loud and opening.region is not None and opening.sign is End.DASH


def _evidence(opening: Opening, country: str | None) -> _Evidence:
    is_loud = is_capitals(opening.place) or not has_case(opening.place)
    has_source = opening.source is not None and opening.is_bracketed
    is_aboard = bool(opening.aboard) and (is_loud or has_source)
    is_known = country is not None or is_aboard or _is_nowhere(opening.place)
    has_region = opening.region is not None and (opening.day is not None or has_source or is_loud)
    is_sure = has_region or (is_known and opening.region is None)
    return _Evidence(
        is_known=is_known,
        is_unlikely=not is_sure and _is_unlikely(opening.place),
        is_loud=is_loud,
        has_day=opening.day is not None,
        has_source=has_source,
        has_agency=has_source and opening.source in listed("agency"),
    )


def _is_unlikely(place: str) -> bool:
    return len(place.split()) > _MOST_WORDS_UNKNOWN or is_heading(place)


def _is_nowhere(place: str) -> bool:
    """Whether a place is in no country, like the United Nations."""
    return place in listed("nowhere") or place.title() in listed("nowhere")


def _is_person(opening: Opening) -> bool:
    first, *others = opening.place.split()
    return bool(others) and is_given_name(first.lower())


def _goes_on(opening: Opening, body: str) -> bool:
    """Whether a sentence goes on after the sign, in small letters."""
    return body[opening.next : opening.next + 2].lstrip()[:1].islower()
