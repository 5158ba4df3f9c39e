"""The archive of the sample reports, opened as a program would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline


@pytest.fixture(scope="module")
def archive(sample_data: Path) -> Iterator[dateline.Archive]:
    with dateline.open(sample_data) as opened:
        yield opened
