"""`dateline reindex`: a new index from the stored articles."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import data_option

EXAMPLES = """\b
Examples:
  dateline reindex
  dateline reindex --engine whoosh
  DATELINE_OPENSEARCH=http://search-1:9200 dateline reindex --engine opensearch
  dateline reindex --extract
\b
What the data folder says of sources (`dateline.toml`) and its corrections (`corrections.toml`) come into force.
"""


@click.command(epilog=EXAMPLES)
@click.option(
    "--engine",
    metavar="NAME",
    envvar="DATELINE_ENGINE",
    help="Engine to build for: tantivy, whoosh or opensearch.  [default: as now]",
)
@click.option("--extract", "again", is_flag=True, help="First read metadata anew that older rules have read.")
@data_option
def command(*, engine: str | None, again: bool, data: Path) -> int:
    """Build the index anew; the old one serves until the new one is complete."""
    from dateline.archive.writing import extract_again, rebuild
    from dateline.cli.progress import Progress

    with Progress() as progress:
        if again:
            read = extract_again(data, on_progress=progress.show_read_anew)
            click.echo(f"metadata of {read:,} articles read anew", err=True)
        report = rebuild(data, engine=engine, on_progress=progress.show_indexed)
    if report.changed:
        click.echo(f"{report.changed:,} articles changed by settings, corrections or newer rules", err=True)
    for left in report.left:
        click.echo(left, err=True)
    click.echo(f"{report.articles:,} articles indexed with {report.engine} in {report.seconds:.1f} s", err=True)
    return 0
