"""`dateline watch`: add articles as their files arrive in folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import data_option, format_option
from dateline.cli.reading import reading_options
from dateline.cli.stopping import print_each, say, seconds_option, stopped_by_signal

if TYPE_CHECKING:
    from dateline.index.formats.options import ReadOptions

EXAMPLES = """\b
Examples:
  dateline watch /srv/wire/in/
  dateline watch in/ --once --source 'Sample Wire'
  dateline watch in/ --every 60 --settle 10
\b
Write a file under a hidden name, or one that ends in .part or .tmp, and rename it when it is
complete: it is read at once. Any other file is read when it has not changed for some seconds.
Exit codes: 0 stopped, 1 with --once: some input was rejected (see `dateline rejects`), 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...")
@click.option("--once", is_flag=True, help="Read what is there, and end.")
@seconds_option("--every", 5.0, click.FloatRange(min=0, min_open=True), "Time between two looks at the folders.")
@seconds_option("--settle", 2.0, click.FloatRange(min=0), "For how long a complete file has not changed.")
@reading_options
@format_option()
@data_option
def command(
    *,
    folders: tuple[str, ...],
    once: bool,
    every: float,
    settle: float,
    reading: ReadOptions,
    form: str,
    data: Path,
) -> int:
    """Add articles as their files arrive in folders, until you press Ctrl-C."""
    from dateline.archive.watching import Watch
    from dateline.cli.output.summary import line

    rejected = 0
    with stopped_by_signal() as is_stopped:
        watch = Watch(
            data,
            folders,
            reading,
            settle=settle,
            is_stopped=is_stopped,
            on_message=say,
        )
        for summary in print_each(watch.look_twice() if once else watch.look_forever(every), form, line):
            rejected += summary.rejected
    return 1 if once and rejected else 0
