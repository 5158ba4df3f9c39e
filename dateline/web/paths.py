"""Paths of the pages about one article, country, official or office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote

from dateline.index.office import Office
from dateline.search.facets.registry import COUNTRY, MINISTER, OFFICE, Facet
from dateline.search.request import NONE


def article_path(article_id: str) -> str:
    """`/article/ID`."""
    return f"/article/{quote(article_id, safe='')}"


def country_path(code: str) -> str:
    """`/country/AZ`."""
    return f"/country/{quote(code, safe='')}"


def official_path(key: str) -> str:
    """`/official/az-zakir-hasanov`."""
    return f"/official/{quote(key, safe='')}"


def office_path(office: Office) -> str:
    """`/office/az/defence`, the path of an office of one country."""
    return f"/office/{quote(str(office))}"


def page_of(facet: Facet, value: str) -> str | None:
    """The path of the page about a facet value, or None if there is none."""
    path = _PATHS.get(facet)
    return None if path is None or value == NONE else path(value)


def _office_page(value: str) -> str | None:
    """The page of an office of one country; a portfolio of every country has none."""
    office = Office.parse(value)
    return None if office.country is None else office_path(office)


_PATHS: Mapping[Facet, Callable[[str], str | None]] = {
    COUNTRY: country_path,
    MINISTER: official_path,
    OFFICE: _office_page,
}
