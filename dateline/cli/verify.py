"""`dateline verify`: check the archive for damage."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import data_option

EXAMPLES = """\b
Example:
  dateline verify
\b
Each problem found is one line that says what to do.
Exit codes: 0 no problem found, 2 problems found or error.
"""


@click.command(epilog=EXAMPLES)
@data_option
def command(*, data: Path) -> int:
    """Check that every stored article can be read and that the store and the index agree."""
    from dateline.archive.checking import verify

    report = verify(data)
    for finding in report.findings:
        click.echo(f"dateline: {finding}", err=True)
    if report.findings:
        return 2
    click.echo(f"{report.articles:,} articles stored and indexed ({report.engine}), no problem found")
    return 0
