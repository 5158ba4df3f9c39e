"""The default embedded engine: Tantivy, compiled and memory-mapped (see `dateline.search.engine.EngineKind`)."""

from __future__ import annotations

from pathlib import Path

import tantivy

from dateline.index.writer import IndexWriter
from dateline.search.engine import Engine
from dateline.search.engines import announce, bytes_outside, drop
from dateline.search.engines.tantivy.reader import TantivyReader, open_index
from dateline.search.engines.tantivy.schema import SCHEMA_VERSION
from dateline.search.engines.tantivy.writer import TantivyWriter, create

__all__ = [
    "ENGINE",
    "announce",
    "bytes_outside",
    "create",
    "drop",
    "engine_version",
    "open_reader",
    "open_writer",
]

ENGINE = "tantivy"


def engine_version() -> str:
    """Return the versions of Tantivy, which its files depend on, and of our schema."""
    # Its stubs lack `__version__`; `importlib.metadata` would cost each command 20 ms.
    banner = str(vars(tantivy)["__version__"])
    version = banner.removeprefix("tantivy v").partition(",")[0]
    return f"{version}/{SCHEMA_VERSION}"


def open_reader(folder: Path) -> Engine:
    """Open a generation for reading."""
    return TantivyReader(folder)


def open_writer(folder: Path) -> IndexWriter:
    """Open a generation for writing."""
    return TantivyWriter(open_index(folder))
