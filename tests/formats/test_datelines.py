"""Datelines that a source gives apart from the text."""

from __future__ import annotations

import pytest

from dateline.index.formats.datelines import usable_dateline


@pytest.mark.parametrize(
    ("dateline", "opening", "usable"),
    [
        ("OSLO, May 18 (HP) -", "The ferry sailed.", "OSLO, May 18 (HP) -"),
        ("Oslo", "The ferry sailed.", "Oslo -"),
        ("Oslo, Norway", "OSLO (HP) - The ferry sailed.", None),
        ("Oslo", "BERGEN, Norway, May 18 (HP) -- The ferry sailed.", None),
        ("18.5.2021 12:09", "The ferry sailed.", None),
        ("Oslo", "", None),
        (None, "The ferry sailed.", None),
    ],
)
def test_a_dateline_is_used_where_the_text_has_none(dateline: str | None, opening: str, usable: str | None) -> None:
    assert usable_dateline(dateline, opening) == usable
