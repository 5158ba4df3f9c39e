"""`dateline official`: one office holder, and why it is believed."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import colour_wanted, data_option, format_option, most_option

EXAMPLES = """\b
Examples:
  dateline official az-zakir-hasanov
  dateline official az-zakir-hasanov -n 100 --format json
\b
The key of a joined spelling shows the person; `dateline officials NAME` tells the keys.
Exit codes: 0 shown, 1 there is nobody with this key, 2 an error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("key")
@most_option(10, "At most so many claims.")
@format_option()
@data_option
def command(*, key: str, most: int, form: str, data: Path) -> int:
    """Show the office holder with this KEY: spellings, offices, claims with their sentences, and conflicts."""
    import msgspec

    from dateline.archive.reading import open_archive
    from dateline.cli.output import official_text
    from dateline.cli.output.terminal import Style

    with open_archive(data) as archive:
        views = archive.officials.official(key, most)
    style = Style(colour=colour_wanted())
    for number, view in enumerate(views):
        if form == "json":
            click.echo(msgspec.json.encode(view))
        else:
            click.echo(("\n" if number else "") + "".join(official_text.one(view, style)), nl=False)
    if not views:
        click.echo(f"dateline: no official {key}", err=True)
    return 0 if views else 1
