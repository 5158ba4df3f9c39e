"""The counting contract as properties that hold for any archive and any request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import structs

from dateline.index.article import Article
from dateline.search.archive_service import ArchiveService
from dateline.search.copies import finds_copies
from dateline.search.engine import EngineKind
from dateline.search.facets.registry import DAY, FACETS, MONTH, YEAR, Facet
from dateline.search.query.tree import (
    And,
    Dated,
    Everything,
    Exact,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Value,
    WithCopies,
    Word,
)
from dateline.search.request import NONE, Choice, FacetRequest, ReadQuery, Request, Sort
from dateline.search.results import FacetCounts, Relation, Result
from tests import oracle
from tests.engine.opened import OpenService, opened
from tests.strategies import SINGLE, archives, facet_requests, likely_queries, requests

EVERY_VALUE = 1_000
ALL_FACETS = tuple(FacetRequest(field, size=EVERY_VALUE) for field in FACETS)
DATES = (YEAR, MONTH, DAY)


class Check(Protocol):
    """A check that every engine must pass."""

    @property
    def says(self) -> str:
        """The checked behaviour, as a sentence."""
        ...

    def check(self, kind: EngineKind, effort: settings) -> None:
        """Raise AssertionError on failure."""
        ...


class Property(msgspec.Struct, frozen=True):
    """A check over random archives: what to draw, and the function that checks it."""

    says: str
    drawn: Mapping[str, SearchStrategy[object]]
    holds: Callable[..., None]

    def check(self, kind: EngineKind, effort: settings) -> None:
        """Raise AssertionError for the first failing example."""
        effort(given(**self.drawn)(self.holds))(partial(opened, kind))


def holds_for(**drawn: SearchStrategy[object]) -> Callable[[Callable[..., None]], Property]:
    """Make a property of a function that takes a function to open a service, and the drawn values."""
    return lambda function: Property(function.__name__, drawn, function)


def check_answer(service: ArchiveService, request: Request, archive: list[Article]) -> None:
    """Assert that ids, their order, total and facets of a request sorted by date equal those of brute force."""
    whole = structs.replace(request, size=EVERY_VALUE, facets=ALL_FACETS)
    results, expected = service.search(whole), oracle.answer(whole, archive)
    assert tuple(result.id for result in results.results) == expected.ids
    assert (results.total.count, results.total.relation) == (expected.total, Relation.EXACT)
    assert results.copies_left_out == expected.copies_left_out
    assert tuple(result.id for result in service.walk(whole).results()) == expected.ids
    for facet in results.facets:
        assert tuple((value.value, value.count) for value in facet.values) == expected.facets[facet.facet.name], (
            facet.facet
        )


@holds_for(archive=archives(), several=st.lists(requests(), min_size=1, max_size=6))
def ids_order_total_and_facets_equal_brute_force(
    open_service: OpenService, archive: list[Article], several: list[Request]
) -> None:
    with open_service(archive) as service:
        for request in several:
            check_answer(service, request, archive)


@holds_for(archive=archives())
def each_kind_of_query_finds_the_same_as_brute_force(open_service: OpenService, archive: list[Article]) -> None:
    with open_service(archive) as service:
        found = {query: service.count(query).count for query in SINGLE}
    kept = [article for article in archive if article.duplicate_of is None]
    assert found == {query: sum(oracle.matches(query, article) for article in kept) for query in SINGLE}


@holds_for(archive=archives(), request=requests(), facets=facet_requests(), page=st.integers(-1, 9))
def a_page_and_its_listed_facets_equal_brute_force(
    open_service: OpenService, archive: list[Article], request: Request, facets: tuple[FacetRequest, ...], page: int
) -> None:
    paged = structs.replace(request, facets=facets, page=page, size=2)
    expected = oracle.answer(paged, archive)
    with open_service(archive) as service:
        results = service.search(paged)
    listed = {facet.facet.name: tuple((value.value, value.count) for value in facet.values) for facet in results.facets}
    assert tuple(result.id for result in results.results) == expected.ids
    assert (results.total.count, listed) == (expected.total, expected.facets)
    assert {facet.facet.name: facet.distinct for facet in results.facets} == expected.distinct


@holds_for(archive=archives(), request=requests())
def a_count_is_the_number_of_results_after_choosing_its_value(
    open_service: OpenService, archive: list[Article], request: Request
) -> None:
    with open_service(archive) as service:
        for facet in service.search(structs.replace(request, facets=ALL_FACETS)).facets:
            for value in facet.values:
                assert service.search(_choose(request, facet.facet, value.value)).total.count == value.count


@holds_for(archive=archives(), query=likely_queries, data=st.data())
def choices_combine_with_or_in_a_facet_and_with_and_across_facets(
    open_service: OpenService, archive: list[Article], query: Query, data: st.DataObject
) -> None:
    """OR within a facet, AND across facets; a facet ignores its own choices."""
    with open_service(archive) as service:
        request = Request(ReadQuery("", query), size=EVERY_VALUE, facets=ALL_FACETS)
        facets = [facet for facet in service.search(request).facets if len(facet.values) > 1]
        if not facets:
            return
        values = [(facet.facet, value.value) for facet in facets for value in facet.values]
        (field, value), (other_field, other) = data.draw(st.tuples(st.sampled_from(values), st.sampled_from(values)))
        one, two = _found(service, request, (field, value)), _found(service, request, (other_field, other))
        chosen = _found(service, request, (field, value), (other_field, other))
        assert chosen == (one | two if field is other_field else one & two)
        counted = {facet.facet: _counts(facet) for facet in facets}
        again = service.search(_choose(request, field, value)).facets
        assert _counts(next(facet for facet in again if facet.facet is field)) == counted[field]


@holds_for(archive=archives(), query=likely_queries)
def days_add_up_to_months_years_and_the_total(open_service: OpenService, archive: list[Article], query: Query) -> None:
    with open_service(archive) as service:
        request = Request(ReadQuery("", query), facets=tuple(FacetRequest(field, size=EVERY_VALUE) for field in DATES))
        results = service.search(request)
    years, months, days = map(_counts, results.facets)
    assert sum(years.values()) == results.total.count
    for shorter, longer in ((years, months), (months, days)):
        assert sum(longer.values()) == results.total.count
        for date, count in shorter.items():
            assert count == sum(n for value, n in longer.items() if value.startswith(date))


@holds_for(archive=archives(), one=likely_queries, other=likely_queries)
def counts_of_or_and_not_follow_set_arithmetic(
    open_service: OpenService, archive: list[Article], one: Query, other: Query
) -> None:
    with open_service(archive) as service:

        def count(query: Query) -> int:
            return service.count(And((WithCopies(), query)) if with_copies else query).count

        with_copies = finds_copies(Or((one, other)))
        assert count(Or((one, other))) == count(one) + count(other) - count(And((one, other)))
        kept = [article for article in archive if with_copies or article.duplicate_of is None]
        assert count(one) + count(Not(one)) == count(Everything()) == len(kept)


@holds_for(archive=archives(), request=requests())
def a_total_with_copies_is_the_total_plus_the_copies_left_out(
    open_service: OpenService, archive: list[Article], request: Request
) -> None:
    shown = And((WithCopies(), request.query.query))
    with open_service(archive) as service:
        without = service.search(structs.replace(request, size=0))
        whole = service.search(structs.replace(request, query=ReadQuery("", shown), size=EVERY_VALUE))
    assert whole.total.count == without.total.count + without.copies_left_out
    assert whole.copies_left_out == 0
    by_first = Counter(article.duplicate_of for article in archive if article.duplicate_of)
    assert {result.id: result.copies for result in whole.results} == {
        result.id: by_first[result.duplicate_of or result.id] for result in whole.results
    }


@holds_for(archive=archives(), request=requests(), sort=st.sampled_from(Sort), size=st.integers(1, 3))
def pages_neither_repeat_nor_skip_an_article(
    open_service: OpenService, archive: list[Article], request: Request, sort: Sort, size: int
) -> None:
    with open_service(archive) as service:
        whole = service.search(structs.replace(request, sort=sort, size=EVERY_VALUE))
        first = service.search(structs.replace(request, sort=sort, size=size))
        rest = [
            service.search(structs.replace(request, sort=sort, size=size, page=page))
            for page in range(2, first.pages + 1)
        ]
    by_page = [result.id for page in (first, *rest) for result in page.results]
    assert by_page == [result.id for result in whole.results]
    assert len(set(by_page)) == len(by_page) == whole.total.count == first.total.count


@holds_for(archive=archives(), request=requests(), sort=st.sampled_from(Sort))
def a_walk_equals_all_pages_in_order(
    open_service: OpenService, archive: list[Article], request: Request, sort: Sort
) -> None:
    with open_service(archive) as service:
        paged = service.search(structs.replace(request, sort=sort, size=EVERY_VALUE))
        walked = service.walk(structs.replace(request, sort=sort, page=9, size=1))
        assert tuple(walked.results()) == paged.results
        assert (walked.total, walked.sort) == (paged.total, paged.sort)


@holds_for(archive=archives(), query=likely_queries)
def relevance_finds_the_same_articles_with_ties_newest_first(
    open_service: OpenService, archive: list[Article], query: Query
) -> None:
    with open_service(archive) as service:
        ranked = service.search(Request(ReadQuery("", query), sort=Sort.RELEVANCE, size=EVERY_VALUE))
    expected = oracle.found(Request(ReadQuery("", query), sort=Sort.NEWEST), archive)
    rank = {article.id: number for number, article in enumerate(expected)}
    keys = [(-result.score, rank[result.id]) for result in ranked.results]
    assert keys == sorted(keys)
    assert len(keys) == len(expected)


@holds_for(archive=archives(), request=requests())
def every_result_shows_why_it_matched(open_service: OpenService, archive: list[Article], request: Request) -> None:
    """By marked words or matching metadata; only a negated query has nothing to show."""
    by_id = {article.id: article for article in archive}
    chosen = any(NONE not in choice.values for choice in request.choices)
    with open_service(archive) as service:
        results = service.search(structs.replace(request, size=EVERY_VALUE)).results
    for result in results:
        assert _shows_why(result) or not (chosen or _has_something_to_show(request.query.query))
        for passage in result.snippet:
            assert by_id[result.id].body[passage.start :].startswith(passage.text)
            assert all(0 <= start < end <= len(passage.text) for start, end in passage.marks)


PROPERTIES = (
    each_kind_of_query_finds_the_same_as_brute_force,
    ids_order_total_and_facets_equal_brute_force,
    a_page_and_its_listed_facets_equal_brute_force,
    a_count_is_the_number_of_results_after_choosing_its_value,
    choices_combine_with_or_in_a_facet_and_with_and_across_facets,
    days_add_up_to_months_years_and_the_total,
    counts_of_or_and_not_follow_set_arithmetic,
    a_total_with_copies_is_the_total_plus_the_copies_left_out,
    pages_neither_repeat_nor_skip_an_article,
    a_walk_equals_all_pages_in_order,
    relevance_finds_the_same_articles_with_ties_newest_first,
    every_result_shows_why_it_matched,
)


def _counts(facet: FacetCounts) -> dict[str, int]:
    return {value.value: value.count for value in facet.values if value.count}


def _choose(request: Request, field: Facet, value: str) -> Request:
    """Choose only this value in its facet; a date replaces what was chosen of dates."""
    replaced = DATES if field in DATES else (field,)
    kept = tuple(choice for choice in request.choices if choice.facet not in replaced)
    chosen = structs.replace(request, choices=(*kept, Choice(field, (value,))))
    return structs.replace(chosen, since=None, until=None) if field in DATES else chosen


def _found(service: ArchiveService, request: Request, *chosen: tuple[Facet, str]) -> set[str]:
    """The articles of a request with these values chosen."""
    choices = tuple(Choice(field, (value,)) for field, value in chosen)
    return {result.id for result in service.search(structs.replace(request, choices=choices)).results}


def _shows_why(result: Result) -> bool:
    return bool(result.headline_marks or result.matched or any(passage.marks for passage in result.snippet))


def _has_something_to_show(query: Query) -> bool:
    """Return whether every matching article contains a word or value of the query."""
    match query:
        case Word() | Phrase() | Exact() | Prefix() | Fuzzy() | Value() | Dated():
            return True
        case And():
            return any(map(_has_something_to_show, query.children))
        case Or():
            return all(map(_has_something_to_show, query.children))
        case _:
            return False
