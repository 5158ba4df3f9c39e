"""Homes of sources, corrections and re-extraction, on the command line."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest

from dateline.archive.writing import extract_again
from dateline.cli import run
from dateline.index.article import Article
from dateline.index.people.schema import TABLES
from tests.cli.conftest import Dateline

REPORTS = """\
{"id": "1", "source": "Island", "date": "2021-05-18", "body": "The Prime Minister opened a bridge in the rain."}
{"id": "2", "source": "Island", "date": "2021-05-19", "body": "Defence Minister Anura Sample spoke to the press."}
{"id": "3", "source": "Trend", "date": "2021-05-19", "body": "Azerbaijan's Defence Minister Zakir Hasanov spoke."}
{"id": "4", "source": "Trend", "date": "2021-05-20", "body": "Azerbaijan's Defence Minister Zakir Gasanov left."}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "reports.jsonl").write_text(REPORTS)
    assert run(["index", "--data", str(tmp_path / "data"), "--workers", "1", str(tmp_path / "reports.jsonl")]) == 0
    return tmp_path / "data"


def test_a_home_takes_effect_with_reindex_and_is_shown(dateline: Dateline, data: Path) -> None:
    assert dateline("count", "country:LK", "--data", data).out == "0\n"
    (data / "dateline.toml").write_text('[sources]\nisland = "LK"\n')
    assert dateline("reindex", "--data", data).code == 0
    assert dateline("count", "country:LK", "--data", data).out == "2\n"
    assert dateline("count", "office:lk/defence", "--data", data).out == "1\n"
    assert (
        "source: the home country of the source (island reports from LK)" in dateline("show", "2", "--data", data).out
    )
    assert "Island  LK (Sri Lanka)" in dateline("sources", "--data", data).out


def test_removing_a_home_undoes_it(dateline: Dateline, data: Path) -> None:
    (data / "dateline.toml").write_text('[sources]\nisland = "LK"\n')
    dateline("reindex", "--data", data)
    (data / "dateline.toml").unlink()
    dateline("reindex", "--data", data)
    assert dateline("count", "country:LK", "--data", data).out == "0\n"


def test_homes_are_suggested_as_settings(dateline: Dateline, tmp_path: Path) -> None:
    rows = (
        f'{{"id": "{n}", "source": "Trend", "body": "BAKU - Azerbaijan report {n} about Azerbaijan."}}'
        for n in range(12)
    )
    (tmp_path / "reports.jsonl").write_text("\n".join(rows))
    data = tmp_path / "data"
    dateline("index", "--data", data, "--workers", "1", tmp_path / "reports.jsonl")
    suggested = dateline("sources", "--suggest", "--data", data).out
    assert suggested.startswith('[sources]\n"Trend" = "AZ"  # 12 of 12')
    (data / "dateline.toml").write_text(suggested)
    assert dateline("reindex", "--data", data).code == 0
    assert dateline("sources", "--suggest", "--data", data).code == 1


def test_a_correction_survives_reindexing_and_repeated_indexing(dateline: Dateline, data: Path) -> None:
    (data / "corrections.toml").write_text('[[article]]\nid = "3"\ncountry = "FR"\nreason = "a reprint"\n')
    dateline("reindex", "--data", data)
    dateline("index", "--data", data, data.parent / "reports.jsonl")
    dateline("reindex", "--data", data)
    assert dateline("count", "about:FR", "--data", data).out == "1\n"
    assert "correction: a correction (a reprint)" in dateline("show", "3", "--data", data).out


def test_keys_corrected_as_different_are_two_persons(dateline: Dateline, data: Path) -> None:
    assert dateline("count", "minister:gasanov", "--data", data).out == "2\n"
    (data / "corrections.toml").write_text(
        '[[different]]\nkeys = ["az-zakir-hasanov", "az-zakir-gasanov"]\nreason = "cousins"\n'
    )
    dateline("reindex", "--data", data)
    assert dateline("count", "minister:gasanov", "--data", data).out == "1\n"
    assert "are different persons (cousins)" in dateline("official", "az-zakir-gasanov", "--data", data).out


@pytest.mark.parametrize("command", ["reindex", "index"])
def test_a_wrong_correction_stops_before_any_change(command: str, dateline: Dateline, data: Path) -> None:
    (data / "corrections.toml").write_text('[[article]]\nid = "3"\ncountry = "Atlantis"\nreason = "x"\n')
    arguments = [data.parent / "reports.jsonl"] if command == "index" else []
    shown = dateline(command, "--data", data, *arguments)
    assert shown.code == 2
    assert f"{data / 'corrections.toml'}:1: unknown country Atlantis" in shown.err
    assert dateline("count", "*", "--data", data).out == "4\n"


def test_extract_applies_the_corrections_of_the_data_folder(dateline: Dateline, data: Path) -> None:
    (data / "dateline.toml").write_text('[sources]\nisland = "LK"\n')
    lines = dateline("extract", "--data", data, data.parent / "reports.jsonl").out.splitlines()
    assert '"basis":{"kind":"source"' in lines[1]
    assert "basis" not in lines[2]


def test_extract_explains_rule_and_confidence_of_each_value(dateline: Dateline, data: Path) -> None:
    shown = dateline("extract", "--explain", "--data", data, data.parent / "reports.jsonl").out
    assert "Zakir Hasanov: Defence Minister (az/defence, current, confidence 0.95)" in shown
    assert "person: a full name beside an office" in shown
    assert "name: its name" in shown


def make_older(data: Path) -> None:
    """Make the archive look as if an older Dateline had extracted it and found nothing."""
    with sqlite3.connect(data / "articles.sqlite3") as connection:
        for serial, blob in connection.execute("SELECT serial, article FROM articles").fetchall():
            article = msgspec.json.decode(blob, type=Article)
            provenance = msgspec.structs.replace(article.provenance, extractor="0")
            older = msgspec.structs.replace(article, countries=(), officials=(), provenance=provenance)
            connection.execute(
                "UPDATE articles SET extractor = '0', article = ? WHERE serial = ?",
                (msgspec.json.encode(older), serial),
            )
        for table in TABLES:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
    connection.close()


def test_metadata_is_re_extracted_from_the_stored_text(dateline: Dateline, data: Path) -> None:
    before = dateline("officials", "--data", data).out
    make_older(data)
    (data.parent / "reports.jsonl").unlink()
    shown = dateline("reindex", "--extract", "--data", data)
    assert "metadata of 4 articles extracted again" in shown.err
    assert dateline("officials", "--data", data).out == before
    assert dateline("stats", "--data", data).out.count("revisions       0") == 1
    assert "metadata of 0 articles extracted again" in dateline("reindex", "--extract", "--data", data).err


def test_interrupted_re_extraction_continues(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.store._BATCH", 1)
    make_older(data)

    def stop(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_again(data, on_progress=stop)
    assert extract_again(data) == 2
