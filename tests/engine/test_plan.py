"""Plans with copies left out: what they match, and the copies to count."""

from __future__ import annotations

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.facets.registry import COUNTRY
from dateline.search.plan import All, Any, Chosen, Every, Except, Matching, OneOf, Plan, Term
from dateline.search.request import Sort

COPIES = OneOf(ValueColumn.IS_COPY, ("copy",))
BELARUS = OneOf(ValueColumn.COUNTRY, ("BY",))
HEADLINE, BODY = Term(TextColumn.HEADLINE, "oil"), Term(TextColumn.BODY, "oil")


def plan(query: Matching) -> Plan:
    return Plan(query, (Chosen(COUNTRY.chosen_with, BELARUS),), Sort.RELEVANCE, COPIES)


def test_copies_are_searched_within_each_alternative() -> None:
    assert plan(Any((HEADLINE, BODY))).only_left_out() == Any(
        (All((HEADLINE, BELARUS, COPIES)), All((BODY, BELARUS, COPIES)))
    )


def test_a_query_for_everything_leaves_only_the_filters() -> None:
    assert plan(Every()).only_left_out() == All((BELARUS, COPIES))


def test_results_exclude_copies() -> None:
    assert plan(HEADLINE).matching() == All((HEADLINE, BELARUS, Except(COPIES)))
