"""`dateline index`: add articles to the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import data_option, format_option
from dateline.cli.reading import reading_options

if TYPE_CHECKING:
    from dateline.index.formats.options import ReadOptions

EXAMPLES = """\b
Examples:
  dateline index reports/                        every file of a folder
  dateline index archive.jsonl.gz news.zip       the format is recognised by the content
  cat today.jsonl | dateline index - --source 'Sample Wire'
  dateline index table.csv --map headline=TITLE --map published=DAY
\b
It is safe to index the same files again: unchanged articles are skipped, and a changed article
becomes a new revision.
Exit codes: 0 done, 1 some input was rejected (see `dateline rejects`), 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@reading_options
@click.option(
    "--engine",
    envvar="DATELINE_ENGINE",
    show_envvar=True,
    metavar="NAME",
    help="Engine of a new archive: tantivy, whoosh or opensearch.  [default: tantivy if installed, else whoosh]",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    envvar="DATELINE_WORKERS",
    show_envvar=True,
    help="Number of processes that extract metadata.  [default: one per core]",
)
@format_option()
@data_option
def command(
    *,
    sources: tuple[str, ...],
    reading: ReadOptions,
    engine: str | None,
    workers: int | None,
    form: str,
    data: Path,
) -> int:
    """Add articles from files, folders, archives, web archives, mailboxes or standard input (-)."""
    import msgspec

    from dateline.archive.rejects import retry_outdated
    from dateline.archive.writing import index_into
    from dateline.cli.output import summary
    from dateline.cli.progress import Progress

    with Progress() as progress:
        done = index_into(
            data,
            sources,
            reading,
            engine=engine,
            workers=workers,
            on_engine=lambda choice: click.echo(choice, err=True),
            on_progress=progress.show,
        )
        again = retry_outdated(data, on_progress=progress.show)
    if again is not None:
        click.echo("inputs that an earlier version of Dateline rejected were read again:", err=True)
        for line in summary.lines(again):
            click.echo(line, err=True)
    if form == "json":
        click.echo(msgspec.json.encode(done))
    else:
        for line in summary.lines(done):
            click.echo(line, err=True)
    return 1 if done.rejected else 0
