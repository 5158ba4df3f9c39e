"""The embedded engine without compiled code: Whoosh (see `dateline.search.engine.EngineKind`)."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from dateline.index.writer import IndexWriter
from dateline.search.engine import Engine
from dateline.search.engines import announce, bytes_outside, drop
from dateline.search.engines.whoosh.reader import WhooshReader
from dateline.search.engines.whoosh.schema import SCHEMA_VERSION
from dateline.search.engines.whoosh.writer import WhooshWriter, create

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

ENGINE = "whoosh"


def engine_version() -> str:
    """Return the versions of Whoosh and of our schema."""
    return f"{version('whoosh')}/{SCHEMA_VERSION}"


def open_reader(folder: Path) -> Engine:
    """Open a generation for reading."""
    return WhooshReader(folder)


def open_writer(folder: Path) -> IndexWriter:
    """Open a generation for writing."""
    return WhooshWriter(folder)
