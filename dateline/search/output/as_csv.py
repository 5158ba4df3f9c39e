"""Results as CSV (RFC 4180), one row per result.

A spreadsheet runs a cell that starts like a formula. Article text is untrusted, so such a cell is prefixed with an
apostrophe, which spreadsheets do not show; the other formats leave it unchanged. Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from dateline.index.article import Dateline, Published
from dateline.search.output.results_json import iso_published

HEADER = ("id", "published", "source", "headline", "dateline", "countries", "officials", "score", "duplicate_of")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Country(Protocol):
    @property
    def code(self) -> str: ...


class _Official(Protocol):
    @property
    def person(self) -> str: ...


class _Listed(Protocol):
    """The data of a row, which both articles and results have."""

    @property
    def id(self) -> str: ...
    @property
    def published(self) -> Published | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def headline(self) -> str | None: ...
    @property
    def dateline(self) -> Dateline | None: ...
    @property
    def countries(self) -> Sequence[_Country]: ...
    @property
    def officials(self) -> Sequence[_Official]: ...
    @property
    def duplicate_of(self) -> str | None: ...


def write(found: Iterable[tuple[_Listed, float]]) -> Iterator[str]:
    """Yield a header row, then each article with its score; countries and officials are joined by semicolons."""
    yield row(HEADER)
    for article, score in found:
        yield row((*_cells(article), f"{score:.4f}", article.duplicate_of or ""))


def row(cells: Iterable[str]) -> str:
    """Return one row in which no cell starts like a formula."""
    line = io.StringIO()
    csv.writer(line).writerow(f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in cells)
    return line.getvalue()


def _cells(article: _Listed) -> tuple[str, ...]:
    return (
        article.id,
        iso_published(article.published) or "",
        article.source or "",
        article.headline or "",
        article.dateline.place if article.dateline else "",
        ";".join(country.code for country in article.countries),
        ";".join(dict.fromkeys(official.person for official in article.officials)),
    )
