"""Every engine keeps the counting contract."""

from __future__ import annotations

import pytest
from hypothesis import settings

from dateline.search.engine import EngineKind
from tests.engine.contract import PROPERTIES, Property


@pytest.mark.parametrize("one", PROPERTIES, ids=lambda one: one.says)
def test_an_engine_keeps_the_contract(kind: EngineKind, effort: settings, one: Property) -> None:
    one.check(kind, effort)
