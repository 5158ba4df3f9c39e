"""Every engine keeps the counting contract."""

from __future__ import annotations

import pytest

from dateline.search.engine import EngineKind
from tests.engine.contract import PROPERTIES, Property
from tests.engine.effort import USUAL


@pytest.mark.parametrize("one", PROPERTIES, ids=lambda one: one.says)
def test_an_engine_keeps_the_contract(kind: EngineKind, one: Property) -> None:
    one.check(kind, USUAL)
