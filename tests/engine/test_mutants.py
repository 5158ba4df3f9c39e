"""Tests of the checks: each mutant engine, wrong in one way, is caught by every check that covers it."""

from __future__ import annotations

import pytest

from dateline.archive.engines import EMBEDDED
from dateline.search.engine import EngineKind
from tests.engine.contract import PROPERTIES, Check
from tests.engine.effort import A_LITTLE, UNTIL_CAUGHT
from tests.engine.mutants import MUTANTS, Mutant, MutatedKind


@pytest.fixture(params=sorted(EMBEDDED), scope="module")
def kind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> EngineKind:
    """An embedded engine: this tests the checks, and what they catch here they catch on all engines."""
    name: str = request.param
    return EMBEDDED[name](tmp_path_factory.mktemp("archive"))


CAUGHT = [(mutant, check) for mutant in MUTANTS for check in mutant.caught_by]
CHECKS = list({check.says: check for _, check in CAUGHT}.values())
UNCHANGED = Mutant("nothing is wrong", ())


@pytest.mark.parametrize(("mutant", "check"), CAUGHT, ids=[f"{mutant.says}: {check.says}" for mutant, check in CAUGHT])
def test_a_mutant_engine_is_caught(kind: EngineKind, mutant: Mutant, check: Check) -> None:
    with pytest.raises(AssertionError):
        check.check(MutatedKind(kind, mutant), UNTIL_CAUGHT)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.says)
def test_an_unchanged_engine_passes(kind: EngineKind, check: Check) -> None:
    check.check(MutatedKind(kind, UNCHANGED), A_LITTLE)


def test_every_property_catches_a_mutant() -> None:
    assert {one.says for one in PROPERTIES} <= {check.says for check in CHECKS}
