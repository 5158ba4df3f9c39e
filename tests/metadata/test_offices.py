"""Floors of officials in short made-up reports, a little below the figures reached; see offices/README.md."""

from __future__ import annotations

import pytest

from benchmarks.metadata_offices import REPORTS, count, read_reports

FLOORS = {
    "worked_on": (0.9, 0.75, 0.6, 0.55),
    "kept_aside": (0.84, 0.64, 0.53, 0.45),
    "languages_worked_on": (0.9, 0.8, 0.75, 0.75),
    "languages_kept_aside": (0.9, 0.7, 0.65, 0.62),
}
"""Precision and recall of names, offices right, offices right with status."""


@pytest.mark.parametrize("name", FLOORS)
def test_short_reports_reach_their_floors(name: str) -> None:
    counts = count(read_reports(REPORTS / f"{name}.jsonl"))
    reached = (counts.precision, counts.recall, counts.right, counts.status)
    assert all(figure >= floor for figure, floor in zip(reached, FLOORS[name], strict=True)), counts
