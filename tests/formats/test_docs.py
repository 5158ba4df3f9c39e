"""The documentation of formats names every format and every field name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.index.formats.fields import Fields
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.registry import FORMATS, Format


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "formats.md").read_text()


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_every_format_is_documented_and_has_cases(format_: Format, page: str) -> None:
    assert f"\n| `{format_.name}` |" in page
    assert list((Path(__file__).parent / "cases").glob(f"{format_.name}-*.json"))


def test_every_documented_field_name_is_known(page: str) -> None:
    table = page.partition("| field | names |")[2].partition("\n\n")[0]
    fields = Fields(ReadOptions())
    names = re.findall(r"`(\w+)`", table)
    assert len(names) > 50
    assert [name for name in names if not fields.knows(name)] == []


def test_every_known_field_name_is_documented(page: str) -> None:
    written = {name.replace("_", "").casefold() for name in re.findall(r"`(\w+)`", page)}
    assert [name for name in Fields(ReadOptions()).names if name not in written] == []
