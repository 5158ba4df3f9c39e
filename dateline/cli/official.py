"""`dateline official`: one official, with the evidence."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import colour_wanted, data_option, format_option, limit_option

EXAMPLES = """\b
Examples:
  dateline official az-zakir-hasanov
  dateline official az-zakir-hasanov -n 100 --format json
\b
`dateline officials NAME` lists keys. The key of any spelling finds the person.
Exit codes: 0 found, 1 nobody has this key, 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("key")
@limit_option(10, "Maximum number of claims.")
@format_option()
@data_option
def command(*, key: str, limit: int, form: str, data: Path) -> int:
    """Show the official with this KEY: spellings, offices, conflicts, and claims with their sentences."""
    import msgspec

    from dateline.archive.reading import open_archive
    from dateline.cli.output import official_text
    from dateline.cli.output.terminal import Style

    with open_archive(data) as archive:
        views = archive.officials.official(key, limit)
    style = Style(colour=colour_wanted())
    for number, view in enumerate(views):
        if form == "json":
            click.echo(msgspec.json.encode(view))
        else:
            click.echo(("\n" if number else "") + "".join(official_text.one(view, style)), nl=False)
    if not views:
        click.echo(f"dateline: no official {key}", err=True)
    return 0 if views else 1
