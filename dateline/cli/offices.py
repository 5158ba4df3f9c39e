"""`dateline offices`: who held which office of a country."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import colour_wanted, data_option, format_option, most_option

EXAMPLES = """\b
Examples:
  dateline offices AZ
  dateline offices belarus --format json
  dateline offices US -n 3
  dateline offices none
\b
Days are those on which articles that say so were published. `none` is offices of no known country.
Exit codes: 0 something was found, 1 nothing was found, 2 an error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("country")
@most_option(10, "At most so many of each office, those of most articles.")
@format_option()
@data_option
def command(*, country: str, most: int, form: str, data: Path) -> int:
    """Say who held which office of COUNTRY: first and last seen, each with its sentence, and in how many articles."""
    import msgspec

    from dateline.archive.reading import open_archive
    from dateline.cli.output import official_text
    from dateline.cli.output.terminal import Style

    with open_archive(data) as archive:
        found = archive.officials.offices(country, most)
    if form == "json":
        click.echo(msgspec.json.encode(found))
    else:
        click.echo("".join(official_text.offices(found, Style(colour=colour_wanted()))), nl=False)
    return 0 if found.holders else 1
