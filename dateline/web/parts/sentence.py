"""The chosen query and filters as a sentence; each part is a link that removes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.search.facets.registry import Facet
from dateline.search.request import Request
from dateline.search.results import FacetCounts
from dateline.web import changes
from dateline.web.address import write_address
from dateline.web.language import wording
from dateline.web.language.current import gettext, pgettext
from dateline.web.language.formatting import day


class Chip(msgspec.Struct, frozen=True):
    """One chosen value, or the query; its link removes it."""

    label: str
    href: str


class Clause(msgspec.Struct, frozen=True):
    """One constraint: `mentioning Belarus or Azerbaijan`."""

    lead: str
    chips: tuple[Chip, ...]
    without: Request
    """The request without this constraint."""


def clauses(request: Request, facets: Iterable[FacetCounts]) -> tuple[Clause, ...]:
    """The constraints of a request, the query first. Labels come from the facets, which always have chosen values."""
    labels = {(counts.facet, value.value): value.label for counts in facets for value in counts.values if value.chosen}
    return tuple(_clauses(request, labels))


def _clauses(request: Request, labels: dict[tuple[Facet, str], str]) -> Iterator[Clause]:
    typed = request.query.text.strip()
    if typed:
        without = changes.without_query(request)
        yield Clause(pgettext("before what is chosen", "for"), (Chip(typed, write_address(without)),), without)
    for choice in request.choices:
        chips = tuple(
            Chip(
                wording.facet_label(choice.facet, value, labels.get((choice.facet, value), value)),
                write_address(changes.remove(request, choice.facet, value)),
            )
            for value in choice.values
        )
        yield Clause(wording.lead(choice.facet, choice.values), chips, changes.only(request, choice.facet, ()))
    if request.since or request.until:
        without = changes.without_days(request)
        yield Clause(
            pgettext("before what is chosen", "published"), (Chip(_days(request), write_address(without)),), without
        )


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
