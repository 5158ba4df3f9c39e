"""Fixtures: the engines that these tests run on."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import settings

from dateline.archive.engines import EMBEDDED, ENGINES
from dateline.search.engine import EngineKind

# Assertions in these modules show both sides, as in tests.
for module in ("conformance", "contract", "history"):
    pytest.register_assert_rewrite(f"tests.engine.{module}")

from tests.engine.effort import ACROSS_MACHINES, USUAL  # noqa: E402
from tests.engine.opened import OpenService, opened  # noqa: E402 - after the line above


@pytest.fixture(scope="session")
def kind(engine: str, tmp_path_factory: pytest.TempPathFactory) -> EngineKind:
    """Each engine in turn; a new one needs no new test code."""
    return ENGINES[engine](tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="session")
def effort(engine: str) -> settings:
    """The number of examples for properties."""
    return USUAL if engine in EMBEDDED else ACROSS_MACHINES


@pytest.fixture(scope="session")
def open_service(kind: EngineKind) -> OpenService:
    """A function that opens a service over articles, on each engine."""
    return partial(opened, kind)
