"""`dateline facets`: the values of one facet with their counts."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import (
    FACET_NAMES,
    Narrowing,
    colour_wanted,
    data_option,
    format_option,
    narrowing_options,
    strict_option,
)
from dateline.search.facets.registry import FACETS
from dateline.search.request import FacetOrder, FacetRequest, Request

EXAMPLES = """\b
Examples:
  dateline facets country
  dateline facets minister 'country:azerbaijan date:2021' -n 20
  dateline facets office --contains defence --format csv
\b
Exit codes: 0 found, 1 nothing found, 2 error.
"""
ALL = 1_000_000_000


@click.command(epilog=EXAMPLES)
@click.argument("field", type=click.Choice(FACET_NAMES))
@click.argument("query", nargs=-1)
@click.option("-n", "--number", "size", type=click.IntRange(min=1), help="Maximum number of values.  [default: all]")
@click.option("--contains", metavar="TEXT", help="Only values whose name contains TEXT.")
@click.option(
    "--order",
    default=FacetOrder.COUNT.value,
    type=click.Choice([order.value for order in FacetOrder]),
    show_default=True,
    help="Sort by number of articles or by name.",
)
@format_option("csv")
@narrowing_options
@strict_option
@data_option
def command(
    *,
    field: str,
    query: tuple[str, ...],
    size: int | None,
    contains: str | None,
    order: str,
    form: str,
    narrowing: Narrowing,
    strict: bool,
    data: Path,
) -> int:
    """Count the articles that match QUERY, for each value of FIELD."""
    from dateline.archive.reading import open_archive
    from dateline.cli.output import facet_values
    from dateline.cli.output.terminal import Style
    from dateline.cli.queries import print_problems, read

    read_query = read(" ".join(query), strict=strict)
    request = Request(read_query, narrowing.choices, narrowing.since, narrowing.until, size=0)
    wanted = FacetRequest(FACETS[field], size=size or ALL, order=FacetOrder(order), contains=contains)
    with open_archive(data) as archive:
        facet = archive.service.facet(request, wanted)
    print_problems(read_query.problems)
    writers = {"text": facet_values.as_text, "json": facet_values.as_json, "csv": facet_values.as_csv}
    for chunk in writers[form](facet, Style(colour=colour_wanted())):
        click.echo(chunk, nl=False)
    return 0 if any(value.count for value in facet.values) else 1
