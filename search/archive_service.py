"""The search service over an engine and the articles behind it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from dateline.index.article import Part, Published
from dateline.index.terms import ValueColumn
from dateline.search.choices import ReadChoices, read_choices
from dateline.search.engine import Engine, Snapshot
from dateline.search.facets import CountsByColumn, FacetCounts
from dateline.search.highlight import Highlighter, words_of
from dateline.search.labels import Articles, Labels
from dateline.search.page import Page
from dateline.search.plan import Every, Except, Plan, Without
from dateline.search.query import Query
from dateline.search.request import FacetRequest, ReadQuery, Request, Sort
from dateline.search.resolve import is_ranked, resolve
from dateline.search.results import (
    ArchiveSummary,
    ArticleView,
    Facet,
    Results,
    Total,
)
from dateline.search.snippet import marks_in
from dateline.search.spellings import AsWritten, Spellings
from dateline.search.why import Why, country_of

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future


class GenerationName(msgspec.Struct, frozen=True):
    """Which generation of the index answers."""

    engine: str
    number: int


class ArchiveService:
    """Answers requests; see `dateline.search.service.SearchService`."""

    def __init__(
        self,
        engine: Engine,
        articles: Articles,
        generation: Callable[[], GenerationName],
        *,
        today: Callable[[], date],
        spellings: Callable[[], Spellings] = AsWritten,
    ) -> None:
        """`spellings` gives what is known of them for one request."""
        self._engine = engine
        self._articles = articles
        self._labels = Labels(articles)
        self._generation = generation
        self._today = today
        self._spellings = spellings

    def search(self, request: Request) -> Results:
        """Answer a request from one snapshot."""
        started = time.perf_counter()
        snapshot = self._engine.snapshot()
        spellings = self._spellings()
        choices = read_choices(request, spellings)
        plan = _plan(request, choices, snapshot, spellings)
        counts = FacetCounts(plan, request.facets, snapshot, self._submit)
        page = Page(plan, snapshot, number=request.page, size=request.size)
        articles = self._articles.get_many([hit.id for hit in page.hits])
        why = Why(request.query.query, choices.choices, spellings)
        results = [why.result(articles[hit.id], hit.score) for hit in page.hits if hit.id in articles]
        facets = counts.facets(choices, self._labels)
        return Results(
            query=request.query,
            problems=(*request.query.problems, *choices.problems, *page.problems),
            total=Total(page.total),
            sort=plan.sort,
            page=page.number,
            pages=page.pages,
            took_ms=(time.perf_counter() - started) * 1_000,
            results=tuple(results),
            facets=facets,
        )

    def count(self, query: Query) -> Total:
        """Count matching articles."""
        snapshot = self._engine.snapshot()
        return Total(snapshot.count(resolve(query, snapshot.languages(), self._spellings())))

    def facet(self, request: Request, facet: FacetRequest) -> Facet:
        """Count one facet of a request."""
        snapshot = self._engine.snapshot()
        spellings = self._spellings()
        choices = read_choices(request, spellings)
        plan = _plan(request, choices, snapshot, spellings)
        return FacetCounts(plan, [facet], snapshot, self._submit).facets(choices, self._labels)[0]

    def read(self, text: str) -> ReadQuery:
        """Read typed text."""
        from dateline.search.parse import read_query

        return read_query(text, today=self._today())

    def article(self, article_id: str, query: Query | None = None) -> ArticleView | None:
        """One article with marks."""
        article = self._articles.get(article_id)
        if article is None:
            return None
        return ArticleView(
            article=article,
            countries=tuple(map(country_of, article.countries)),
            marks=_spans(article.body, query, Part.BODY, article.language),
            headline_marks=_spans(article.headline or "", query, Part.HEADLINE, article.language),
            revisions=len(self._articles.revisions(article_id)),
        )

    def summary(self) -> ArchiveSummary:
        """What the archive holds."""
        snapshot = self._engine.snapshot()
        columns = [ValueColumn.SOURCE, ValueColumn.COUNTRY, ValueColumn.OFFICIAL]
        counts = snapshot.counts(Every(), columns)
        generation = self._generation()
        sources, countries, officials = (len(counts[column].values) for column in columns)
        return ArchiveSummary(
            articles=snapshot.articles(),
            first=self._end(snapshot, Sort.OLDEST),
            last=self._end(snapshot, Sort.NEWEST),
            sources=sources,
            countries=countries,
            officials=officials,
            engine=generation.engine,
            generation=generation.number,
        )

    def _submit(self, count: Callable[[], CountsByColumn]) -> Future[CountsByColumn]:
        return self._threads.submit(count)

    @cached_property
    def _threads(self) -> Executor:
        """Made for the first facets: a command line that asks for none does not wait for it."""
        from concurrent.futures.thread import ThreadPoolExecutor

        return ThreadPoolExecutor(os.cpu_count(), "counts")

    def _end(self, snapshot: Snapshot, sort: Sort) -> Published | None:
        found = snapshot.search(Except(Without(ValueColumn.YEAR)), sort, 0, 1)
        article = self._articles.get(found.hits[0].id) if found.hits else None
        return article.published if article else None


def _plan(request: Request, choices: ReadChoices, snapshot: Snapshot, spellings: Spellings) -> Plan:
    query = request.query.query
    sort = request.sort or Sort.RELEVANCE
    if sort is Sort.RELEVANCE and not is_ranked(query):
        sort = Sort.NEWEST
    return Plan(resolve(query, snapshot.languages(), spellings), choices.chosen, sort)


def _spans(text: str, query: Query | None, part: Part, language: str | None) -> tuple[tuple[int, int], ...]:
    words = () if query is None else words_of(query, part)
    return tuple((mark.start, mark.end) for mark in marks_in(text, Highlighter(words, language))) if words else ()
