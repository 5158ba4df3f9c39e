"""The page of results, and its JSON twin."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

import msgspec
from flask import Response, request
from msgspec.structs import replace

from dateline.errors import QueryError
from dateline.problems import Problem
from dateline.search.facets.registry import COUNTRY
from dateline.search.output.results_json import answer
from dateline.search.request import FacetRequest, Request, Sort
from dateline.search.results import FacetCounts, Results
from dateline.search.service import SearchService
from dateline.web import changes
from dateline.web.address import PAGE_SIZE, Parameter, ReadAddress, pairs_of, read_address, write_address
from dateline.web.http import replies
from dateline.web.language.current import gettext
from dateline.web.language.problems import problem_text
from dateline.web.language.wording import facet_label, sort_label
from dateline.web.parts import dates, facets, sentence
from dateline.web.parts.copies import copies_href, with_copies_href
from dateline.web.parts.no_results import WayOut, ways_out
from dateline.web.parts.result_position import placed_href
from dateline.web.paths import page_of
from dateline.web.pictures.histogram import Histogram, histogram
from dateline.web.pictures.world import World

TWIN = "/search.json"


class SortLink(msgspec.Struct, frozen=True):
    """An order, and the address of the results in it."""

    label: str
    href: str
    current: bool


class FileLink(msgspec.Struct, frozen=True):
    """A link to the same search in another format."""

    label: str
    href: str
    mimetype: str


class ProblemView(msgspec.Struct, frozen=True):
    """A problem, and the address of the corrected search."""

    text: str
    suggestion: str | None
    href: str | None


class About(msgspec.Struct, frozen=True):
    """A link to the page about a chosen value."""

    label: str
    href: str


class PagesView(msgspec.Struct, frozen=True):
    """The position among the pages of results."""

    page: int
    pages: int
    newer: str | None
    """The previous page; None on the first."""
    older: str | None
    """The next page; None on the last."""
    first: int
    """The number of the first result shown, from 1."""


class SearchView(msgspec.Struct, frozen=True):
    """Everything that the page of results shows."""

    results: Results
    clauses: tuple[sentence.Clause, ...]
    abouts: tuple[About, ...]
    """Pages about what is chosen."""
    clear_href: str
    read_as: str | None
    """How the query was read, if that differs from what was typed."""
    problems: tuple[ProblemView, ...]
    sorts: tuple[SortLink, ...]
    facets: tuple[facets.FacetView, ...]
    dates: dates.DatesView
    histogram: Histogram | None
    world: World | None
    countries_href: str
    chosen: int
    pages: PagesView
    ways_out: tuple[WayOut, ...]
    kept: tuple[tuple[str, str], ...]
    """Parameters that the search box keeps."""
    kept_with_query: tuple[tuple[str, str], ...]
    """Parameters that the form of days keeps."""
    article_hrefs: tuple[str, ...]
    copies_hrefs: tuple[str, ...]
    """For each result, the search for all its copies."""
    with_copies_href: str
    files: tuple[FileLink, ...]
    form_href: str
    """The advanced search form, filled with this search."""


def page(service: SearchService, today: Callable[[], date]) -> Response:
    """`/search`."""
    address = current_address(service, today)
    asking, results = _answered(service, address, facets.with_all_countries(facets.facet_requests()))
    view = SearchView(
        results=results,
        clauses=sentence.clauses(asking, results.facets),
        abouts=tuple(_abouts(results.facets)),
        clear_href=write_address(changes.cleared(asking)),
        read_as=_read_differently(results),
        problems=tuple(_problem(asking, problem) for problem in (*address.problems, *results.problems)),
        sorts=_sorts(asking, results.sort),
        facets=facets.facet_views(service, asking, results.facets),
        dates=dates.dates_view(asking, results.facets),
        histogram=histogram(asking, results.facets),
        world=facets.country_map(asking, results.facets),
        countries_href=facets.list_address(asking, COUNTRY),
        chosen=sum(len(choice.values) for choice in asking.choices) + bool(asking.since or asking.until),
        pages=_pages(asking, results),
        ways_out=ways_out(service, asking, results.facets) if results.total.count == 0 else (),
        kept=kept_by_box(asking),
        kept_with_query=tuple(pairs_of(asking)),
        article_hrefs=_article_hrefs(asking, results),
        copies_hrefs=tuple(copies_href(result.duplicate_of or result.id) for result in results.results),
        with_copies_href=with_copies_href(asking),
        files=_files(asking),
        form_href=write_address(changes.on_page(asking, 1), "/advanced"),
    )
    return replies.html("search.html", view=view, typed=asking.query.text)


def twin(service: SearchService, today: Callable[[], date]) -> Response:
    """`/search.json`: `dateline.search/1`."""
    address = current_address(service, today)
    asking, results = _answered(service, address, facets.facet_requests())
    more = results.page < results.pages
    next_page = write_address(changes.on_page(asking, results.page + 1), TWIN) if more else None
    problems = (*address.problems, *results.problems)
    return replies.json(answer(replace(results, problems=problems), next_page=next_page))


def current_address(service: SearchService, today: Callable[[], date], but: Collection[str] = ()) -> ReadAddress:
    """Read the address of the HTTP request, without the parameters of the page itself, which are named in `but`.

    Raises QueryError if the address is strict and has a problem.
    """
    pairs = (pair for pair in request.args.items(multi=True) if pair[0] not in but)
    read = read_address(pairs, service.read)
    if read.strict:
        _refuse_problems(read, today)
    return read


def _refuse_problems(read: ReadAddress, today: Callable[[], date]) -> None:
    # Reading a query loads Whoosh's parser: 100 ms.
    from dateline.search.syntax.parse import read_query_strict

    text = read.request.query.text
    read_query_strict(text, today=today())
    for problem in read.problems:
        raise QueryError(text, problem)


def _answered(
    service: SearchService, address: ReadAddress, counted: tuple[FacetRequest, ...]
) -> tuple[Request, Results]:
    asking = replace(address.request, facets=(*counted, *dates.facet_requests(address.request)))
    return asking, service.search(asking)


def _abouts(facets: Iterable[FacetCounts]) -> Iterator[About]:
    for counts in facets:
        for value in counts.values:
            page = page_of(counts.facet, value.value) if value.chosen else None
            if page:
                yield About(facet_label(counts.facet, value.value, value.label), page)


def _read_differently(results: Results) -> str | None:
    typed, read_as = results.query.text.strip(), results.query.read_as
    return read_as if typed and read_as != typed else None


def _problem(asking: Request, problem: Problem) -> ProblemView:
    if problem.suggestion is None:
        return ProblemView(problem_text(problem), None, None)
    corrected = changes.asking(asking, replace(asking.query, text=problem.suggestion))
    return ProblemView(problem_text(problem), problem.suggestion, write_address(corrected))


def _sorts(asking: Request, current: Sort) -> tuple[SortLink, ...]:
    return tuple(
        SortLink(sort_label(sort), write_address(changes.sorted_by(asking, sort)), current=sort is current)
        for sort in Sort
    )


def _files(asking: Request) -> tuple[FileLink, ...]:
    whole = changes.on_page(replace(asking, size=PAGE_SIZE), 1)
    return (
        FileLink(gettext("all as CSV"), write_address(whole, "/search.csv"), "text/csv"),
        FileLink(gettext("all as JSON Lines"), write_address(whole, "/search.jsonl"), "application/x-ndjson"),
        FileLink(
            gettext("the newest as a feed"),
            write_address(changes.sorted_by(whole, None), "/search.atom"),
            "application/atom+xml",
        ),
        FileLink(gettext("this page as JSON"), write_address(asking, TWIN), "application/json"),
    )


def _pages(asking: Request, results: Results) -> PagesView:
    at = results.page
    return PagesView(
        page=at,
        pages=results.pages,
        newer=write_address(changes.on_page(asking, at - 1)) if at > 1 else None,
        older=write_address(changes.on_page(asking, at + 1)) if at < results.pages else None,
        first=(at - 1) * asking.size + 1,
    )


def kept_by_box(asking: Request) -> tuple[tuple[str, str], ...]:
    """The parameters that a new query in the box keeps: choices, days and order, not query and page."""
    replaced = {Parameter.QUERY.value, Parameter.PAGE.value}
    return tuple(pair for pair in pairs_of(asking) if pair[0] not in replaced)


def _article_hrefs(asking: Request, results: Results) -> tuple[str, ...]:
    first = (results.page - 1) * asking.size + 1
    return tuple(placed_href(result.id, asking, at) for at, result in enumerate(results.results, first))
