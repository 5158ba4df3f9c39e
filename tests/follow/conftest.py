"""A server for each test."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.follow.server import Site, running


@pytest.fixture
def site() -> Generator[Site, None, None]:
    with running() as started:
        yield started
