"""Results as JSON for programs: `dateline.search/1`.

The `.json` address of the search page and `--format json` on the command line return the same object. Fields may be
added to it; removing one or changing its meaning requires a new format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from dateline.index.article import Article, Country, Dateline, Official, Precision, Published
from dateline.problems import Problem
from dateline.search.results import (
    FacetCounts,
    FacetValue,
    Matched,
    Passage,
    Relation,
    Result,
    ResultCountry,
    ResultOfficial,
    Results,
)

FORMAT: Literal["dateline.search/1"] = "dateline.search/1"
CUT = " … "
"""Separates passages and replaces omitted text; never marked."""

_PRECISIONS = {
    Precision.YEAR: "%Y",
    Precision.MONTH: "%Y-%m",
    Precision.DAY: "%Y-%m-%d",
    Precision.MINUTE: "%Y-%m-%dT%H:%MZ",
    Precision.SECOND: "%Y-%m-%dT%H:%M:%SZ",
}


class QueryAnswer(msgspec.Struct, frozen=True):
    """The typed text, how it was read (canonical text) and its problems."""

    text: str
    read_as: str
    problems: tuple[Problem, ...]


class DatelineAnswer(msgspec.Struct, frozen=True):
    """A dateline: place as written, ISO country, `2021-05-18` or `05-18`."""

    place: str
    country: str | None
    date: str | None


class SnippetPart(msgspec.Struct, frozen=True):
    """A span of plain text, marked or not; the joined parts are the snippet."""

    text: str
    marked: bool


class ResultAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """One matching article. `published` is ISO 8601 in UTC, as precise as the source: a day, a minute, ...

    `matched` is the metadata that matched the query; `spelling`, if present, is another spelling of an official's name
    by which the article was found. `copies` is the number of copies of the first article, which is `duplicate_of` if
    this article is itself a copy.
    """

    id: str
    headline: str | None
    published: str | None
    source: str | None
    dateline: DatelineAnswer | None
    countries: tuple[ResultCountry, ...]
    officials: tuple[ResultOfficial, ...]
    score: float
    snippet: tuple[SnippetPart, ...]
    matched: tuple[Matched, ...] = ()
    duplicate_of: str | None = None
    copies: int = 0


class SearchAnswer(msgspec.Struct, frozen=True):
    """The answer to one search. `next` is the address of the next page, None on the last.

    `copies_left_out` is the number of matching copies, which do not count in `total`, `results` and `facets`.
    """

    format: Literal["dateline.search/1"]
    query: QueryAnswer
    total: int
    relation: Relation
    took_ms: float
    results: tuple[ResultAnswer, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    next: str | None
    copies_left_out: int = 0


class MetadataAnswer(msgspec.Struct, frozen=True):
    """The metadata extracted from one article; a line of `dateline extract`."""

    id: str
    headline: str | None
    published: str | None
    language: str | None
    dateline: DatelineAnswer | None
    countries: tuple[Country, ...]
    officials: tuple[Official, ...]


def answer(results: Results, *, next_page: str | None = None) -> SearchAnswer:
    """Convert results to JSON form; `next_page` is the address of the next page."""
    return SearchAnswer(
        format=FORMAT,
        query=QueryAnswer(results.query.text, results.query.read_as, results.problems),
        total=results.total.count,
        relation=results.total.relation,
        took_ms=round(results.took_ms, 3),
        results=tuple(map(result_answer, results.results)),
        facets=_facets(results.facets),
        next=next_page,
        copies_left_out=results.copies_left_out,
    )


def result_answer(result: Result) -> ResultAnswer:
    """Convert one result to JSON form; a line of `--format jsonl`."""
    return ResultAnswer(
        id=result.id,
        headline=result.headline,
        published=iso_published(result.published),
        source=result.source,
        dateline=_dateline(result.dateline),
        countries=result.countries,
        officials=result.officials,
        score=result.score,
        snippet=tuple(snippet_parts(result.snippet)),
        matched=result.matched,
        duplicate_of=result.duplicate_of,
        copies=result.copies,
    )


def metadata_answer(article: Article) -> MetadataAnswer:
    """Convert the metadata of an article to JSON form."""
    return MetadataAnswer(
        id=article.id,
        headline=article.headline,
        published=iso_published(article.published),
        language=article.language,
        dateline=_dateline(article.dateline),
        countries=article.countries,
        officials=article.officials,
    )


def iso_published(published: Published | None) -> str | None:
    """Format a date as precisely as the source gave it: `2021-05-18` or `2021-05-18T09:30Z`."""
    if published is None:
        return None
    # `strftime` does not pad years below 1000 on every platform.
    return published.at.strftime(_PRECISIONS[published.precision].replace("%Y", f"{published.at.year:04}"))


def snippet_parts(passages: Iterable[Passage]) -> Iterator[SnippetPart]:
    """Yield marked and plain parts of all passages, with a `CUT` between them and where text was left out."""
    cut = False
    for number, passage in enumerate(passages):
        if number or passage.start > 0:
            yield SnippetPart(CUT, marked=False)
        yield from cut_at_marks(passage.text, passage.marks)
        cut = passage.cut_after
    if cut:
        yield SnippetPart(CUT, marked=False)


def cut_at_marks(text: str, marks: Iterable[tuple[int, int]]) -> Iterator[SnippetPart]:
    """Split `text` at its marks (code point offsets, end-exclusive); overlapping marks merge; parts join to `text`."""
    done = 0
    for start, end in joined_marks(marks, len(text)):
        if start > done:
            yield SnippetPart(text[done:start], marked=False)
        yield SnippetPart(text[start:end], marked=True)
        done = end
    if done < len(text):
        yield SnippetPart(text[done:], marked=False)


def joined_marks(marks: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """Yield marks in order, clipped to `length`, without empty ones; touching or overlapping marks are merged."""
    open_start, open_end = 0, 0
    for start, end in sorted(marks):
        begin, stop = max(start, 0), min(end, length)
        if begin >= stop:
            continue
        if open_end and begin <= open_end:
            open_end = max(open_end, stop)
            continue
        if open_end:
            yield open_start, open_end
        open_start, open_end = begin, stop
    if open_end:
        yield open_start, open_end


def _dateline(dateline: Dateline | None) -> DatelineAnswer | None:
    return None if dateline is None else DatelineAnswer(dateline.place, dateline.country, dateline.date)


def _facets(facets: Iterable[FacetCounts]) -> dict[str, tuple[FacetValue, ...]]:
    return {counts.facet.name: counts.values for counts in facets}
