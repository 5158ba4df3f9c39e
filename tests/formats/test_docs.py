"""The documentation of formats names every field name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.index.formats.fields import Fields
from dateline.index.formats.options import ReadOptions


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "formats.md").read_text()


def test_every_documented_field_name_is_known(page: str) -> None:
    table = page.partition("| field | names |")[2].partition("\n\n")[0]
    fields = Fields(ReadOptions())
    names = re.findall(r"`(\w+)`", table)
    assert len(names) > 50
    assert [name for name in names if not fields.knows(name)] == []


def test_every_known_field_name_is_documented(page: str) -> None:
    written = {name.replace("_", "").casefold() for name in re.findall(r"`(\w+)`", page)}
    assert [name for name in Fields(ReadOptions()).names if name not in written] == []
