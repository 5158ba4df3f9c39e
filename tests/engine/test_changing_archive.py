"""Every engine answers from its last commit while its archive changes, and a held snapshot from its own."""

from __future__ import annotations

from hypothesis import settings

from dateline.search.engine import EngineKind
from tests.engine.history import Changing


def test_an_archive_that_changes_answers_from_its_last_commit_and_a_held_snapshot_from_its_own(
    kind: EngineKind, effort: settings
) -> None:
    Changing().check(kind, effort)
