"""The addresses of pages about one thing: a country, an official, an office."""

from __future__ import annotations

from urllib.parse import quote

from dateline.search.request import NONE, FacetField


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
    """`/office/az/defence`, of an office of one country."""
    return f"/office/{quote(office)}"


def page_of(field: FacetField, value: str) -> str | None:
    """The page about a facet value, where there is one."""
    if value == NONE or (field is FacetField.OFFICE and "/" not in value):
        return None
    path = _PATHS.get(field)
    return path(value) if path else None


_PATHS = {
    FacetField.COUNTRY: country_path,
    FacetField.MINISTER: official_path,
    FacetField.OFFICE: office_path,
}
