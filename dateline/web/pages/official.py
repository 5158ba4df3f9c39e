"""The page of one official, and its JSON twin: tenures, spellings, articles, and who else they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from flask import Response

from dateline.index.office import Office
from dateline.index.people.person import Holder, Person
from dateline.search.facets.registry import COUNTRY, MINISTER, OFFICE
from dateline.search.officials.officials import AsksOfficials, OfficialView
from dateline.search.officials.tenures import Tenure
from dateline.search.output.results_json import SearchAnswer, answer
from dateline.search.query.tree import Exact, TextField, ValueField
from dateline.search.request import FacetRequest, ReadQuery, Request
from dateline.search.service import SearchService
from dateline.web.address import write_address
from dateline.web.http import errors, replies
from dateline.web.language import wording
from dateline.web.language.current import gettext
from dateline.web.parts.subject import Entry, Listed, Subject, SubjectView
from dateline.web.parts.tenure import TenureView, tenure_view
from dateline.web.paths import office_path, official_path

NEWEST = 5
"""Newest claims in the JSON twin."""
MEANT = 8
"""Maximum number of officials proposed for an unknown key."""
MOST_WORDS = 8
"""Maximum number of words of an unknown key to search for: each costs a lookup, and no name has more."""
_COUNTED = 60


class OfficialAnswer(msgspec.Struct, frozen=True):
    """One official with evidence, and the articles that name this person, with their facets."""

    official: OfficialView
    reports: SearchAnswer
    format: Literal["dateline.official-page/1"] = "dateline.official-page/1"


class SpellingView(msgspec.Struct, frozen=True):
    """A spelling, and the search for exactly this one."""

    name: str
    href: str


class RivalView(msgspec.Struct, frozen=True):
    """Another person in the same office at the same time."""

    name: str
    page: str
    held: str


class OfficialPage(msgspec.Struct, frozen=True):
    """Everything that the page of an official shows."""

    key: str
    name: str
    subject: SubjectView
    tenures: tuple[TenureView, ...]
    spellings: tuple[SpellingView, ...]
    together: Listed
    countries: Listed
    rivals: tuple[RivalView, ...]
    corrections: tuple[str, ...]
    """The reasons of the corrections in force."""
    json_href: str


def page(service: SearchService, officials: AsksOfficials, key: str) -> Response:
    """`/official/az-zakir-hasanov`; the key of a spelling leads to the person."""
    found = officials.official(key, NEWEST)
    if len(found) != 1:
        return _choice(officials, key, found)
    view = found[0]
    if view.official.key != key:
        return replies.elsewhere(official_path(view.official.key))
    shown = _page(view, _subject(service, key))
    return replies.html("official.html", page=shown, typed=shown.subject.query)


def twin(service: SearchService, officials: AsksOfficials, key: str) -> Response:
    """`/official/az-zakir-hasanov.json`."""
    found = officials.official(key, NEWEST)
    if len(found) != 1:
        return _choice(officials, key, found)
    subject = _subject(service, found[0].official.key)
    return replies.json(OfficialAnswer(found[0], answer(subject.results)))


def _choice(officials: AsksOfficials, key: str, found: tuple[OfficialView, ...]) -> Response:
    """The key denotes nobody, or several persons at different times: propose whom it may mean."""
    words = " ".join("".join(letter if letter.isalnum() else " " for letter in key).split()[:MOST_WORDS])
    persons = [view.official for view in found] or list(officials.find(words, MEANT).officials)
    if not persons:
        # A key begins with its country.
        persons = list(officials.find(words.partition(" ")[2], MEANT).officials)
    links = [
        errors.Link(
            gettext("Articles that name %(name)s", name=f"{person.name} ({person.key})"), official_path(person.key)
        )
        for person in persons
    ]
    return errors.missing(words, links)


def _subject(service: SearchService, key: str) -> Subject:
    return Subject(
        service,
        ValueField.HOLDER,
        key,
        FacetRequest(OFFICE, size=_COUNTED * 10),
        FacetRequest(MINISTER, size=_COUNTED),
        FacetRequest(COUNTRY, size=_COUNTED),
    )


def _page(view: OfficialView, subject: Subject) -> OfficialPage:
    person = view.official
    return OfficialPage(
        key=person.key,
        name=person.name,
        subject=subject.view(),
        tenures=_tenures(view.tenures, subject),
        spellings=tuple(SpellingView(name, _exactly(name)) for name in _names(person)),
        together=subject.listed(MINISTER, lambda key: key != person.key),
        countries=subject.listed(COUNTRY, lambda _: True),
        rivals=tuple(map(_rival, view.rivals[:MEANT])),
        corrections=tuple(tie.reason for tie in view.corrections),
        json_href=f"{official_path(person.key)}.json",
    )


def _tenures(tenures: tuple[Tenure, ...], subject: Subject) -> tuple[TenureView, ...]:
    """Tenures, each with the number of articles that name the person and the office."""
    counted = subject.counted(OFFICE, (str(_office(tenure)) for tenure in tenures))
    return tuple(_tenure(tenure, counted.get(str(_office(tenure)))) for tenure in tenures)


def _tenure(tenure: Tenure, entry: Entry | None) -> TenureView:
    office = _office(tenure)
    page = None if office.country is None else office_path(office)
    return tenure_view(tenure, wording.office(str(office)), page, entry)


def _office(tenure: Tenure) -> Office:
    return Office(tenure.held.portfolio, tenure.held.country)


def _names(person: Person) -> Iterable[str]:
    """Every spelling of the name once, commonest first."""
    return dict.fromkeys(spelling.name for spelling in person.spellings)


def _exactly(name: str) -> str:
    query = Exact(tuple(name.split()), TextField.MINISTER)
    return write_address(Request(ReadQuery(str(query), query)))


def _rival(holder: Holder) -> RivalView:
    held = holder.held
    office = Office(held.portfolio, held.country)
    return RivalView(holder.name, official_path(holder.key), wording.office(str(office)))
