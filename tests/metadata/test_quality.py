"""Floors of quality on labelled reports: a little below what was reached, each for the data with this digest."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

GOLD = "4f06e703812d9ed4da032795505fd0d7d466a965b96af53074166b7604e7aa80"
HARD = "36151fccd2a830b3661a2ea260050d9c40ad13807aa4bcec12f3402f618e39fa"
FLOORS = {
    "countries": ("F1", 0.975),
    "primary countries": ("F1", 0.89),
    "dateline place": ("F1", 0.97),
    "dateline country": ("F1", 0.97),
    "official names": ("P", 0.92),
    "official fully correct": ("R", 0.66),
}
RECALL_OF_NAMES = 0.82
HARD_NAMES = 0.92


@pytest.fixture(scope="module")
def figures(shared: Path, repository: Path) -> dict[str, dict[str, float]]:
    """What `python -m benchmarks.metadata_score` prints."""
    gold = shared / "gold"
    assert hashlib.sha256((gold / "gold.jsonl").read_bytes()).hexdigest() == GOLD, "other labels need other floors"
    assert hashlib.sha256((gold / "ambiguous.jsonl").read_bytes()).hexdigest() == HARD
    command = [sys.executable, "-m", "benchmarks.metadata_score", str(gold)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=repository).stdout
    found: dict[str, dict[str, float]] = {}
    for line in printed.splitlines():
        row = re.fullmatch(r"(?P<measure>[a-z ]+?)\s+(?P<P>\d\.\d+)\s+(?P<R>\d\.\d+)\s+(?P<F1>\d\.\d+)\s.*", line)
        if row is not None:
            found[row["measure"]] = {name: float(row[name]) for name in ("P", "R", "F1")}
    share = re.search(r"hard names right\s+(\d\.\d+)", printed)
    assert share is not None
    return {**found, "hard names": {"share": float(share[1])}}


@pytest.mark.parametrize("measure", FLOORS)
def test_labelled_reports_are_read_at_least_this_well(figures: dict[str, dict[str, float]], measure: str) -> None:
    name, floor = FLOORS[measure]
    assert figures[measure][name] >= floor


def test_most_named_officials_are_found(figures: dict[str, dict[str, float]]) -> None:
    assert figures["official names"]["R"] >= RECALL_OF_NAMES


def test_hard_names_are_told_apart(figures: dict[str, dict[str, float]]) -> None:
    assert figures["hard names"]["share"] >= HARD_NAMES
