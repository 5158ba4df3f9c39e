"""Results as CSV (RFC 4180), one row a result."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from dateline.cli.output.as_text import published_text
from dateline.search.results import Result, Results

HEADER = ("id", "published", "source", "headline", "dateline", "countries", "officials", "score")


def write(results: Results) -> Iterator[str]:
    """A header row, then each result; countries and officials are joined by semicolons."""
    yield _row(HEADER)
    for result in results.results:
        yield _row(_cells(result))


def _cells(result: Result) -> tuple[str, ...]:
    return (
        result.id,
        published_text(result.published) if result.published else "",
        result.source or "",
        result.headline or "",
        result.dateline.place if result.dateline else "",
        ";".join(country.code for country in result.countries),
        ";".join(dict.fromkeys(official.person for official in result.officials)),
        f"{result.score:.4f}",
    )


def _row(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
