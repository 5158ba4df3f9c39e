"""The checks of this room bite: an engine that is wrong in one way is caught by each check that is there for it."""

from __future__ import annotations

import pytest

from dateline.archive.engines import EMBEDDED
from dateline.search.engine import EngineKind
from tests.engine.contract import PROPERTIES, Check
from tests.engine.effort import A_LITTLE, UNTIL_CAUGHT
from tests.engine.mutants import MUTANTS, Mutant, MutatedKind


@pytest.fixture(params=sorted(EMBEDDED), scope="module")
def kind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> EngineKind:
    """The checks are tried here, not the engines: what is caught on these is caught on all."""
    name: str = request.param
    return EMBEDDED[name](tmp_path_factory.mktemp("archive"))


CAUGHT = [(mutant, check) for mutant in MUTANTS for check in mutant.caught_by]
CHECKS = list({check.says: check for _, check in CAUGHT}.values())
UNCHANGED = Mutant("nothing is wrong", ())


@pytest.mark.parametrize(("mutant", "check"), CAUGHT, ids=[f"{mutant.says}: {check.says}" for mutant, check in CAUGHT])
def test_an_engine_that_is_wrong_in_one_way_is_caught(kind: EngineKind, mutant: Mutant, check: Check) -> None:
    with pytest.raises(AssertionError):
        check.check(MutatedKind(kind, mutant), UNTIL_CAUGHT)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.says)
def test_an_engine_that_is_only_wrapped_is_not(kind: EngineKind, check: Check) -> None:
    check.check(MutatedKind(kind, UNCHANGED), A_LITTLE)


def test_every_property_catches_some_mutant() -> None:
    assert {one.says for one in PROPERTIES} <= {check.says for check in CHECKS}
