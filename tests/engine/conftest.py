"""The engines that the tests of this room run on."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import settings

from dateline.archive.engines import EMBEDDED, ENGINES
from dateline.search.engine import EngineKind

# What fails in these shows both sides, as in the tests that call them.
for module in ("conformance", "contract", "history"):
    pytest.register_assert_rewrite(f"tests.engine.{module}")

from tests.engine.effort import ACROSS_MACHINES, USUAL  # noqa: E402
from tests.engine.opened import OpenService, opened  # noqa: E402 - after the line above


@pytest.fixture(scope="session")
def kind(engine: str, tmp_path_factory: pytest.TempPathFactory) -> EngineKind:
    """Every engine there is; a new one needs no new test code."""
    return ENGINES[engine](tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="session")
def effort(engine: str) -> settings:
    """How hard the properties try."""
    return USUAL if engine in EMBEDDED else ACROSS_MACHINES


@pytest.fixture(scope="session")
def open_service(kind: EngineKind) -> OpenService:
    """A service over articles, on each engine."""
    return partial(opened, kind)
