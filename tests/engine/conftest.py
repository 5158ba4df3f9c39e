"""The engines that the tests of this room run on."""

from __future__ import annotations

from functools import partial

import pytest

from dateline.search.engine import EngineKind
from dateline.wiring import ENGINES

# What fails in these shows both sides, as in the tests that call them.
for module in ("conformance", "contract", "history"):
    pytest.register_assert_rewrite(f"tests.engine.{module}")

from tests.engine.opened import OpenService, opened  # noqa: E402 - after the line above


@pytest.fixture(params=sorted(ENGINES), scope="session")
def kind(request: pytest.FixtureRequest) -> EngineKind:
    """Every engine there is; a new one needs no new test code."""
    name: str = request.param
    return ENGINES[name]()


@pytest.fixture(scope="session")
def open_service(kind: EngineKind) -> OpenService:
    """A service over articles, on each engine."""
    return partial(opened, kind)
