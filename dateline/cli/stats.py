"""`dateline stats`: the size of the archive."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import data_option, format_option

EXAMPLES = """\b
Examples:
  dateline stats
  dateline stats --format json
\b
Exit codes: 0 shown, 2 error.
"""


@click.command(epilog=EXAMPLES)
@format_option()
@data_option
def command(*, form: str, data: Path) -> int:
    """Show the number of articles, sources, countries and rejects, the engine, and the size on disk."""
    import msgspec

    from dateline.archive.reading import open_archive

    with open_archive(data) as archive:
        figures = archive.figures()
    if form == "json":
        click.echo(msgspec.json.encode(figures))
        return 0
    for name, value in msgspec.to_builtins(figures).items():
        shown = f"{value:,}" if isinstance(value, int) else value
        click.echo(f"{name.replace('_', ' '):<16}{shown if shown is not None else '-'}")
    return 0
