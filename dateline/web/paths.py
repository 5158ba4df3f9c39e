"""Paths of the pages about one article, country, official or office."""

from __future__ import annotations

from urllib.parse import quote

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


def office_path(office: str) -> str:
    """`/office/az/defence`, the path of an office of one country."""
    return f"/office/{quote(office)}"


def page_of(facet: Facet, value: str) -> str | None:
    """The path of the page about a facet value, or None if there is none."""
    if value == NONE or (facet is OFFICE and "/" not in value):
        return None
    path = _PATHS.get(facet)
    return path(value) if path else None


_PATHS = {
    COUNTRY: country_path,
    MINISTER: official_path,
    OFFICE: office_path,
}
