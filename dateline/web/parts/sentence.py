"""What is chosen, as a sentence of parts that each can be removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.search.request import NONE, FacetField, Request
from dateline.search.results import Facet
from dateline.web import changes
from dateline.web.address import write_address
from dateline.web.language import wording
from dateline.web.language.current import gettext, noted_in, pgettext
from dateline.web.language.formatting import day

_LEADS = {
    FacetField.COUNTRY: noted_in("before what is chosen", "mentioning"),
    FacetField.REGION: noted_in("before what is chosen", "about"),
    FacetField.MINISTER: noted_in("before what is chosen", "naming"),
    FacetField.OFFICE: noted_in("before what is chosen", "with an office holder in"),
    FacetField.SOURCE: noted_in("before what is chosen", "from"),
    FacetField.LANGUAGE: noted_in("before what is chosen", "in"),
    FacetField.YEAR: noted_in("before what is chosen", "published in"),
    FacetField.MONTH: noted_in("before what is chosen", "published in"),
    FacetField.DAY: noted_in("before what is chosen", "published on"),
    FacetField.DATELINE: noted_in("before what is chosen", "filed from"),
}
_WITHOUT = noted_in("before what is chosen", "with")
_NONE_LEADS = {
    FacetField.OFFICE: noted_in("before what is chosen", "naming"),
    FacetField.SOURCE: _WITHOUT,
    FacetField.LANGUAGE: _WITHOUT,
    FacetField.YEAR: noted_in("before what is chosen", "that are"),
    FacetField.MONTH: _WITHOUT,
    FacetField.DAY: _WITHOUT,
    FacetField.DATELINE: _WITHOUT,
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
        yield Clause(pgettext("before what is chosen", "for"), (Chip(typed, write_address(without)),), without)
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
        yield Clause(
            pgettext("before what is chosen", "published"), (Chip(_days(request), write_address(without)),), without
        )


def _lead(field: FacetField, values: tuple[str, ...]) -> str:
    lead = _NONE_LEADS.get(field, _LEADS[field]) if values == (NONE,) else _LEADS[field]
    return pgettext("before what is chosen", lead)


def _days(request: Request) -> str:
    match request.since, request.until:
        case since, None if since:
            return gettext("from %(day)s", day=day(since))
        case None, until if until:
            return gettext("until %(day)s", day=day(until))
        case since, until if since and until and since == until:
            return gettext("on %(day)s", day=day(since))
        case since, until if since and until:
            return gettext("%(first)s to %(last)s", first=day(since), last=day(until))
        case _:
            return ""


def either(labels: Iterable[str]) -> str:
    """`Belarus or Azerbaijan`."""
    return gettext(" or ").join(labels)
