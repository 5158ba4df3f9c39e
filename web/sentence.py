"""What is chosen, as a sentence of parts that each can be removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.search.request import NONE, FacetField, Request
from dateline.search.results import Facet
from dateline.web import changes, wording
from dateline.web.address import write_address

_LEADS = {
    FacetField.COUNTRY: "mentioning",
    FacetField.REGION: "about",
    FacetField.MINISTER: "naming",
    FacetField.OFFICE: "with an office holder in",
    FacetField.SOURCE: "from",
    FacetField.LANGUAGE: "in",
    FacetField.YEAR: "published in",
    FacetField.MONTH: "published in",
    FacetField.DAY: "published on",
    FacetField.DATELINE: "filed from",
}
_NONE_LEADS = {
    FacetField.OFFICE: "naming",
    FacetField.SOURCE: "with",
    FacetField.LANGUAGE: "with",
    FacetField.YEAR: "that are",
    FacetField.MONTH: "with",
    FacetField.DAY: "with",
    FacetField.DATELINE: "with",
}


class Chip(msgspec.Struct, frozen=True):
    """One thing chosen; its link removes it."""

    label: str
    href: str


class Clause(msgspec.Struct, frozen=True):
    """One constraint: `mentioning Belarus or Azerbaijan`."""

    lead: str
    chips: tuple[Chip, ...]
    without: Request
    """The request without this constraint."""


def clauses(request: Request, facets: Iterable[Facet]) -> tuple[Clause, ...]:
    """Everything chosen, the query first. Labels come from the facets, which keep chosen values."""
    labels = {(facet.field, value.value): value.label for facet in facets for value in facet.values if value.chosen}
    return tuple(_clauses(request, labels))


def _clauses(request: Request, labels: dict[tuple[FacetField, str], str]) -> Iterator[Clause]:
    typed = request.query.text.strip()
    if typed:
        without = changes.without_query(request)
        yield Clause("for", (Chip(typed, write_address(without)),), without)
    for choice in request.choices:
        chips = tuple(
            Chip(
                wording.facet_label(choice.field, value, labels.get((choice.field, value), value)),
                write_address(changes.remove(request, choice.field, value)),
            )
            for value in choice.values
        )
        yield Clause(_lead(choice.field, choice.values), chips, changes.only(request, choice.field, ()))
    if request.since or request.until:
        without = changes.without_days(request)
        yield Clause("published", (Chip(_days(request), write_address(without)),), without)


def _lead(field: FacetField, values: tuple[str, ...]) -> str:
    return _NONE_LEADS.get(field, _LEADS[field]) if values == (NONE,) else _LEADS[field]


def _days(request: Request) -> str:
    match request.since, request.until:
        case since, None if since:
            return f"from {wording.day(since)}"
        case None, until if until:
            return f"until {wording.day(until)}"
        case since, until if since and until:
            return f"on {wording.day(since)}" if since == until else f"{wording.day(since)} to {wording.day(until)}"
        case _:
            return ""
