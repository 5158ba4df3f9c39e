"""Serve the pages of the archive in memory: `python -m tests.browser.sample`."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date

from flask import Flask

from dateline.web.app import create_app
from dateline.web.server import serve
from tests.web.memory import MemoryArchive
from tests.web.memory_people import officials_of


@contextmanager
def opened() -> Generator[Flask]:
    """The application, with a fixed day."""
    archive = MemoryArchive()
    yield create_app(archive, officials_of(archive), today=lambda: date(2024, 6, 1))


def main() -> None:
    """Serve, and print the address."""
    serve(opened, "127.0.0.1", 0, 1, _tell)


def _tell(address: str) -> None:
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
