"""`dateline reindex`: a new index from the stored articles."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import data_option

EXAMPLES = """\b
Examples:
  dateline reindex
  dateline reindex --engine tantivy
"""


@click.command(epilog=EXAMPLES)
@click.option("--engine", metavar="NAME", envvar="DATELINE_ENGINE", help="Engine to build for.  [default: as now]")
@data_option
def command(*, engine: str | None, data: Path) -> int:
    """Build the index anew; the old one serves until the new one is complete."""
    from dateline.cli.progress import Progress
    from dateline.wiring import rebuild

    with Progress() as progress:
        report = rebuild(data, engine=engine, on_progress=progress.show_indexed)
    click.echo(f"{report.articles:,} articles indexed with {report.engine} in {report.seconds:.1f} s", err=True)
    return 0
