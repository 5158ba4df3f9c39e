"""The page of one country, and its JSON twin: articles over time, officials, offices, the countries it appears with."""

from __future__ import annotations

from typing import Literal

import msgspec
from flask import Response

from dateline.index.metadata.tables import country_name, country_suggestions
from dateline.index.office import Office
from dateline.search.facets.choices import read_value
from dateline.search.facets.registry import COUNTRY, MINISTER, OFFICE
from dateline.search.output.results_json import SearchAnswer, answer
from dateline.search.query.tree import Value, ValueField
from dateline.search.request import NONE, FacetRequest, ReadQuery, Request
from dateline.search.results import Total
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.address import write_address
from dateline.web.http import errors, replies
from dateline.web.language import wording
from dateline.web.language.current import gettext
from dateline.web.parts.subject import Entry, Listed, Subject, SubjectView
from dateline.web.paths import country_path

_COUNTED = 1000
"""Officials and offices counted; those of other countries, named in the same articles, are filtered out later."""


class CountryAnswer(msgspec.Struct, frozen=True):
    """One country: the number of articles about it, and the articles that mention it, with their facets."""

    code: str
    name: str
    about: int
    reports: SearchAnswer
    format: Literal["dateline.country/1"] = "dateline.country/1"


class CountryPage(msgspec.Struct, frozen=True):
    """Everything that the page of a country shows."""

    code: str
    name: str
    subject: SubjectView
    about: Total
    about_href: str
    offices: Listed
    officials: Listed
    neighbours: Listed
    json_href: str


def page(service: SearchService, named: str) -> Response:
    """`/country/AZ`; other names redirect there."""
    code = read_value(COUNTRY, named)
    if code is None:
        return missing(named)
    if code == NONE:
        return replies.elsewhere(write_address(changes.choose(changes.EVERYTHING, COUNTRY, NONE)))
    if code != named:
        return replies.elsewhere(country_path(code))
    view = _view(code, _subject(service, code), service)
    return replies.html("country.html", page=view, typed=view.subject.query)


def twin(service: SearchService, named: str) -> Response:
    """`/country/AZ.json`."""
    code = read_value(COUNTRY, named)
    if code is None or code == NONE:
        return missing(named)
    about = service.count(Value(ValueField.ABOUT, code)).count
    return replies.json(CountryAnswer(code, country_name(code), about, answer(_subject(service, code).results)))


def missing(named: str) -> Response:
    """There is no such country: propose those that may be meant."""
    near = [(name, read_value(COUNTRY, name)) for name in country_suggestions(named)]
    links = [
        errors.Link(gettext("Articles that mention %(name)s", name=wording.country(code)), country_path(code))
        for _, code in near
        if code
    ]
    return errors.missing(named, [*links, errors.Link(gettext("All countries"), "/country")])


def _subject(service: SearchService, code: str) -> Subject:
    return Subject(
        service,
        ValueField.COUNTRY,
        code,
        FacetRequest(MINISTER, size=_COUNTED, contains=f"{code.lower()}-"),
        FacetRequest(OFFICE, size=_COUNTED, contains=f"{code.lower()}/"),
        FacetRequest(COUNTRY, size=_COUNTED),
    )


def _view(code: str, subject: Subject, service: SearchService) -> CountryPage:
    own = code.lower()
    about = Value(ValueField.ABOUT, code)
    offices = subject.listed(OFFICE, lambda office: office.startswith(f"{own}/"), f"{own}/")
    return CountryPage(
        code=code,
        name=wording.country(code),
        subject=subject.view(),
        about=service.count(about),
        about_href=write_address(Request(ReadQuery(str(about), about))),
        offices=msgspec.structs.replace(offices, entries=tuple(map(_by_portfolio, offices.entries))),
        officials=subject.listed(MINISTER, lambda key: key.startswith(f"{own}-"), f"{own}-"),
        neighbours=subject.listed(COUNTRY, lambda other: other != code),
        json_href=f"{country_path(code)}.json",
    )


def _by_portfolio(entry: Entry) -> Entry:
    """Label an office by its portfolio alone: `Defence`."""
    return msgspec.structs.replace(entry, label=wording.portfolio(Office.parse(entry.value).portfolio))
