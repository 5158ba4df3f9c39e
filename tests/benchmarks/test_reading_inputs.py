"""Every input of the benchmark of reading is read without a reject, one article for each that was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reading_inputs import WRITERS, Article
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Passed, RawReport
from dateline.index.read import read

TEXT = "The council met on Monday & agreed on a plan for the harbour of the town.\nIt votes on the taxes in May.\n"
ARTICLES = [Article(str(number), f"Harbour plan {number}", TEXT * 5, "2021-05-18") for number in range(3)]


@pytest.mark.parametrize("name", [name for name in WRITERS if name != "pictures.warc"])
def test_each_article_is_read(tmp_path: Path, name: str) -> None:
    WRITERS[name](tmp_path / name, ARTICLES)
    reports = list(read([str(tmp_path / name)], ReadOptions()))
    assert len(reports) == len(ARTICLES)
    assert all(isinstance(each, RawReport) for each in reports)


def test_pictures_are_no_articles(tmp_path: Path) -> None:
    WRITERS["pictures.warc"](tmp_path / "pictures.warc", ARTICLES)
    found = list(read([str(tmp_path / "pictures.warc")], ReadOptions()))
    assert found
    assert all(isinstance(each, Passed) for each in found)
