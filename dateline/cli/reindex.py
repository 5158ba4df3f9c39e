"""`dateline reindex`: rebuild the index from the stored articles."""

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
This also applies changes to `[sources]` in `dateline.toml` and to `corrections.toml`.
Exit codes: 0 done, 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.option(
    "--engine",
    metavar="NAME",
    envvar="DATELINE_ENGINE",
    show_envvar=True,
    help="Engine of the new index: tantivy, whoosh or opensearch.  [default: the current engine]",
)
@click.option(
    "--extract", "re_extract", is_flag=True, help="First extract metadata again where the rules have changed since."
)
@data_option
def command(*, engine: str | None, re_extract: bool, data: Path) -> int:
    """Rebuild the index. Searches use the old index until the new one is complete."""
    from dateline.archive.writing import extract_again, rebuild
    from dateline.cli.progress import Progress

    with Progress() as progress:
        if re_extract:
            read = extract_again(data, on_progress=progress.show_re_extracted)
            click.echo(f"metadata of {read:,} articles extracted again", err=True)
        report = rebuild(data, engine=engine, on_progress=progress.show_indexed)
    if report.changed:
        click.echo(f"{report.changed:,} articles changed by settings, corrections or new rules", err=True)
    for left in report.left:
        click.echo(left, err=True)
    click.echo(f"{report.articles:,} articles indexed with {report.engine} in {report.seconds:.1f} s", err=True)
    return 0
