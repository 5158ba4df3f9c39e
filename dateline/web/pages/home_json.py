"""What the archive holds, as JSON: the twin of the first page."""

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
    """How much there is, from when to when, the latest of it, and what it is about."""

    format: Literal["dateline.archive/1"]
    articles: int
    """What a search for everything finds."""
    folded: int
    """How many copies of other articles such a search leaves out."""
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
    asked = read_address(request.args.items(multi=True), lambda _: everything)
    wanted = facets.facet_requests()
    found = answer(service.search(Request(everything, sort=Sort.NEWEST, size=home.LATEST, facets=wanted)))
    summary = service.summary()
    return replies.json(
        ArchiveAnswer(
            format=FORMAT,
            articles=summary.found,
            folded=summary.copies,
            first=iso_published(summary.first),
            last=iso_published(summary.last),
            sources=summary.sources,
            countries=summary.countries,
            officials=summary.officials,
            engine=summary.engine,
            generation=summary.generation,
            latest=found.results,
            facets=found.facets,
            problems=asked.problems,
        )
    )
