"""`dateline rejects`: input that could not be read."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import data_option, format_option

EXAMPLES = """\b
Examples:
  dateline rejects
  dateline rejects --format json
  dateline rejects --retry          after you fixed the files
\b
Exit codes: 0 no rejects, 1 some rejects, 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.option("--retry", is_flag=True, help="First read the inputs with rejects again.")
@format_option()
@data_option
def command(*, retry: bool, form: str, data: Path) -> int:
    """List input that could not be read, with the place and the reason."""
    import msgspec

    from dateline.archive.reading import open_archive
    from dateline.archive.writing import retry_rejects
    from dateline.cli.output.terminal import safe

    if retry:
        from dateline.cli.output import summary
        from dateline.cli.progress import Progress

        with Progress() as progress:
            done = retry_rejects(data, on_progress=progress.show)
        for line in summary.lines(done):
            click.echo(line, err=True)
    found = 0
    with open_archive(data) as archive:
        for reject in archive.rejects():
            found += 1
            click.echo(msgspec.json.encode(reject) if form == "json" else safe(f"{reject.place}: {reject.reason}"))
    return 1 if found else 0
