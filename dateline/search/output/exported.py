"""Articles for other programs: one JSON object or one row per article, with its text where that is wanted.

The names are those that `dateline index` reads, so an export can be indexed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.index.article import Article
from dateline.search.output.as_csv import row
from dateline.search.output.results_json import iso_published


class ExportedOfficial(msgspec.Struct, frozen=True):
    """An official in an export; `office` as written, `status` in the article's own words."""

    person: str
    office: str
    portfolio: str
    country: str | None
    status: str


class Exported(msgspec.Struct, frozen=True, omit_defaults=True):
    """One article. `published` is ISO 8601 in UTC, as precise as the source; absent values are left out."""

    id: str
    headline: str | None = None
    published: str | None = None
    source: str | None = None
    byline: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    filed_from: str | None = None
    """The place of the dateline; the dateline itself stands in the text."""
    countries: tuple[str, ...] = ()
    """ISO codes, most salient first."""
    officials: tuple[ExportedOfficial, ...] = ()
    keywords: tuple[str, ...] = ()
    modified: str | None = None
    version: str | None = None
    genre: str | None = None
    duplicate_of: str | None = None
    read_from: str | None = None
    """Path or address that the article was read from."""
    format: str | None = None
    """The format that it was read in."""
    text: str | None = None
    """The body; paragraphs are separated by blank lines."""


COLUMNS = tuple(field.name for field in msgspec.structs.fields(Exported))


def exported(article: Article, *, with_text: bool) -> Exported:
    """Convert an article; without its text unless that is wanted."""
    return Exported(
        id=article.id,
        headline=article.headline,
        published=iso_published(article.published),
        source=article.source,
        byline=article.byline,
        section=article.section,
        url=article.url,
        language=article.language,
        filed_from=article.dateline.place if article.dateline else None,
        countries=tuple(country.code for country in article.countries),
        officials=tuple(
            ExportedOfficial(each.person, each.office, each.portfolio, each.country, each.status.value)
            for each in article.officials
        ),
        keywords=article.keywords,
        modified=article.modified.strftime("%Y-%m-%dT%H:%M:%SZ") if article.modified else None,
        version=article.version,
        genre=article.genre,
        duplicate_of=article.duplicate_of,
        read_from=article.provenance.path,
        format=article.provenance.format,
        text=article.body if with_text else None,
    )


def jsonl(articles: Iterable[Exported]) -> Iterator[str]:
    """Yield one line per article."""
    return (msgspec.json.encode(article).decode() + "\n" for article in articles)


def csv(articles: Iterable[Exported]) -> Iterator[str]:
    """Yield a header row, then one row per article; several values of a cell are separated by semicolons."""
    yield row(COLUMNS)
    for article in articles:
        yield row(map(_cell, msgspec.structs.astuple(article)))


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case tuple():
            return ";".join(dict.fromkeys(_cell(each) for each in msgspec.convert(value, tuple[object, ...])))
        case ExportedOfficial():
            return value.person
        case _:
            return str(value)
