"""The archive of a new user: the sample articles, indexed and served by the commands of the README."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import REPOSITORY, missing

DATELINE = (sys.executable, "-m", "dateline")


@contextmanager
def served(data: Path, *more: Path) -> Generator[str]:
    """Index the sample articles and `more` into `data`, serve them, and return the printed address."""
    if not any((REPOSITORY / "seeds").rglob("*.txt")):
        missing("samples", "no articles in seeds/")
    reading = [*DATELINE, "index", "--data", str(data), "seeds", *map(str, more)]
    subprocess.run(reading, cwd=REPOSITORY, check=True, capture_output=True)
    command = [*DATELINE, "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        line: str = server.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http://")).rstrip("/")
        server.terminate()
        assert server.wait(timeout=20) == 0
