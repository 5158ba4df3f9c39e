"""`dateline stats`: what the archive holds."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import data_option, format_option

EXAMPLES = """\b
Examples:
  dateline stats
  dateline stats --format json
"""


@click.command(epilog=EXAMPLES)
@format_option()
@data_option
def command(*, form: str, data: Path) -> int:
    """Say how many articles, sources, countries and rejects the archive has, and its size on disk."""
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
