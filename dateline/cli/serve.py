"""`dateline serve`: the web pages."""

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
\b
Exit codes: 0 stopped, 2 error.
"""
EXAMPLE_SEARCHES = (
    "country:belarus minister:khrenin defence cooperation",
    "office:foreign date:2023",
    '"peace agreement" OR ceasefire',
)


@click.command(epilog=EXAMPLES)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    envvar="DATELINE_HOST",
    show_envvar=True,
    help="Address to listen on.",
)
@click.option(
    "--port",
    default=8000,
    type=click.IntRange(0, 65535),
    show_default=True,
    envvar="DATELINE_PORT",
    show_envvar=True,
    help="Port to listen on; 0 picks a free port.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    envvar="DATELINE_WORKERS",
    show_envvar=True,
    help="Number of server processes.  [default: one per core]",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    envvar="DATELINE_ALLOW_ORIGIN",
    show_envvar=True,
    help="Allow scripts from this site to read replies (CORS): https://example.org, or * for any site. Repeatable."
    "  [default: none]",
)
@data_option
def command(*, host: str, port: int, workers: int | None, origins: tuple[str, ...], data: Path) -> int:
    """Serve the web pages until you press Ctrl-C. The pages cannot change the archive."""
    from dateline.archive.reading import open_archive
    from dateline.web.server import serve
    from dateline.web.workers import usable_cores

    # Opening the archive here reports its errors once and completes its index before the workers start.
    with open_archive(data) as archive:
        engine = str(archive.engine)
    opened = partial(_opened, data, origins)
    serve(opened, host, port, workers=workers or usable_cores(), on_ready=partial(_announce, engine))
    return 0


@contextmanager
def _opened(data: Path, origins: tuple[str, ...]) -> Generator[WSGIApplication]:
    from dateline.archive.reading import open_archive
    from dateline.web.app import create_app

    with open_archive(data) as archive:
        yield create_app(archive.service, archive.officials, origins=origins)


def _announce(engine: str, address: str) -> None:
    """Print the address, three example searches, and the engine."""
    from urllib.parse import quote_plus

    click.echo(f"Dateline is running at {address}  (press Ctrl-C to stop). Three searches to try:")
    for query in EXAMPLE_SEARCHES:
        click.echo(f"  {address.rstrip('/')}/search?q={quote_plus(query, safe=':')}")
    click.echo(engine)
