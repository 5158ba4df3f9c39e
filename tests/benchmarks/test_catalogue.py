"""Every benchmark is listed with its question and can be run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.catalogue import SECTIONS
from benchmarks.operations import MEANINGS, operations

FOLDER = Path(__file__).parents[2] / "benchmarks"


def test_names_of_benchmarks_are_unique() -> None:
    assert len({section.name for section in SECTIONS}) == len(SECTIONS)


def test_the_catalogue_lists_every_benchmark() -> None:
    measuring = {path.stem for path in FOLDER.glob("*.py") if "\nSECTION = Section(" in path.read_text()}
    assert measuring == {section.name for section in SECTIONS}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_help_shows_the_command_and_the_save_option(repository: Path, section: object) -> None:
    name: str = getattr(section, "name")  # noqa: B009
    command = [sys.executable, "-m", f"benchmarks.{name}", "--help"]
    output = subprocess.run(command, capture_output=True, text=True, check=True, cwd=repository).stdout
    assert f"python -m benchmarks.{name}" in output
    assert "--save" in output


def test_the_list_shows_every_question(repository: Path) -> None:
    command = [sys.executable, "-m", "benchmarks"]
    output = subprocess.run(command, capture_output=True, text=True, check=True, cwd=repository).stdout
    assert all(section.question in output for section in SECTIONS)


def test_every_operation_is_explained_in_the_table() -> None:
    assert [operation.name for operation in operations(1_000_000)] == list(MEANINGS)
