"""`dateline sources`: publishers and their home countries."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import colour_wanted, data_option, format_option, limit_option

EXAMPLES = """\b
Examples:
  dateline sources
  dateline sources --suggest
  dateline sources --format json
\b
The home country of a source is used if an article names no country. Set it in `dateline.toml` in the
data folder:
  [sources]
  "Sample Wire Caucasus" = "AZ"
  "sample-*" = "BY"
and run `dateline reindex`. `--suggest` prints such lines for you to check and copy.
Exit codes: 0 found, 1 nothing found, 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.option("--suggest", is_flag=True, help="Suggest home countries: those that most articles of a source are about.")
@limit_option(100)
@format_option()
@data_option
def command(*, suggest: bool, limit: int, form: str, data: Path) -> int:
    """List sources with their number of articles and home country."""
    import msgspec

    from dateline.archive.reading import open_archive
    from dateline.cli.output import source_text
    from dateline.cli.output.terminal import Style

    with open_archive(data) as archive:
        found = archive.sources.suggested(limit) if suggest else archive.sources.all(limit)
    if form == "json":
        click.echo(msgspec.json.encode(found))
    else:
        write = source_text.suggested if suggest else source_text.listed
        click.echo("".join(write(found, Style(colour=colour_wanted()))), nl=False)
    return 0 if found.sources else 1
