"""Applications that another process can import by name and serve."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager

from flask import Flask


def _page() -> str:
    return "here"


def _process() -> str:
    return str(os.getpid())


def _slow() -> str:
    sys.stdout.write("received\n")
    sys.stdout.flush()
    time.sleep(0.5)
    return "late " * 100_000


@contextmanager
def opened() -> Generator[Flask]:
    """A few pages."""
    app = Flask("sample")
    app.add_url_rule("/", view_func=_page)
    app.add_url_rule("/process", view_func=_process)
    app.add_url_rule("/slow", view_func=_slow)
    yield app


def broken() -> AbstractContextManager[Flask]:
    """An application that cannot be opened."""
    raise RuntimeError("nothing to open")
