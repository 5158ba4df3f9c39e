"""While the archive changes, engines answer from the last commit, and held snapshots from their own."""

from __future__ import annotations

from hypothesis import settings

from dateline.search.engine import EngineKind
from tests.engine.history import Changing


def test_engines_answer_from_the_last_commit_and_snapshots_from_theirs(kind: EngineKind, effort: settings) -> None:
    Changing().check(kind, effort)
