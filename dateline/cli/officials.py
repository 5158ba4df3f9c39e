"""`dateline officials`: everybody who holds or held an office, across all articles."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import colour_wanted, data_option, format_option, limit_option

EXAMPLES = """\b
Examples:
  dateline officials
  dateline officials hasanov
  dateline officials 'zakir gasanov' --format json
\b
A person is found under every spelling. Without QUERY, all officials are listed.
Exit codes: 0 found, 1 nothing found, 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("query", nargs=-1)
@limit_option(20)
@format_option()
@data_option
def command(*, query: tuple[str, ...], limit: int, form: str, data: Path) -> int:
    """List officials whose names contain the words of QUERY, most articles first."""
    import msgspec

    from dateline.archive.reading import open_archive
    from dateline.cli.output import official_text
    from dateline.cli.output.terminal import Style

    with open_archive(data) as archive:
        found = archive.officials.find(" ".join(query), limit)
    if form == "json":
        click.echo(msgspec.json.encode(found))
    else:
        click.echo("".join(official_text.found(found, Style(colour=colour_wanted()))), nl=False)
    return 0 if found.officials else 1
