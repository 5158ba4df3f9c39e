"""The generated pages of docs/reference/ are up to date and complete."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

import msgspec
import pytest

import dateline
from dateline.cli import COMMANDS
from tools import reference
from tools.reference import python

REPOSITORY = Path(__file__).resolve().parents[2]
VARIABLE = re.compile(r"\bDATELINE_[A-Z_]*[A-Z]\b")
NOT_VARIABLES = {"DATELINE_FORMS"}
"""Constants of the source that look like variables of the environment."""


def read(name: str) -> str:
    return (reference.FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", reference.PAGES)
def test_a_generated_page_is_up_to_date(name: str, pytestconfig: pytest.Config) -> None:
    page = reference.PAGES[name]()
    if pytestconfig.getoption("--update-golden"):
        (reference.FOLDER / name).write_text(page, encoding="utf-8")
    assert read(name) == page, "write it again with `make reference`"


def test_every_command_is_in_the_reference() -> None:
    assert re.findall(r"^## dateline (\w+)", read("commands.md"), re.MULTILINE) == list(COMMANDS)


def test_every_environment_variable_is_in_the_settings() -> None:
    files = [
        *(REPOSITORY / "dateline").rglob("*.py"),
        *(REPOSITORY / "tests").rglob("*.py"),
        *(REPOSITORY / "benchmarks").rglob("*.py"),
    ]
    used = {variable for path in files for variable in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    assert used - NOT_VARIABLES <= set(VARIABLE.findall(read("settings.md")))


class Colour(Enum):
    """A choice of colours."""

    RED = "red"
    """Like a rose."""


class Paint(msgspec.Struct, frozen=True):
    """What is in a pot."""

    colour: Colour
    """Its colour."""
    litres: float = 1.0

    def mixed(self, other: Paint) -> Paint:
        """Return both in one pot."""
        return Paint(self.colour, self.litres + other.litres)


def open_pot(name: str, *, slowly: bool = False) -> Paint:
    """Open a pot.

    It must be closed.
    """
    raise NotImplementedError(name, slowly)


def test_public_functions_structs_and_enums_are_described(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (Colour, Paint, open_pot):
        monkeypatch.setattr(dateline, value.__name__, value, raising=False)
    monkeypatch.setattr(dateline, "__all__", ["Colour", "Paint", "open_pot", "__version__"], raising=False)
    page = python.page()
    assert "| `red` | Like a rose. |" in page
    assert "| `colour` | `Colour` |  | Its colour. |" in page
    assert "| `litres` | `float` | `1.0` |  |" in page
    assert "### `Paint.mixed`\n\n```py\nmixed(other: Paint) -> Paint\n```" in page
    assert "open_pot(name: str, *, slowly: bool = False) -> Paint" in page
    assert "Open a pot.\n\nIt must be closed." in page
