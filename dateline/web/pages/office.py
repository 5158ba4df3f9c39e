"""The page of one office of one country, and its JSON twin: its holders over time, with the evidence."""

from __future__ import annotations

from typing import Literal

import msgspec
from flask import Response

from dateline.index.metadata.officials.portfolios import portfolio_suggestions
from dateline.index.office import Office
from dateline.search.facets.choices import read_value
from dateline.search.facets.registry import COUNTRY, MINISTER, OFFICE
from dateline.search.officials.officials import AsksOfficials, OfficeView
from dateline.search.officials.tenures import Tenure
from dateline.search.output.results_json import SearchAnswer, answer
from dateline.search.query.tree import ValueField
from dateline.search.request import NONE, FacetRequest
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.address import write_address
from dateline.web.http import errors, replies
from dateline.web.language import wording
from dateline.web.language.current import gettext
from dateline.web.pages import country
from dateline.web.parts.subject import Listed, Subject, SubjectView
from dateline.web.parts.tenure import TenureView, tenure_view
from dateline.web.paths import country_path, office_path, official_path
from dateline.web.pictures.timeline import Timeline, timeline

MOST = 24
"""Maximum number of holders shown, those with most articles."""
_COUNTED = 400


class OfficeAnswer(msgspec.Struct, frozen=True):
    """The holders of one office, and the articles that mention them in it, with their facets."""

    office: OfficeView
    reports: SearchAnswer
    format: Literal["dateline.office-page/1"] = "dateline.office-page/1"


class OfficePage(msgspec.Struct, frozen=True):
    """Everything that the page of an office shows."""

    name: str
    country: str
    country_path: str
    subject: SubjectView
    timeline: Timeline | None
    holders: tuple[TenureView, ...]
    left_out: int
    """Number of holders not shown."""
    together: Listed
    """Officials named in these articles who do not hold the office."""
    json_href: str


def page(service: SearchService, officials: AsksOfficials, land: str, portfolio: str) -> Response:
    """`/office/az/defence`; other spellings redirect there."""
    office = read_value(OFFICE, f"{land}/{portfolio}")
    if office is None:
        return _missing(land, portfolio)
    if office != f"{land}/{portfolio}":
        return replies.elsewhere(office_path(Office.parse(office)))
    shown = _page(_office(officials, Office.parse(office)), _subject(service, office))
    return replies.html("office.html", page=shown, typed=shown.subject.query)


def twin(service: SearchService, officials: AsksOfficials, land: str, portfolio: str) -> Response:
    """`/office/az/defence.json`."""
    office = read_value(OFFICE, f"{land}/{portfolio}")
    if office is None:
        return _missing(land, portfolio)
    return replies.json(
        OfficeAnswer(_office(officials, Office.parse(office)), answer(_subject(service, office).results))
    )


def page_of_part(named: str) -> Response:
    """`/office/az` redirects to the page of the country, `/office/defence` to the articles about such offices."""
    code = read_value(COUNTRY, named)
    if code is not None and code != NONE:
        return replies.elsewhere(country_path(code))
    portfolio = read_value(OFFICE, named)
    if portfolio is None or Office.parse(portfolio).country is not None:
        return country.missing(named)
    return replies.elsewhere(write_address(changes.only(changes.EVERYTHING, OFFICE, (portfolio,))))


def _missing(land: str, portfolio: str) -> Response:
    code = read_value(COUNTRY, land)
    if code is None or code == NONE:
        return country.missing(land)
    near = portfolio_suggestions(portfolio)
    links = [
        errors.Link(
            gettext("Who held %(office)s", office=wording.office(str(Office(each, code)))),
            office_path(Office(each, code)),
        )
        for each in near
    ]
    words = " ".join(portfolio.replace("-", " ").split())
    return errors.missing(
        words,
        [*links, errors.Link(gettext("Offices of %(country)s", country=wording.country(code)), country_path(code))],
    )


def _office(officials: AsksOfficials, office: Office) -> OfficeView:
    return officials.office(office.country or "", office.portfolio, MOST)


def _subject(service: SearchService, office: str) -> Subject:
    return Subject(service, ValueField.OFFICE, office, FacetRequest(MINISTER, size=_COUNTED))


def _page(view: OfficeView, subject: Subject) -> OfficePage:
    counted = subject.counted(MINISTER, (tenure.key for tenure in view.tenures))
    holding = {tenure.key for tenure in view.tenures}
    office = Office(view.portfolio, view.country)
    return OfficePage(
        name=wording.portfolio(view.portfolio),
        country=wording.country(view.country),
        country_path=country_path(view.country),
        subject=subject.view(),
        timeline=timeline(view.tenures),
        holders=tuple(
            tenure_view(tenure, tenure.name, official_path(tenure.key), counted.get(tenure.key))
            for tenure in _newest_first(view.tenures)
        ),
        left_out=view.total - len(view.tenures),
        together=subject.listed(MINISTER, lambda key: key not in holding),
        json_href=f"{office_path(office)}.json",
    )


def _newest_first(tenures: tuple[Tenure, ...]) -> tuple[Tenure, ...]:
    return tuple(sorted(tenures, key=lambda tenure: tenure.held.last or "", reverse=True))
