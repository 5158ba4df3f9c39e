"""Whatever an input says of its articles, each is stored once, and reading it again changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.archive.writing import index_into
from dateline.index.formats.options import ReadOptions

ROWS = ("One,First body.", "Two,Second body.", "Three,Third body.")
SECTION = "https://example.org/world"


def table(header: str, ending: str = "") -> str:
    return "\n".join((header, *(row + ending for row in ROWS))) + "\n"


CASES = {
    "without ids": table("headline,body").encode(),
    "without ids, in UTF-16": table("headline,body").encode("utf-16"),
    "without ids, in Latin-1": table("headline,body").replace("First", "Première").encode("latin-1"),
    "with the address of a section": table("headline,body,url", f",{SECTION}").encode(),
    "with the address of a site": table("headline,body,url", ",https://example.org/").encode(),
    "with no real address": table("headline,body,url", ",n/a").encode(),
    "with one moment and the address of a section": table("headline,body,url,date", f",{SECTION},2021-05-18").encode(),
}


@pytest.mark.parametrize("content", CASES.values(), ids=CASES)
def test_each_row_is_an_article(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(content)
    first, again = (index_into(tmp_path / "data", [str(path)], ReadOptions(), workers=1) for _ in range(2))
    assert (first.added, first.read) == (3, 3)
    assert (again.unchanged, again.read) == (3, 3)
