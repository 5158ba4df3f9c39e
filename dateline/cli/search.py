"""`dateline search`: ranked results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dateline.cli.options import (
    FACET_NAMES,
    Narrowing,
    colour_wanted,
    data_option,
    narrowing_options,
    sort_option,
    strict_option,
)
from dateline.registry import by_name
from dateline.search.facets.registry import FACETS
from dateline.search.request import FacetRequest, Request, Sort

if TYPE_CHECKING:
    from dateline.search.results import Results

EXAMPLES = """\b
Examples:
  dateline search 'country:belarus minister:khrenin defence cooperation'
  dateline search 'oil OR opec' --country SA --facet country
  dateline search 'office:defence date:2021-05' --sort newest -n 50
  dateline search 'talks' --format ids -0 | xargs -0 dateline show
\b
Exit codes: 0 found, 1 nothing found, 2 error.
"""


def _text(results: Results, _end: str) -> Iterator[str]:
    from dateline.cli.output import as_text
    from dateline.cli.output.terminal import Style

    return as_text.write(results, Style(colour=colour_wanted()))


def _json(results: Results, _end: str) -> Iterator[str]:
    from dateline.cli.output import as_json

    return as_json.write(results)


def _jsonl(results: Results, _end: str) -> Iterator[str]:
    from dateline.search.output import as_jsonl

    return as_jsonl.write(results.results)


def _csv(results: Results, _end: str) -> Iterator[str]:
    from dateline.search.output import as_csv

    return as_csv.write((result, result.score) for result in results.results)


def _ids(results: Results, end: str) -> Iterator[str]:
    from dateline.cli.output import as_ids

    return as_ids.write(results, end)


FORMATS: Final[Mapping[str, Callable[[Results, str], Iterator[str]]]] = by_name(
    "result format", (("text", _text), ("json", _json), ("jsonl", _jsonl), ("csv", _csv), ("ids", _ids))
)
"""How results are printed, by name. A writer gets the results and what ends an id; it is imported when it is used."""


@click.command(epilog=EXAMPLES)
@click.argument("query", nargs=-1)
@click.option(
    "-n", "--number", "size", default=10, type=click.IntRange(min=0), show_default=True, help="Results per page."
)
@click.option("--page", default=1, type=click.IntRange(min=1), show_default=True, help="Page number.")
@sort_option
@narrowing_options
@click.option(
    "--facet", "facets", multiple=True, type=click.Choice(FACET_NAMES), help="Count articles by this field. Repeatable."
)
@click.option(
    "--format",
    "form",
    default="text",
    type=click.Choice(list(FORMATS)),
    show_default=True,
    envvar="DATELINE_FORMAT",
    show_envvar=True,
    help="Output format.",
)
@click.option("-0", "--null", "null", is_flag=True, help="With --format ids: end each id with NUL, for `xargs -0`.")
@strict_option
@data_option
def command(
    *,
    query: tuple[str, ...],
    size: int,
    page: int,
    sort: str | None,
    facets: tuple[str, ...],
    form: str,
    null: bool,
    strict: bool,
    data: Path,
    narrowing: Narrowing,
) -> int:
    """Find articles, best first.

    QUERY can use words, "phrases", country:, minister:, office:, date: and more. The page /docs of the web pages
    explains the query language. Without a QUERY, all articles are listed, newest first.
    """
    from dateline.archive.reading import open_archive
    from dateline.cli.queries import print_problems, read  # the parser is not needed for --help

    if null and form != "ids":
        raise click.UsageError("-0 needs --format ids")
    request = Request(
        query=read(" ".join(query), strict=strict),
        choices=narrowing.choices,
        since=narrowing.since,
        until=narrowing.until,
        sort=Sort(sort) if sort else None,
        page=page,
        size=size,
        facets=tuple(FacetRequest(FACETS[name]) for name in facets),
    )
    with open_archive(data) as archive:
        results = archive.service.search(request)
    print_problems(results.problems)
    for chunk in FORMATS[form](results, "\0" if null else "\n"):
        click.echo(chunk, nl=False)
    return 0 if results.total.count else 1
