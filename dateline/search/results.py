"""Search results: articles, totals, facets.

Article text is plain text with offsets; only front ends turn offsets into marked text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

import msgspec

from dateline.index.article import Article, Dateline, Part, Published
from dateline.problems import Problem
from dateline.search.request import Facet, ReadQuery, Sort


class Relation(Enum):
    """Whether a total is exact."""

    EXACT = "exact"
    AT_LEAST = "at_least"


class Total(msgspec.Struct, frozen=True):
    """The number of matching articles."""

    count: int
    relation: Relation = Relation.EXACT


class Passage(msgspec.Struct, frozen=True):
    """A part of an article that shows why it matched: text as stored, marks as offsets into `text`."""

    text: str
    marks: tuple[tuple[int, int], ...]
    part: Part
    start: int
    """The offset of the passage in its part; greater than 0 means text was cut before it."""
    cut_after: bool


class Matched(msgspec.Struct, frozen=True, omit_defaults=True):
    """Metadata that matched."""

    field: str
    value: str
    label: str
    """The value as the article writes it, if it does."""
    spelling: str | None = None
    """Another spelling of an official that matched; the article itself uses `label`."""


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
    """A matching article, with what shows why it matched."""

    id: str
    headline: str | None
    headline_marks: tuple[tuple[int, int], ...]
    opening: str
    """The first words of the body, for an article without headline."""
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
    """The id of the first article if this one is a copy of it."""
    copies: int = 0
    """The number of copies of the first article."""


class FacetValue(msgspec.Struct, frozen=True):
    """A value with the number of results after choosing it; `none` stands for articles without a value."""

    value: str
    label: str
    count: int
    chosen: bool


class FacetCounts(msgspec.Struct, frozen=True):
    """One facet; its counts ignore its own choices. `values` always includes chosen values, even with count 0."""

    facet: Facet
    values: tuple[FacetValue, ...]
    distinct: int
    """The number of values with at least one result, without `none`, however many are listed."""


class Results(msgspec.Struct, frozen=True):
    """The answer to one request, from one snapshot of the archive."""

    query: ReadQuery
    problems: tuple[Problem, ...]
    """Problems of the query and of the rest of the request, such as a page beyond the last or an unknown choice."""
    total: Total
    sort: Sort
    page: int
    pages: int
    took_ms: float
    results: tuple[Result, ...]
    facets: tuple[FacetCounts, ...]
    copies_left_out: int = 0
    """The exact number of matching copies that are left out."""


class Ranked(msgspec.Struct, frozen=True):
    """A matching article with its score, before it is explained."""

    article: Article
    score: float
    copies: int = 0


class Whole(msgspec.Struct, frozen=True):
    """All matching articles of a request in its order, from one snapshot; each is read when it is iterated over."""

    problems: tuple[Problem, ...]
    total: Total
    sort: Sort
    articles: Iterator[Ranked]
    copies_left_out: int
    """The exact number of matching copies that are left out."""
    show: Callable[[Ranked], Result]
    """Builds a result that shows why an article matched; takes longer than reading the article."""

    def results(self) -> Iterator[Result]:
        """Return all results; consumes `articles`."""
        return map(self.show, self.articles)


class ArchiveSummary(msgspec.Struct, frozen=True):
    """A summary of an archive; copies count only in `articles` and `copies`."""

    articles: int
    copies: int
    """The number of articles that are copies."""
    first: Published | None
    last: Published | None
    sources: int
    countries: int
    officials: int
    engine: str
    generation: int

    @property
    def found(self) -> int:
        """Return the number of articles that a search for everything finds."""
        return self.articles - self.copies


class ArticleView(msgspec.Struct, frozen=True):
    """An article with the data that its page shows."""

    article: Article
    countries: tuple[ResultCountry, ...]
    marks: tuple[tuple[int, int], ...]
    """Spans of the body that match the query; code point offsets, end-exclusive."""
    headline_marks: tuple[tuple[int, int], ...]
    revisions: int
