"""`dateline sources`: publishers and the countries they report from."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import colour_wanted, data_option, format_option, most_option

EXAMPLES = """\b
Examples:
  dateline sources
  dateline sources --suggest
  dateline sources --format json
\b
A home country is used where an article names no country. It is set in `dateline.toml` in the data folder:
  [sources]
  "Sample Wire Caucasus" = "AZ"
  "sample-*" = "BY"
and comes into force with `dateline reindex`. `--suggest` prints such lines, ready to be checked and copied.
Exit codes: 0 something was found, 1 nothing was found, 2 an error.
"""


@click.command(epilog=EXAMPLES)
@click.option("--suggest", is_flag=True, help="Suggest homes: countries that most articles of a source are about.")
@most_option(100)
@format_option()
@data_option
def command(*, suggest: bool, most: int, form: str, data: Path) -> int:
    """List sources with their articles and home countries."""
    import msgspec

    from dateline.archive.reading import open_archive
    from dateline.cli.output import source_text
    from dateline.cli.output.terminal import Style

    with open_archive(data) as archive:
        found = archive.sources.suggested(most) if suggest else archive.sources.all(most)
    if form == "json":
        click.echo(msgspec.json.encode(found))
    else:
        write = source_text.suggested if suggest else source_text.listed
        click.echo("".join(write(found, Style(colour=colour_wanted()))), nl=False)
    return 0 if found.sources else 1
