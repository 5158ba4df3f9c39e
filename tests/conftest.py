"""What tests share: where the corpora are, when they are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
REQUIRED = os.environ.get("DATELINE_TESTS_REQUIRE", "").split(",")
"""Names of things (`browser`, `corpora`) whose absence fails a test instead of skipping it; CI names all."""


def missing(name: str, reason: str) -> None:
    """Skip this test because `name` is not here, or fail it where that is required."""
    if name in REQUIRED:
        pytest.fail(f"{name} is required but missing: {reason}")
    pytest.skip(f"{name}: {reason}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora, labelled reports and format samples, beside the repository."""
    folder = Path(os.environ.get("DATELINE_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "gold").is_dir():
        missing("corpora", f"no folder {folder}")
    return folder
