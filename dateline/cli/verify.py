"""`dateline verify`: look for damage."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import data_option

EXAMPLES = """\b
Example:
  dateline verify
\b
Exit codes: 0 nothing is wrong, 2 something is; each finding is a line with what to do.
"""


@click.command(epilog=EXAMPLES)
@data_option
def command(*, data: Path) -> int:
    """Check store, index and what lies between them: every article readable, every count equal."""
    from dateline.archive.checking import verify

    report = verify(data)
    for finding in report.findings:
        click.echo(f"dateline: {finding}", err=True)
    if report.findings:
        return 2
    click.echo(f"{report.articles:,} articles stored and indexed ({report.engine}), nothing wrong")
    return 0
