"""The search service over an engine and the articles behind it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dateline.index.article import Part, Published, first_copy
from dateline.index.state import Withdrawal
from dateline.index.terms import ValueColumn
from dateline.search.copies import Copies, of_first_copies
from dateline.search.engine import Engine, Hit, Snapshot
from dateline.search.explain.highlight import Highlighter, words_of
from dateline.search.explain.snippet import marks_in
from dateline.search.explain.why import Why, country_of
from dateline.search.facets.choices import ReadChoices, read_choices
from dateline.search.facets.counting import Counting, CountsByColumn
from dateline.search.facets.label import ENGLISH, Language
from dateline.search.facets.labels import Articles, Labels
from dateline.search.page import Page
from dateline.search.plan import Chosen, Except, Matching, Plan, Without, all_of
from dateline.search.query.spellings import AsWritten, Spellings
from dateline.search.query.tree import Everything, Query
from dateline.search.request import FacetRequest, ReadQuery, Request, Sort
from dateline.search.resolve import is_ranked, resolve
from dateline.search.results import (
    ArchiveSummary,
    ArticleView,
    FacetCounts,
    Ranked,
    Results,
    Total,
    Whole,
)
from dateline.search.suggest import Completions, Suggestion, counted
from dateline.search.versions import Version, versions_of

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_BATCH = 200
"""Articles read from the store at once."""


class GenerationName(msgspec.Struct, frozen=True):
    """The generation of the index that answers."""

    engine: str
    number: int


class _Prepared(NamedTuple):
    """A request with all that is needed to answer it from one snapshot."""

    snapshot: Snapshot
    choices: ReadChoices
    plan: Plan
    why: Why
    copies: Copies


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
        """`spellings` returns the known spellings of officials, once per request."""
        self._engine = engine
        self._articles = articles
        self._labels = Labels(articles)
        self._completions = Completions(self._labels)
        self._generation = generation
        self._today = today
        self._spellings = spellings

    def search(self, request: Request) -> Results:
        """Answer a request from one snapshot."""
        started = time.perf_counter()
        prepared = self._prepare(request)
        counts = Counting(prepared.plan, request.facets, prepared.snapshot, self._submit)
        page = Page(prepared.plan, prepared.snapshot, number=request.page, size=request.size)
        return Results(
            query=request.query,
            problems=(*request.query.problems, *prepared.choices.problems, *page.problems),
            total=Total(page.total),
            sort=prepared.plan.sort,
            page=page.number,
            pages=page.pages,
            results=tuple(map(prepared.why.result, self._ranked(iter(page.hits), prepared.copies))),
            facets=counts.facets(prepared.choices, self._labels),
            copies_left_out=prepared.snapshot.count(prepared.plan.only_left_out()),
            took_ms=(time.perf_counter() - started) * 1_000,
        )

    def walk(self, request: Request) -> Whole:
        """Find all matching articles, from one snapshot."""
        prepared = self._prepare(request)
        matching, sort = prepared.plan.matching(), prepared.plan.sort
        return Whole(
            problems=(*request.query.problems, *prepared.choices.problems),
            total=Total(prepared.snapshot.count(matching)),
            sort=sort,
            copies_left_out=prepared.snapshot.count(prepared.plan.only_left_out()),
            articles=self._ranked(prepared.snapshot.walk(matching, sort), prepared.copies),
            show=prepared.why.result,
        )

    def _ranked(self, hits: Iterator[Hit], copies: Copies) -> Iterator[Ranked]:
        """Yield the articles of hits, read from the store in batches."""
        while batch := list(islice(hits, _BATCH)):
            articles = self._articles.get_many([hit.id for hit in batch])
            counts = copies.count(articles.values())
            for hit in batch:
                article = articles.get(hit.id)
                if article is not None:
                    yield Ranked(article, hit.score, counts.get(first_copy(article), 0))

    def count(self, query: Query) -> Total:
        """Count matching articles."""
        snapshot = self._engine.snapshot()
        plan = self._plan(query, Sort.NEWEST, (), Copies(snapshot), self._spellings())
        return Total(snapshot.count(plan.matching()))

    def suggest(self, request: Request, most: int, language: Language = ENGLISH) -> tuple[Suggestion, ...]:
        """Suggest completions for the text of the query."""
        snapshot, spellings = self._engine.snapshot(), self._spellings()
        chosen = read_choices(request, spellings).chosen
        copies = Copies(snapshot)

        def count(text: str) -> int:
            plan = self._plan(self.read(text).query, Sort.NEWEST, chosen, copies, spellings)
            return snapshot.count(plan.matching())

        return counted(self._completions.of(request.query.text, snapshot, language), count, most)

    def facet(self, request: Request, facet: FacetRequest) -> FacetCounts:
        """Count one facet of a request."""
        prepared = self._prepare(request)
        counts = Counting(prepared.plan, [facet], prepared.snapshot, self._submit)
        return counts.facets(prepared.choices, self._labels)[0]

    def read(self, text: str) -> ReadQuery:
        """Read typed text."""
        from dateline.search.syntax.parse import read_query

        return read_query(text, today=self._today())

    def article(self, article_id: str, query: Query | None = None) -> ArticleView | None:
        """Return an article with marks."""
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

    def withdrawal(self, article_id: str) -> Withdrawal | None:
        """Return why an article was withdrawn; None if it was not."""
        return self._articles.withdrawal(article_id)

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """Return all versions of an article, newest first, with their changes."""
        article = self._articles.get(article_id)
        return () if article is None else versions_of((article, *self._articles.revisions(article_id)))

    def version(self) -> str:
        """Name engine, generation and commit, and the state of the store, which may be ahead of the index."""
        generation = self._generation()
        commit = self._engine.snapshot().commit()
        return f"{generation.engine}-{generation.number}-{commit}-{self._articles.state()}"

    def summary(self) -> ArchiveSummary:
        """Summarise the archive."""
        snapshot = self._engine.snapshot()
        columns = [ValueColumn.SOURCE, ValueColumn.COUNTRY, ValueColumn.OFFICIAL]
        plan = self._plan(Everything(), Sort.NEWEST, (), Copies(snapshot), AsWritten())
        found = plan.matching()
        counts = snapshot.counts(found, columns)
        generation = self._generation()
        sources, countries, officials = (len(counts[column].values) for column in columns)
        return ArchiveSummary(
            articles=snapshot.articles(),
            copies=snapshot.count(plan.only_left_out()),
            first=self._end(snapshot, found, Sort.OLDEST),
            last=self._end(snapshot, found, Sort.NEWEST),
            sources=sources,
            countries=countries,
            officials=officials,
            engine=generation.engine,
            generation=generation.number,
        )

    def _prepare(self, request: Request) -> _Prepared:
        snapshot = self._engine.snapshot()
        spellings = self._spellings()
        choices = read_choices(request, spellings)
        copies = Copies(snapshot)
        plan = self._plan(request.query.query, _sort(request), choices.chosen, copies, spellings)
        why = Why(of_first_copies(request.query.query, self._first_copy), choices.choices, spellings)
        return _Prepared(snapshot, choices, plan, why, copies)

    def _plan(self, query: Query, sort: Sort, chosen: tuple[Chosen, ...], copies: Copies, spellings: Spellings) -> Plan:
        with_first_copies = of_first_copies(query, self._first_copy)
        resolved = resolve(with_first_copies, copies.snapshot.languages(), spellings)
        return Plan(resolved, chosen, sort, copies.left_out(query))

    def _first_copy(self, article_id: str) -> str:
        article = self._articles.get(article_id)
        return article_id if article is None else first_copy(article)

    def _submit(self, count: Callable[[], CountsByColumn]) -> Future[CountsByColumn]:
        return self._threads.submit(count)

    @cached_property
    def _threads(self) -> Executor:
        """Threads for counts; created on first use, so that commands without facets do not wait for it."""
        from concurrent.futures.thread import ThreadPoolExecutor

        return ThreadPoolExecutor(os.cpu_count(), "counts")

    def _end(self, snapshot: Snapshot, among: Matching, sort: Sort) -> Published | None:
        """Return when the first of the matching articles with a date was published."""
        found = snapshot.search(all_of([among, Except(Without(ValueColumn.YEAR))]), sort, 0, 1)
        article = self._articles.get(found.hits[0].id) if found.hits else None
        return article.published if article else None


def _sort(request: Request) -> Sort:
    sort = request.sort or Sort.RELEVANCE
    return Sort.NEWEST if sort is Sort.RELEVANCE and not is_ranked(request.query.query) else sort


def _spans(text: str, query: Query | None, part: Part, language: str | None) -> tuple[tuple[int, int], ...]:
    words = () if query is None else words_of(query, part)
    return tuple((mark.start, mark.end) for mark in marks_in(text, Highlighter(words, language))) if words else ()
