"""All countries that articles mention, by number of articles or name, and on a map; and the JSON twin."""

from __future__ import annotations

from typing import Literal

import msgspec
from flask import Response, request

from dateline.search.facets.registry import COUNTRY
from dateline.search.request import NONE, FacetOrder, FacetRequest
from dateline.search.results import FacetCounts, FacetValue
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.http import replies
from dateline.web.language.wording import page_language
from dateline.web.parts.subject import Entry, entry
from dateline.web.paths import country_path
from dateline.web.pictures.world import ALL, World, world


class CountriesAnswer(msgspec.Struct, frozen=True):
    """The countries that articles mention; `none` is the number of articles that mention none."""

    countries: tuple[FacetValue, ...]
    none: int
    format: Literal["dateline.countries/1"] = "dateline.countries/1"


class CountriesPage(msgspec.Struct, frozen=True):
    """Everything that the page of all countries shows."""

    entries: tuple[Entry, ...]
    none: Entry | None
    world: World | None
    order: FacetOrder


def page(service: SearchService) -> Response:
    """`/country`, most articles first, or `?order=name`."""
    order = FacetOrder.NAME if request.args.get("order") == FacetOrder.NAME.value else FacetOrder.COUNT
    counts = _count(service, order)
    everything = [entry(changes.EVERYTHING, COUNTRY, value) for value in counts.values]
    none = next((each for each in everything if each.value == NONE), None)
    entries = tuple(each for each in everything if each.value != NONE)
    shaded = world((value, country_path(value.value)) for value in _named(counts))
    return replies.html("countries.html", page=CountriesPage(entries, none, shaded, order), typed="")


def twin(service: SearchService) -> Response:
    """`/country.json`."""
    counts = _count(service, FacetOrder.COUNT)
    none = sum(value.count for value in counts.values if value.value == NONE)
    return replies.json(CountriesAnswer(_named(counts), none))


def _count(service: SearchService, order: FacetOrder) -> FacetCounts:
    return service.facet(changes.EVERYTHING, FacetRequest(COUNTRY, size=ALL, order=order, language=page_language()))


def _named(counts: FacetCounts) -> tuple[FacetValue, ...]:
    return tuple(value for value in counts.values if value.value != NONE)
