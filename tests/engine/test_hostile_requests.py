"""Requests of any size and shape are answered in bounded time, and every cut is reported."""

from __future__ import annotations

import time
from collections.abc import Generator
from datetime import date, timedelta

import pytest

from dateline.index.article import Article
from dateline.search.archive_service import ArchiveService
from dateline.search.facets.registry import COUNTRY, SOURCE
from dateline.search.page import LARGEST_PAGE
from dateline.search.query.tree import And, Everything, Not, Or, Query, Word
from dateline.search.request import Choice, FacetRequest, ReadQuery, Request
from dateline.search.syntax.limits import LONGEST_TEXT, MOST_CLAUSES, MOST_DEPTH, MOST_PROBLEMS
from tests.engine.conformance import GivenArticle, article_of
from tests.engine.opened import OpenService

ARTICLES = 60
GENEROUS = 20.0
"""Maximum seconds for a request on the slowest machine; usually less than 0.1."""


def _article(number: int) -> Article:
    return article_of(
        GivenArticle(
            id=str(number),
            headline=f"Report {number}",
            body=f"alpha{number} beta gamma{number % 7} talks of oil and ministers",
            date=str(date(1999, 12, 1) + timedelta(days=number)),
            lang="en",
            source=f"source {number}",
            countries=("AZ",),
        )
    )


@pytest.fixture(scope="module")
def service(open_service: OpenService) -> Generator[ArchiveService, None, None]:
    with open_service([_article(number) for number in range(ARTICLES)]) as opened:
        yield opened


LONG = f"at most {LONGEST_TEXT:,} characters"
MANY = f"at most {MOST_CLAUSES:,} words and values"
DEEP = f"brackets more than {MOST_DEPTH} deep are left out"

# By name: the typed text, a part of each expected problem, and the number of articles found.
TYPED: dict[str, tuple[str, list[str], int]] = {
    "a hundred thousand letters": ("a" * 100_000, [LONG], 0),
    "a hundred thousand characters of words": ("talks " * 16_700, [LONG, MANY], ARTICLES),
    "a hundred thousand brackets": ("(" * 100_000, [LONG, "brackets are never closed"], ARTICLES),
    "a hundred thousand quotes": ('"' * 100_001, [LONG], ARTICLES),
    "a hundred thousand minuses": ("-" * 100_000, [LONG, "no letter or digit"], ARTICLES),
    "five thousand words": (" ".join(f"w{number % 10}" for number in range(5_000)), [LONG, MANY], 0),
    "five thousand alternatives": (" OR ".join(f"alpha{number % 60}" for number in range(5_000)), [LONG], ARTICLES),
    "a thousand alternatives": (" OR ".join(f"w{number}" for number in range(999)) + " OR oil", [], ARTICLES),
    "a thousand words left out": (" ".join(f"-w{number}" for number in range(1_000)), [], ARTICLES),
    "a thousand prefixes": (" OR ".join(["a*", "b*", "c*"] * 333), [], ARTICLES),
    "a thousand different prefixes": (" OR ".join(f"a{number}*" for number in range(999)), [], 0),
    "three prefixes of one letter": ("a* b* g*", [], ARTICLES),
    "seven hundred fuzzy words": (" OR ".join(f"alph{number}~2" for number in range(700)), [], ARTICLES),
    "brackets a thousand deep": ("(talks OR " * 900 + "oil" + ")" * 900, [DEEP], ARTICLES),
    "minuses and brackets a thousand deep": ("-(" * 1_000 + "talks" + ")" * 1_000, [DEEP], ARTICLES),
    "a phrase of three hundred words": ('"' + "talks of " * 150 + '"', ["a phrase has at most 100 words"], 0),
    "near words by the hundred": ('"' + "talks oil " * 50 + '"~100', ["too many words to search near each other"], 0),
    "a distance of millions": (
        '"talks ministers"~9999999',
        ["near words can have at most 100 words between them"],
        ARTICLES,
    ),
    "more edits than a word has letters": ("talks~99", ["~1 or ~2"], ARTICLES),
    "ten thousand years": ("date:0001..9999", [], ARTICLES),
    "ten thousand years and more": ("date:0000..99999", ["is not a date such as"], 0),
    "the last ten million days": ("date:last-9999999-days", ["is not a date such as"], 0),
    "the first and last day that there are": ("date:>=0001-01-01 date:<=9999-12-31", [], ARTICLES),
    "seven hundred periods": (" OR ".join(f"date:{1300 + number}" for number in range(700)), [], 31),
    "a thousand countries": ("country:(" + " OR ".join(["AZ", "BY"] * 400) + ")", [], ARTICLES),
    "a value of a thousand letters": ("source:" + "x" * 5_000, [], 0),
    "six hundred fields that are none": (
        " ".join(f"foo{number}:x" for number in range(600)),
        ["foo0: no such field"],
        0,
    ),
    "signs of all kinds": ("\x00\ud800\u202e☃ \\ ~ ^ \u0301", ["no letter or digit"], ARTICLES),
}


@pytest.mark.parametrize(("typed", "reported", "found"), TYPED.values(), ids=TYPED)
def test_any_text_is_answered_and_cuts_are_reported(
    service: ArchiveService, typed: str, reported: list[str], found: int
) -> None:
    started = time.monotonic()
    results = service.search(Request(service.read(typed), size=LARGEST_PAGE))
    assert time.monotonic() - started < GENEROUS
    assert results.total.count == len(results.results) == found
    problems = [problem.text for problem in results.problems]
    assert len(problems) <= MOST_PROBLEMS
    assert [part for part in reported if not any(part in problem for problem in problems)] == []
    assert bool(problems) == bool(reported)


ALL = ReadQuery("", Everything())


@pytest.mark.parametrize("page", [100_000, 10**9, 2**63, 10**30, 0, -1, -(10**30)])
@pytest.mark.parametrize("size", [1, LARGEST_PAGE])
def test_a_missing_page_becomes_the_nearest_with_a_problem(service: ArchiveService, page: int, size: int) -> None:
    results = service.search(Request(ALL, page=page, size=size))
    assert results.page == (results.pages if page > 0 else 1)
    assert len(results.results) == min(size, ARTICLES)
    (problem,) = results.problems
    assert f"page: {page:,} is not between 1 and" in problem.text


def test_a_page_has_a_maximum_size(service: ArchiveService) -> None:
    results = service.search(Request(ALL, size=10**30))
    assert len(results.results) == ARTICLES
    assert "read as 1,000" in results.problems[0].text


@pytest.mark.parametrize("size", [1_000_000, 10**18, 10**30])
def test_a_facet_of_any_size_has_all_its_values_and_no_more(service: ArchiveService, size: int) -> None:
    facet = service.facet(Request(ALL), FacetRequest(SOURCE, size=size))
    assert (len(facet.values), facet.distinct) == (ARTICLES, ARTICLES)


@pytest.mark.parametrize("offset", [ARTICLES, 10**30])
def test_a_facet_from_beyond_its_last_value_is_empty(service: ArchiveService, offset: int) -> None:
    facet = service.facet(Request(ALL), FacetRequest(SOURCE, offset=offset))
    assert (facet.values, facet.distinct) == ((), ARTICLES)


def test_a_facet_searched_for_a_hundred_thousand_letters_is_empty(service: ArchiveService) -> None:
    facet = service.facet(Request(ALL), FacetRequest(SOURCE, contains="x" * 100_000))
    assert (facet.values, facet.distinct) == ((), 0)


def test_excess_choices_are_left_out_and_reported_once(service: ArchiveService) -> None:
    several = tuple(Choice(SOURCE, tuple(f"source {n * 900 + m}" for m in range(900))) for n in range(3))
    results = service.search(Request(ALL, choices=several, size=LARGEST_PAGE))
    assert results.total.count == ARTICLES
    assert {problem.text for problem in results.problems} == {"source: only the first 1,000 of these values were used"}
    assert len(service.search(Request(ALL, choices=several, facets=(FacetRequest(SOURCE),))).facets[0].values) == 1_000


def test_problems_of_unknown_choices_are_limited(service: ArchiveService) -> None:
    nowhere = Choice(COUNTRY, tuple(f"nowhere {number}" for number in range(500)))
    results = service.search(Request(ALL, choices=(nowhere,)))
    assert results.total.count == 0
    assert len(results.problems) == MOST_PROBLEMS


def test_a_choice_of_ten_thousand_years_finds_everything(service: ArchiveService) -> None:
    results = service.search(Request(ALL, since=date.min, until=date.max))
    assert (results.total.count, results.problems) == (ARTICLES, ())


def test_the_deepest_typed_tree_is_answered(service: ArchiveService) -> None:
    tree: Query = Word("oil")
    for number in range(MOST_DEPTH):
        tree = Or((And((Not(Not(tree)), Word("talks"))), Word(f"w{number}")))
    assert service.count(tree).count == ARTICLES
