"""The counting contract: what a count beside a result means, on every engine, against brute force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.index.article import Article
from dateline.search.archive_service import ArchiveService
from dateline.search.query import And, Everything, Not, Or, Query
from dateline.search.request import NONE, Choice, FacetField, FacetRequest, ReadQuery, Request, Sort
from dateline.search.results import Facet, Relation
from tests import oracle
from tests.strategies import archives, queries, requests

OpenService = Callable[[Sequence[Article]], AbstractContextManager[ArchiveService]]

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")

on_random_archives = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
ALL_FACETS = tuple(FacetRequest(field, size=1_000) for field in FacetField)
DATES = (FacetField.YEAR, FacetField.MONTH, FacetField.DAY)


def counts(facet: Facet) -> dict[str, int]:
    return {value.value: value.count for value in facet.values if value.count}


@on_random_archives
@given(archive=archives(), asked=st.lists(requests(), min_size=1, max_size=6))
def test_ids_order_total_and_facets_are_those_of_brute_force(
    open_service: OpenService, archive: list[Article], asked: list[Request]
) -> None:
    with open_service(archive) as service:
        for request in asked:
            results = service.search(msgspec.structs.replace(request, size=50, facets=ALL_FACETS))
            expected = oracle.found(request, archive)
            assert [result.id for result in results.results] == [article.id for article in expected]
            assert (results.total.count, results.total.relation) == (len(expected), Relation.EXACT)
            for facet in results.facets:
                assert counts(facet) == oracle.facet(facet.field, request, archive), facet.field


@on_random_archives
@given(archive=archives(), request=requests())
def test_the_count_beside_a_value_is_the_number_of_results_after_choosing_it(
    open_service: OpenService, archive: list[Article], request: Request
) -> None:
    with open_service(archive) as service:
        for facet in service.search(msgspec.structs.replace(request, facets=ALL_FACETS)).facets:
            for value in facet.values:
                assert service.search(choose(request, facet.field, value.value)).total.count == value.count


def choose(request: Request, field: FacetField, value: str) -> Request:
    """Choose only this value in its facet; a date replaces what was chosen of dates."""
    replaced = DATES if field in DATES else (field,)
    kept = tuple(choice for choice in request.choices if choice.field not in replaced)
    chosen = msgspec.structs.replace(request, choices=(*kept, Choice(field, (value,))))
    return msgspec.structs.replace(chosen, since=None, until=None) if field in DATES else chosen


@on_random_archives
@given(archive=archives(), query=queries)
def test_days_sum_to_their_month_months_to_their_year_and_years_with_the_undated_to_the_total(
    open_service: OpenService, archive: list[Article], query: Query
) -> None:
    with open_service(archive) as service:
        request = Request(ReadQuery("", query), facets=tuple(FacetRequest(field, size=1_000) for field in DATES))
        results = service.search(request)
        years, months, days = map(counts, results.facets)
        assert sum(years.values()) == results.total.count
        for shorter, longer in ((years, months), (months, days)):
            for date, count in shorter.items():
                assert count == sum(n for value, n in longer.items() if value.startswith(date))


@on_random_archives
@given(archive=archives(), one=queries, other=queries)
def test_or_is_the_sum_less_what_both_have_and_not_is_the_rest(
    open_service: OpenService, archive: list[Article], one: Query, other: Query
) -> None:
    with open_service(archive) as service:

        def count(query: Query) -> int:
            return service.count(query).count

        assert count(Or((one, other))) == count(one) + count(other) - count(And((one, other)))
        assert count(one) + count(Not(one)) == count(Everything()) == len(archive)


@on_random_archives
@given(archive=archives(), request=requests(), sort=st.sampled_from(Sort), size=st.integers(1, 5))
def test_pages_neither_repeat_nor_skip_an_article(
    open_service: OpenService, archive: list[Article], request: Request, sort: Sort, size: int
) -> None:
    with open_service(archive) as service:
        whole = service.search(msgspec.structs.replace(request, sort=sort, size=50))
        pages = [
            service.search(msgspec.structs.replace(request, sort=sort, size=size, page=page)) for page in range(1, 15)
        ]
        by_page = [result.id for page in pages[: pages[0].pages] for result in page.results]
        assert by_page == [result.id for result in whole.results]
        assert len(by_page) == whole.total.count


@on_random_archives
@given(archive=archives(), query=queries)
def test_results_by_relevance_are_those_by_date_and_equal_scores_are_newest_first(
    open_service: OpenService, archive: list[Article], query: Query
) -> None:
    with open_service(archive) as service:
        ranked = service.search(Request(ReadQuery("", query), sort=Sort.RELEVANCE, size=50))
        expected = oracle.found(Request(ReadQuery("", query), sort=Sort.NEWEST), archive)
        place = {article.id: number for number, article in enumerate(expected)}
        keys = [(-result.score, place[result.id]) for result in ranked.results]
        assert keys == sorted(keys)
        assert len(keys) == len(expected)


@on_random_archives
@given(archive=archives(), request=requests())
def test_every_result_shows_why_it_is_there(
    open_service: OpenService, archive: list[Article], request: Request
) -> None:
    """Marked words, or metadata that matched; only what a query excludes or leaves out leaves nothing to show."""
    with open_service(archive) as service:
        positive = [choice for choice in request.choices if NONE not in choice.values]
        for result in service.search(request).results:
            shown = any(passage.marks for passage in result.snippet) or result.headline_marks or result.matched
            assert shown or not positive
            for passage in result.snippet:
                article = next(article for article in archive if article.id == result.id)
                assert article.body[passage.start :].startswith(passage.text)
