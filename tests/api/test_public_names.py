"""The public names can be imported, are documented, and cost nothing until they are used."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline import query

CLASSES = [dateline.Archive, dateline.Results, dateline.Facet]
METHODS = [(kind, name) for kind in CLASSES for name in vars(kind) if not name.startswith("_")]
FUNCTIONS = [dateline.open, *(getattr(dateline.Archive, name) for name in vars(dateline.Archive) if name[0] != "_")]


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    """The reference page."""
    return (repository / "docs" / "python.md").read_text()


@pytest.mark.parametrize("name", dateline.__all__)
def test_every_public_name_exists(name: str) -> None:
    assert getattr(dateline, name) is not None
    assert name in dir(dateline)


@pytest.mark.parametrize("name", [name for name in dateline.__all__ if not name.startswith("__")])
def test_every_public_name_is_documented(name: str, page: str) -> None:
    assert re.search(rf"`(dateline\.)?{name}\b", page)


@pytest.mark.parametrize(("kind", "name"), METHODS, ids=lambda value: getattr(value, "__name__", value))
def test_every_public_member_is_documented(kind: type, name: str, page: str) -> None:
    assert re.search(rf"[`.]{name}\b", page), f"{kind.__name__}.{name}"


@pytest.mark.parametrize("function", [one for one in FUNCTIONS if inspect.isfunction(one)])
def test_every_parameter_is_documented(function: object, page: str) -> None:
    assert inspect.isfunction(function)
    parameters = inspect.signature(function).parameters.keys() - {"self"}
    assert [name for name in sorted(parameters) if not re.search(rf"\b{name}\b", page)] == []


@pytest.mark.parametrize("row", [dateline.ResultRow, dateline.FacetRow])
def test_every_column_is_documented(row: type, page: str) -> None:
    assert [name for name in inspect.get_annotations(row) if f"`{name}`" not in page] == []


@pytest.mark.parametrize("name", query.__all__)
def test_every_query_node_is_documented(name: str, page: str) -> None:
    assert re.search(rf"`(query\.)?{name}\b", page)


def test_every_public_function_and_class_has_a_docstring() -> None:
    named = [getattr(dateline, name) for name in dateline.__all__ if not name.startswith("__")]
    assert [one for one in named if not inspect.getdoc(one)] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'serch'"):
        getattr(dateline, "serch")  # noqa: B009 - type checkers know that it is not there


def test_importing_dateline_imports_only_its_version() -> None:
    script = "import sys; before = {*sys.modules}; import dateline; print(sorted({*sys.modules} - before))"
    imported = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert imported.stdout.strip() == "['dateline', 'dateline.version']"


def test_star_import_gives_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from dateline import *", names)  # noqa: S102
    assert names.keys() - {"__builtins__"} == {*dateline.__all__}
