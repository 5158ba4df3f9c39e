"""`dateline serve`: the web front end."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import data_option

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

EXAMPLES = """\b
Examples:
  dateline serve
  dateline serve --host 0.0.0.0 --port 80 --workers 2
  dateline serve --allow-origin https://example.org
"""
TRY = (
    "country:belarus minister:khrenin defence cooperation",
    "office:foreign date:2023",
    '"peace agreement" OR ceasefire',
)


@click.command(epilog=EXAMPLES)
@click.option("--host", default="127.0.0.1", show_default=True, envvar="DATELINE_HOST", help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    type=click.IntRange(0, 65535),
    show_default=True,
    envvar="DATELINE_PORT",
    help="Port to listen on; 0 takes a free one.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    envvar="DATELINE_WORKERS",
    help="Processes that answer.  [default: one a core]",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    envvar="DATELINE_ALLOW_ORIGIN",
    help="Let scripts of this site read replies: https://example.org, or * for any. Repeatable.  [default: none]",
)
@data_option
def command(*, host: str, port: int, workers: int | None, origins: tuple[str, ...], data: Path) -> int:
    """Serve the archive's pages until stopped with Ctrl-C. The pages cannot change the archive."""
    from dateline.archive.reading import open_archive
    from dateline.web.server import serve
    from dateline.web.workers import usable_cores

    # What is wrong with the archive is told here, once, and what must be done before it is asked is done.
    with open_archive(data) as archive:
        engine = str(archive.engine)
    opened = partial(_opened, data, origins)
    serve(opened, host, port, workers=workers or usable_cores(), on_ready=partial(_tell, engine))
    return 0


@contextmanager
def _opened(data: Path, origins: tuple[str, ...]) -> Generator[WSGIApplication]:
    from dateline.archive.reading import open_archive
    from dateline.web.app import create_app

    with open_archive(data) as archive:
        yield create_app(archive.service, archive.officials, origins=origins)


def _tell(engine: str, address: str) -> None:
    """Print the address, three searches to try, and which engine answers."""
    from urllib.parse import quote_plus

    click.echo(f"Dateline is at {address}  (Ctrl-C stops it). Three searches to try:")
    for query in TRY:
        click.echo(f"  {address.rstrip('/')}/search?q={quote_plus(query, safe=':')}")
    click.echo(engine)
