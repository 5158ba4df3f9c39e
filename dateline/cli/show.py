"""`dateline show`: whole articles with their metadata and evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import colour_wanted, data_option, format_option

if TYPE_CHECKING:
    from dateline.cli.output.terminal import Style
    from dateline.search.service import SearchService

EXAMPLES = """\b
Examples:
  dateline show 000_84752a526cea65ab
  dateline show reuters21578-1 --format json
  dateline show reuters21578-1 --versions       what its source changed
  dateline search talks --format ids -0 | xargs -0 dateline show
\b
Exit codes: 0 shown, 1 at least one id is not in the archive or was withdrawn, 2 error.
"""


@click.command(epilog=EXAMPLES)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--versions", is_flag=True, help="Show all versions, newest first, with the words that changed.")
@format_option()
@data_option
def command(*, ids: tuple[str, ...], versions: bool, form: str, data: Path) -> int:
    """Show whole articles: text, countries and officials, with the words that name them."""
    from dateline.archive.reading import open_archive
    from dateline.cli.output.terminal import Style

    style = Style(colour=colour_wanted())
    missing = 0
    with open_archive(data) as archive:
        write = _versions if versions else _article
        for number, article_id in enumerate(ids):
            text = write(archive.service, article_id, form, style)
            if text is None:
                click.echo(f"dateline: {_why_missing(archive.service, article_id)}", err=True)
                missing += 1
            else:
                click.echo(("\n" if number and form == "text" else "") + text, nl=False)
    return 1 if missing else 0


def _article(service: SearchService, article_id: str, form: str, style: Style) -> str | None:
    import msgspec

    from dateline.cli.output import article_text

    view = service.article(article_id)
    if view is None:
        return None
    return (
        f"{msgspec.json.encode(view.article).decode()}\n"
        if form == "json"
        else "".join(article_text.write(view, style))
    )


def _versions(service: SearchService, article_id: str, form: str, style: Style) -> str | None:
    import msgspec

    from dateline.cli.output import versions_text

    versions = service.versions(article_id)
    if not versions:
        return None
    return (
        f"{msgspec.json.encode(versions).decode()}\n"
        if form == "json"
        else "".join(versions_text.write(versions, style))
    )


def _why_missing(service: SearchService, article_id: str) -> str:
    withdrawal = service.withdrawal(article_id)
    if withdrawal is None:
        return f"no article {article_id}"
    return f"article {article_id}: {withdrawal.reason} on {withdrawal.at:%Y-%m-%d}"
