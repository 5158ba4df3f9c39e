"""What the Python API returns: results, facets, and rows for data frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypedDict

import msgspec

from dateline.index.article import Article
from dateline.problems import Problem
from dateline.search import results as found
from dateline.search.output.results_json import snippet_parts
from dateline.search.request import ReadQuery
from dateline.search.results import FacetValue, Result


class ArticleRow(TypedDict):
    """An article as one flat row; every key is always there, and None where the article has no such value."""

    id: str
    headline: str | None
    published: datetime | None
    """UTC, with timezone; what lies below `precision` is zero."""
    precision: str | None
    """Of `published`: `year`, `month`, `day`, `minute` or `second`."""
    source: str | None
    language: str | None
    """BCP 47: `en`."""
    dateline: str | None
    """The place, as written."""
    countries: str
    """Codes, most salient first, joined by `;`."""
    officials: str
    """Names, in order of first mention, joined by `;`."""
    duplicate_of: str | None
    """Id of the first copy, where the article is another copy of it."""


class ResultRow(ArticleRow):
    """A result as one flat row."""

    score: float
    copies: int
    """Number of articles, besides the first copy, that say nearly the same."""
    snippet: str
    """The passages that match, as plain text."""


class FacetRow(TypedDict):
    """A facet value as one flat row."""

    value: str
    label: str
    count: int
    chosen: bool


class Facet(msgspec.Struct, frozen=True):
    """The values of one facet with their counts; choices made in the facet itself do not narrow its counts."""

    name: str
    values: tuple[FacetValue, ...]
    """In the requested order; chosen values are always listed. The value `none` counts articles without one."""
    distinct: int
    """Number of values that have results, listed or not; `none` is not one of them."""

    def __iter__(self) -> Iterator[FacetValue]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def to_dicts(self) -> list[FacetRow]:
        """One row for each listed value."""
        return [
            FacetRow(value=value.value, label=value.label, count=value.count, chosen=value.chosen)
            for value in self.values
        ]


class Results(msgspec.Struct, frozen=True):
    """One page of the articles that match, best first; iterate over it for each `Result`.

    All of it comes from one state of the archive.
    """

    query: ReadQuery
    """The query as typed (`text`), as understood (`read_as`, `query`), and what is wrong with it (`problems`)."""
    problems: tuple[Problem, ...]
    """Problems of the query, of the choices (a country that does not exist) and of the page (beyond the last)."""
    total: int
    """Number of articles that match, exact, on all pages; copies of other articles are not counted."""
    copies_left_out: int
    """Exact number of matching copies of other articles; these are not in `total`, `results` and `facets`."""
    sort: str
    """The order: `relevance`, `newest` or `oldest`."""
    page: int
    """Number of this page, from 1."""
    pages: int
    took_ms: float
    """Milliseconds."""
    results: tuple[Result, ...]
    """The articles of this page."""
    facets: Mapping[str, Facet]
    """The requested facets by name."""

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def to_dicts(self) -> list[ResultRow]:
        """One row for each result of this page, for `pandas.DataFrame` or `polars.DataFrame`."""
        return [
            ResultRow(
                **to_dict(result),
                score=result.score,
                copies=result.copies,
                snippet="".join(part.text for part in snippet_parts(result.snippet)),
            )
            for result in self.results
        ]


def to_dict(article: Article | Result) -> ArticleRow:
    """An article, or a result, as one flat row: `[to_dict(article) for article in archive.walk("oil")]`."""
    published = article.published
    return ArticleRow(
        id=article.id,
        headline=article.headline,
        published=published.at if published else None,
        precision=published.precision.value if published else None,
        source=article.source,
        language=article.language,
        dateline=article.dateline.place if article.dateline else None,
        countries=";".join(country.code for country in article.countries),
        officials=";".join(dict.fromkeys(official.person for official in article.officials)),
        duplicate_of=article.duplicate_of,
    )


def public_facet(name: str, facet: found.FacetCounts) -> Facet:
    """A facet as the API returns it."""
    return Facet(name, facet.values, facet.distinct)


def public_results(results: found.Results, names: Sequence[str]) -> Results:
    """Results as the API returns them; `names` are those of the facets, in the order in which they were requested."""
    return Results(
        query=results.query,
        problems=results.problems,
        total=results.total.count,
        copies_left_out=results.copies_left_out,
        sort=results.sort.value,
        page=results.page,
        pages=results.pages,
        took_ms=results.took_ms,
        results=results.results,
        facets={name: public_facet(name, facet) for name, facet in zip(names, results.facets, strict=True)},
    )
