"""`dateline show`: whole articles with their metadata and evidence."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import colour_wanted, data_option, format_option

EXAMPLES = """\b
Examples:
  dateline show 000_84752a526cea65ab
  dateline show reuters21578-1 --format json
  dateline search talks --format ids -0 | xargs -0 dateline show
\b
Exit codes: 0 shown, 1 at least one id is not in the archive, 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@format_option()
@data_option
def command(*, ids: tuple[str, ...], form: str, data: Path) -> int:
    """Show whole articles: text, countries and officials, with the words that name them."""
    import msgspec

    from dateline.archive.reading import open_archive
    from dateline.cli.output import article_text
    from dateline.cli.output.terminal import Style

    style = Style(colour=colour_wanted())
    missing = 0
    with open_archive(data) as archive:
        for number, article_id in enumerate(ids):
            view = archive.service.article(article_id)
            if view is None:
                click.echo(f"dateline: no article {article_id}", err=True)
                missing += 1
            elif form == "json":
                click.echo(msgspec.json.encode(view.article))
            else:
                click.echo(("\n" if number else "") + "".join(article_text.write(view, style)), nl=False)
    return 1 if missing else 0
