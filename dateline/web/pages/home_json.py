"""The JSON twin of the first page: an overview of the archive."""

from __future__ import annotations

from typing import Literal

import msgspec
from flask import Response, request

from dateline.problems import Problem
from dateline.search.output.results_json import ResultAnswer, answer, iso_published
from dateline.search.query.tree import Everything
from dateline.search.request import ReadQuery, Request, Sort
from dateline.search.results import FacetValue
from dateline.search.service import SearchService
from dateline.web.address import read_address
from dateline.web.http import replies
from dateline.web.pages import home
from dateline.web.parts import facets

FORMAT: Literal["dateline.archive/1"] = "dateline.archive/1"


class ArchiveAnswer(msgspec.Struct, frozen=True):
    """Size, period, latest articles and commonest values of the archive."""

    format: Literal["dateline.archive/1"]
    articles: int
    """Number of articles that a search for everything finds."""
    copies_left_out: int
    """Number of copies, which such a search leaves out."""
    first: str | None
    last: str | None
    sources: int
    countries: int
    officials: int
    engine: str
    generation: int
    latest: tuple[ResultAnswer, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    problems: tuple[Problem, ...]
    """Of the address."""


def twin(service: SearchService) -> Response:
    """`/index.json`."""
    everything = ReadQuery("", Everything())
    address = read_address(request.args.items(multi=True), lambda _: everything)
    wanted = facets.facet_requests()
    found = answer(service.search(Request(everything, sort=Sort.NEWEST, size=home.LATEST, facets=wanted)))
    summary = service.summary()
    return replies.json(
        ArchiveAnswer(
            format=FORMAT,
            articles=summary.found,
            copies_left_out=summary.copies,
            first=iso_published(summary.first),
            last=iso_published(summary.last),
            sources=summary.sources,
            countries=summary.countries,
            officials=summary.officials,
            engine=summary.engine,
            generation=summary.generation,
            latest=found.results,
            facets=found.facets,
            problems=address.problems,
        )
    )
