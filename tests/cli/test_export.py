"""`dateline export`: every match once, with its text where that is wanted, readable again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec

from dateline.search.output.exported import COLUMNS, Exported
from tests.cli.conftest import Dateline


def exported(text: str) -> list[Exported]:
    return [msgspec.json.decode(line, type=Exported) for line in text.splitlines()]


def test_an_export_has_as_many_lines_as_the_count_says(dateline: Dateline) -> None:
    lines = dateline("export", "country:azerbaijan").out.splitlines()
    assert len(lines) == int(dateline("count", "country:azerbaijan").out)


def test_the_text_is_written_only_where_it_is_wanted(dateline: Dateline) -> None:
    (without,) = exported(dateline("export", "minister:khrenin defence cooperation country:belarus").out)
    (with_text,) = exported(
        dateline("export", "minister:khrenin defence cooperation country:belarus", "--with-text").out
    )
    assert without.text is None
    assert "Khrenin" in (with_text.text or "")
    assert with_text.published == "2021-05-18"


def test_an_archive_that_is_exported_and_indexed_again_has_the_same_articles(
    dateline: Dateline, tmp_path: Path
) -> None:
    whole = dateline("export", "--with-text").out
    (tmp_path / "archive.jsonl").write_text(whole)
    assert dateline("index", tmp_path / "archive.jsonl", "--data", tmp_path / "data").code == 0
    again = exported(dateline("export", "--with-text", "--data", tmp_path / "data").out)
    assert {(each.id, each.headline, each.text) for each in again} == {
        (each.id, each.headline, each.text) for each in exported(whole)
    }


def test_a_table_has_a_column_for_every_field(dateline: Dateline) -> None:
    rows = list(csv.DictReader(io.StringIO(dateline("export", "country:belarus", "--format", "csv").out)))
    assert tuple(rows[0]) == COLUMNS
    assert "BY" in rows[0]["countries"].split(";")


def test_nothing_found_is_an_exit_code(dateline: Dateline) -> None:
    assert dateline("export", "zanzibarian").code == 1
