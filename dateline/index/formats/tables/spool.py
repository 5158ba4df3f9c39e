"""Copies of inputs on disk, for formats that are read from their end; memory stays constant."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.index.sources.blob import Blob


@contextmanager
def spooled(blob: Blob) -> Generator[Path, None, None]:
    """Write the rest of an input to a temporary file; it is removed at the end."""
    with TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / "table"
        with path.open("wb") as file:
            shutil.copyfileobj(blob.stream, file, 1 << 20)
        yield path
