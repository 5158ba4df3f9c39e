"""Results, totals with their relation, facets, next page.

Article text appears as plain text with offsets; only a page or a terminal turns those into marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

import msgspec

from dateline.index.article import Article, Dateline, Part, Published
from dateline.problems import Problem
from dateline.search.request import Facet, ReadQuery, Sort


class Relation(Enum):
    """What a total is worth."""

    EXACT = "exact"
    AT_LEAST = "at_least"


class Total(msgspec.Struct, frozen=True):
    """How many articles match."""

    count: int
    relation: Relation = Relation.EXACT


class Passage(msgspec.Struct, frozen=True):
    """A stretch of an article that shows why it matched: text as stored, marks as offsets into `text`."""

    text: str
    marks: tuple[tuple[int, int], ...]
    part: Part
    start: int
    """Where the passage begins in its part; greater than 0 means something was cut before it."""
    cut_after: bool


class Matched(msgspec.Struct, frozen=True, omit_defaults=True):
    """Metadata that matched, for a result in which no word did."""

    field: str
    value: str
    label: str
    """As the article writes it, where it does."""
    spelling: str | None = None
    """Another spelling of an official, which matched; the article itself has that of `label`."""


class ResultCountry(msgspec.Struct, frozen=True):
    """A country of a result."""

    code: str
    name: str
    primary: bool


class ResultOfficial(msgspec.Struct, frozen=True):
    """An official of a result."""

    person: str
    key: str
    office: str
    portfolio: str
    country: str | None


class Result(msgspec.Struct, frozen=True):
    """One article found, with why."""

    id: str
    headline: str | None
    headline_marks: tuple[tuple[int, int], ...]
    opening: str
    """First words of the body, for an article without headline."""
    published: Published | None
    source: str | None
    language: str | None
    dateline: Dateline | None
    countries: tuple[ResultCountry, ...]
    officials: tuple[ResultOfficial, ...]
    score: float
    snippet: tuple[Passage, ...]
    matched: tuple[Matched, ...]
    duplicate_of: str | None = None
    """The first copy of the same report, for a result that is not the first."""
    copies: int = 0
    """How many articles there are besides the first that say the same."""


class FacetValue(msgspec.Struct, frozen=True):
    """A value with the number of results after choosing it; `none` is the bucket of articles without one."""

    value: str
    label: str
    count: int
    chosen: bool


class FacetCounts(msgspec.Struct, frozen=True):
    """One facet, its own choices left out of its counts. Chosen values are always among `values`, even with count 0."""

    facet: Facet
    values: tuple[FacetValue, ...]
    distinct: int
    """How many values the request could list at any length: those with a result, `none` not counted."""


class Results(msgspec.Struct, frozen=True):
    """The answer to one request, from one snapshot of the archive."""

    query: ReadQuery
    problems: tuple[Problem, ...]
    """Problems of the query and of the rest of the request (a page beyond the last, an unknown choice, ...)."""
    total: Total
    sort: Sort
    page: int
    pages: int
    took_ms: float
    results: tuple[Result, ...]
    facets: tuple[FacetCounts, ...]
    folded: int = 0
    """How many copies of other articles match too and are left out; exact."""


class Ranked(msgspec.Struct, frozen=True):
    """An article found, with its score, and nothing of why."""

    article: Article
    score: float
    copies: int = 0


class Whole(msgspec.Struct, frozen=True):
    """Every article that one request finds, in its order, from one snapshot; each is read when it is taken."""

    problems: tuple[Problem, ...]
    total: Total
    sort: Sort
    articles: Iterator[Ranked]
    folded: int
    show: Callable[[Ranked], Result]
    """Look for what shows why an article is there, which takes longer than to read it."""

    def results(self) -> Iterator[Result]:
        """All of them, shown; takes the articles."""
        return map(self.show, self.articles)


class ArchiveSummary(msgspec.Struct, frozen=True):
    """What an archive holds; but for the number of articles, copies are left out as a search leaves them out."""

    articles: int
    copies: int
    """How many of the articles are copies of others."""
    first: Published | None
    last: Published | None
    sources: int
    countries: int
    officials: int
    engine: str
    generation: int

    @property
    def found(self) -> int:
        """How many articles a search for everything finds."""
        return self.articles - self.copies


class ArticleView(msgspec.Struct, frozen=True):
    """One article with what a page shows beside it."""

    article: Article
    countries: tuple[ResultCountry, ...]
    marks: tuple[tuple[int, int], ...]
    """Places in the body that the accompanying query matches."""
    headline_marks: tuple[tuple[int, int], ...]
    revisions: int
