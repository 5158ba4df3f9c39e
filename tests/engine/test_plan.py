"""What a plan looks for besides its results: copies that are left out."""

from __future__ import annotations

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.facets.registry import COUNTRY
from dateline.search.plan import All, Any, Chosen, Every, Except, Matching, OneOf, Plan, Term
from dateline.search.request import Sort

COPIES = OneOf(ValueColumn.FOLDED, ("copy",))
BELARUS = OneOf(ValueColumn.COUNTRY, ("BY",))
HEADLINE, BODY = Term(TextColumn.HEADLINE, "oil"), Term(TextColumn.BODY, "oil")


def plan(query: Matching) -> Plan:
    return Plan(query, (Chosen(COUNTRY.chosen_with, BELARUS),), Sort.RELEVANCE, COPIES)


def test_copies_are_looked_for_within_each_alternative() -> None:
    assert plan(Any((HEADLINE, BODY))).folded() == Any((All((HEADLINE, BELARUS, COPIES)), All((BODY, BELARUS, COPIES))))


def test_of_everything_only_the_filters_are_left() -> None:
    assert plan(Every()).folded() == All((BELARUS, COPIES))


def test_what_is_found_has_no_copies() -> None:
    assert plan(HEADLINE).matching() == All((HEADLINE, BELARUS, Except(COPIES)))
