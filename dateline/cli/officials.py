"""`dateline officials`: who holds or held office, across all articles."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import colour_wanted, data_option, format_option, most_option

EXAMPLES = """\b
Examples:
  dateline officials
  dateline officials hasanov
  dateline officials 'zakir gasanov' --format json
\b
Every spelling that the archive has joined finds the person. Without QUERY, all are listed.
Exit codes: 0 something was found, 1 nothing was found, 2 an error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("query", nargs=-1)
@most_option(20)
@format_option()
@data_option
def command(*, query: tuple[str, ...], most: int, form: str, data: Path) -> int:
    """List office holders whose names hold the words of QUERY, those of most articles first."""
    import msgspec

    from dateline.archive.reading import open_archive
    from dateline.cli.output import official_text
    from dateline.cli.output.terminal import Style

    with open_archive(data) as archive:
        found = archive.officials.find(" ".join(query), most)
    if form == "json":
        click.echo(msgspec.json.encode(found))
    else:
        click.echo("".join(official_text.found(found, Style(colour=colour_wanted()))), nl=False)
    return 0 if found.officials else 1
