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
Exit codes: 0 something was found, 1 nothing was found, 2 an error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("query", nargs=-1)
@narrowing_options
@strict_option
@data_option
def command(*, query: tuple[str, ...], narrowing: Narrowing, strict: bool, data: Path) -> int:
    """Print how many articles match QUERY, exactly; without a QUERY, how many there are."""
    from dateline.archive.reading import open_archive
    from dateline.cli.asking import read, report_problems

    request = Request(read(" ".join(query), strict=strict), narrowing.choices, narrowing.since, narrowing.until, size=0)
    with open_archive(data) as archive:
        results = archive.service.search(request)
    report_problems(results.problems)
    click.echo(results.total.count)
    return 0 if results.total.count else 1
