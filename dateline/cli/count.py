"""`dateline count`: the number of articles that match."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import Narrowing, data_option, narrowing_options, strict_option
from dateline.search.request import Request

EXAMPLES = """\b
Examples:
  dateline count
  dateline count 'country:belarus minister:khrenin'
  dateline count 'oil OR opec' --country SA --from 1987-03-01
\b
Exit codes: 0 found, 1 nothing found, 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("query", nargs=-1)
@narrowing_options
@strict_option
@data_option
def command(*, query: tuple[str, ...], narrowing: Narrowing, strict: bool, data: Path) -> int:
    """Print the exact number of articles that match QUERY, or of all articles if there is no QUERY."""
    from dateline.archive.reading import open_archive
    from dateline.cli.queries import print_problems, read

    request = Request(read(" ".join(query), strict=strict), narrowing.choices, narrowing.since, narrowing.until, size=0)
    with open_archive(data) as archive:
        results = archive.service.search(request)
    print_problems(results.problems)
    click.echo(results.total.count)
    return 0 if results.total.count else 1
