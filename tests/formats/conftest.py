"""Reads bytes as the content of a file, for the tests of formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Outcome
from dateline.index.read import read

Reader = Callable[..., list[Outcome]]


@pytest.fixture(scope="session")
def read_bytes(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Returns a function that writes bytes to a file of a given name and reads it."""
    folder = tmp_path_factory.mktemp("inputs")

    def reader(content: bytes, name: str = "a.txt", options: ReadOptions | None = None) -> list[Outcome]:
        path: Path = folder / name
        path.write_bytes(content)
        return list(read([str(path)], options or ReadOptions()))

    return reader
