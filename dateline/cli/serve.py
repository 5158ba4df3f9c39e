"""`dateline serve`: the web front end."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from dateline.cli.options import data_option

EXAMPLES = """\b
Examples:
  dateline serve
  dateline serve --host 0.0.0.0 --port 80 --workers 2
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
@click.option("--workers", type=click.IntRange(min=1), envvar="DATELINE_WORKERS", help="Requests answered at a time.")
@data_option
def command(*, host: str, port: int, workers: int | None, data: Path) -> int:
    """Serve the archive's pages until stopped with Ctrl-C. The pages cannot change the archive."""
    from dateline.web.app import create_app
    from dateline.web.server import serve
    from dateline.wiring import open_archive

    with open_archive(data) as archive:
        serve(create_app(archive.service), host, port, workers=workers, on_ready=partial(_tell, str(archive.engine)))
    return 0


def _tell(engine: str, address: str) -> None:
    """Print the address, three searches to try, and which engine answers."""
    from urllib.parse import quote_plus

    click.echo(f"Dateline is at {address}  (Ctrl-C stops it). Three searches to try:")
    for query in TRY:
        click.echo(f"  {address.rstrip('/')}/search?q={quote_plus(query, safe=':')}")
    click.echo(engine)
