"""Every benchmark asks one question, is listed, and can be run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.catalogue import SECTIONS
from benchmarks.operations import MEANINGS, operations

FOLDER = Path(__file__).parents[2] / "benchmarks"


def test_no_two_benchmarks_have_one_name() -> None:
    assert len({section.name for section in SECTIONS}) == len(SECTIONS)


def test_every_file_that_measures_is_in_the_catalogue() -> None:
    measuring = {path.stem for path in FOLDER.glob("*.py") if "\nSECTION = Section(" in path.read_text()}
    assert measuring == {section.name for section in SECTIONS}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_benchmark_says_what_it_asks_and_takes_its_options(repository: Path, section: object) -> None:
    name: str = getattr(section, "name")  # noqa: B009
    command = [sys.executable, "-m", f"benchmarks.{name}", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=repository).stdout
    assert f"python -m benchmarks.{name}" in told
    assert "--save" in told


def test_the_list_has_every_question(repository: Path) -> None:
    command = [sys.executable, "-m", "benchmarks"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=repository).stdout
    assert all(section.question in told for section in SECTIONS)


def test_every_operation_has_a_meaning_in_the_table() -> None:
    assert [operation.name for operation in operations(1_000_000)] == list(MEANINGS)
