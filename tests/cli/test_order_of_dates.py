"""The order of days and months in dates like 05/06/2021."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.cli.conftest import Dateline


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table whose only date has two readings."""
    monkeypatch.setenv("DATELINE_WORKERS", "1")
    path = tmp_path / "table.csv"
    path.write_text("title,text,date\nTalks,Talks were held in Oslo.,05/06/2021\n")
    return path


def published(dateline: Dateline, table: Path, *options: str) -> list[str | None]:
    lines = dateline("extract", table, *options).out.splitlines()
    return [msgspec.json.decode(line)["published"] for line in lines]


def test_a_date_of_two_readings_is_not_read(dateline: Dateline, table: Path) -> None:
    assert published(dateline, table) == [None]


def test_the_user_gives_the_order(dateline: Dateline, table: Path) -> None:
    assert published(dateline, table, "--day-first") == ["2021-06-05"]
    assert published(dateline, table, "--month-first") == ["2021-05-06"]


def test_other_dates_of_the_input_show_the_order(dateline: Dateline, table: Path) -> None:
    table.write_text(table.read_text() + "More,More talks.,31/05/2021\n")
    assert published(dateline, table) == ["2021-06-05", "2021-05-31"]


def test_an_order_given_later_changes_the_article(dateline: Dateline, table: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "1 added" in dateline("index", "--data", data, table).err
    assert "1 changed" in dateline("index", "--data", data, table, "--day-first").err
    assert dateline("count", "--data", data, "date:2021-06-05").out == "1\n"
    assert dateline("count", "--data", data, "oslo").out == "1\n"
