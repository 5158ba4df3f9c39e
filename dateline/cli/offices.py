"""`dateline offices`: who held which office of a country."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import colour_wanted, data_option, format_option, limit_option

EXAMPLES = """\b
Examples:
  dateline offices AZ
  dateline offices belarus --format json
  dateline offices US -n 3
  dateline offices none
\b
The days are those on which the articles were published. `none` lists offices whose country is unknown.
Exit codes: 0 found, 1 nothing found, 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("country")
@limit_option(10, "Maximum number of officials per office, most articles first.")
@format_option()
@data_option
def command(*, country: str, limit: int, form: str, data: Path) -> int:
    """Show who held which office of COUNTRY: first and last seen, with both sentences, and in how many articles."""
    import msgspec

    from dateline.archive.reading import open_archive
    from dateline.cli.output import official_text
    from dateline.cli.output.terminal import Style

    with open_archive(data) as archive:
        found = archive.officials.offices(country, limit)
    if form == "json":
        click.echo(msgspec.json.encode(found))
    else:
        click.echo("".join(official_text.offices(found, Style(colour=colour_wanted()))), nl=False)
    return 0 if found.holders else 1
