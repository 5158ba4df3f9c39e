"""The commands `officials`, `official` and `offices`."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.cli import run
from dateline.search.officials.officials import FoundOfficials, OfficeHolders, OfficialView
from tests.cli.conftest import Dateline

REPORTS = """\
{"id": "1", "date": "2021-05-18", "body": "BAKU, May 18 - Azerbaijan's Defence Minister Zakir Hasanov met reporters."}
{"id": "2", "date": "2021-05-19", "body": "MINSK, May 19 - Azerbaijan's Defence Minister Zakir Gasanov arrived."}
{"id": "3", "date": "2023-05-20", "body": "BAKU, May 20 - Azerbaijan's Defence Minister Ramil Usubov spoke."}
{"id": "4", "date": "2021-05-21", "body": "BAKU, May 21 - Azerbaijan's Culture Minister Ali Hasanov spoke."}
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("officials")
    (folder / "reports.jsonl").write_text(REPORTS)
    assert run(["index", "--data", str(folder / "data"), "--workers", "1", str(folder / "reports.jsonl")]) == 0
    return folder / "data"


def test_officials_lists_each_person_once_with_spellings_and_offices(dateline: Dateline, data: Path) -> None:
    shown = dateline("officials", "--data", data)
    assert shown.code == 0
    assert "written Zakir Gasanov 1, Zakir Hasanov 1" in shown.out
    assert "(az/defence)  2021-05-18 to 2021-05-19, 2 articles" in shown.out
    assert shown.out.count("articles  az-") + shown.out.count("article  az-") == 3


@pytest.mark.parametrize("name", ["gasanov", "hasanov zakir", "Zakir Gasanov"])
def test_officials_are_found_under_every_spelling(name: str, dateline: Dateline, data: Path) -> None:
    found = msgspec.json.decode(
        dateline("officials", name, "--format", "json", "--data", data).out, type=FoundOfficials
    )
    persons = [person for person in found.officials if person.articles == 2]
    assert [{spelling.name for spelling in person.spellings} for person in persons] == [
        {"Zakir Hasanov", "Zakir Gasanov"}
    ]


def test_nobody_found_exits_with_1(dateline: Dateline, data: Path) -> None:
    assert dateline("officials", "nobody", "--data", data).code == 1
    assert dateline("official", "az-nobody", "--data", data).code == 1
    assert dateline("offices", "FR", "--data", data).code == 1


def test_offices_lists_holders_with_their_days(dateline: Dateline, data: Path) -> None:
    found = msgspec.json.decode(
        dateline("offices", "azerbaijan", "--format", "json", "--data", data).out, type=OfficeHolders
    )
    held = [(one.held.portfolio, one.held.first, one.held.last, one.held.articles) for one in found.holders]
    assert held == [
        ("defence", "2021-05-18", "2021-05-19", 2),
        ("defence", "2023-05-20", "2023-05-20", 1),
        ("culture", "2021-05-21", "2021-05-21", 1),
    ]


def test_offices_prints_first_and_last_sentence_per_holder(dateline: Dateline, data: Path) -> None:
    assert dateline("offices", "AZ", "--data", data).out.splitlines() == [
        "Defence",
        "  2021-05-18 to 2021-05-19  Zakir Gasanov (Defence Minister), 2 articles  az-zakir-gasanov",
        "    2021-05-18  BAKU, May 18 - Azerbaijan's Defence Minister Zakir Hasanov met reporters.  1",
        "    2021-05-19  MINSK, May 19 - Azerbaijan's Defence Minister Zakir Gasanov arrived.  2",
        "  2023-05-20  Ramil Usubov (Defence Minister), 1 article  az-ramil-usubov",
        "    2023-05-20  BAKU, May 20 - Azerbaijan's Defence Minister Ramil Usubov spoke.  3",
        "Culture, sport and tourism",
        "  2021-05-21  Ali Hasanov (Culture Minister), 1 article  az-ali-hasanov",
        "    2021-05-21  BAKU, May 21 - Azerbaijan's Culture Minister Ali Hasanov spoke.  4",
    ]


def test_offices_lists_top_holders_and_the_number_left_out(dateline: Dateline, data: Path) -> None:
    lines = dateline("offices", "AZ", "-n", "1", "--data", data).out.splitlines()
    assert [line for line in lines if "-05-" not in line] == [
        "Defence",
        "  and 1 more: -n 2",
        "Culture, sport and tourism",
    ]
    assert not any("Usubov" in line for line in lines)
    found = msgspec.json.decode(
        dateline("offices", "AZ", "-n", "1", "--format", "json", "--data", data).out, type=OfficeHolders
    )
    assert found.totals == {"defence": 2, "culture": 1}
    assert [one.key for one in found.holders] == ["az-zakir-gasanov", "az-ali-hasanov"]


def test_an_unknown_country_is_an_error(dateline: Dateline, data: Path) -> None:
    shown = dateline("offices", "atlantis", "--data", data)
    assert (shown.code, shown.out) == (2, "")
    assert "atlantis" in shown.err


def test_official_shows_the_sentence_of_each_claim(dateline: Dateline, data: Path) -> None:
    view = msgspec.json.decode(
        dateline("official", "az-zakir-gasanov", "--format", "json", "--data", data).out, type=OfficialView
    )
    assert [claim.claim.article for claim in view.claims] == ["2", "1"]
    sentences = ["".join(part.text for part in claim.sentence) for claim in view.claims]
    assert ["Gasanov arrived" in sentences[0], "Hasanov met" in sentences[1]] == [True, True]


def test_official_shows_others_in_the_same_office_then(dateline: Dateline, tmp_path: Path) -> None:
    body = "Azerbaijan's Defence Minister {} spoke."
    names = {18: "Zakir Hasanov", 19: "Ramil Usubov"}
    reports = [
        {"id": f"{month}-{day}", "date": f"2020-{month:02}-{day}", "body": body.format(name)}
        for month in range(1, 7)
        for day, name in names.items()
    ]
    (tmp_path / "reports.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, reports)))
    data = tmp_path / "data"
    assert dateline("index", "--data", data, "--workers", "1", tmp_path / "reports.jsonl").code == 0
    shown = dateline("official", "az-ramil-usubov", "--data", data)
    assert "at the same time: Zakir" in shown.out


def test_a_search_names_the_spelling_that_matched(dateline: Dateline, data: Path) -> None:
    shown = dateline("search", "minister:gasanov", "--data", data)
    assert "2 articles" in shown.out
    assert "Zakir Hasanov, also spelt Zakir Gasanov" in shown.out
    exact = dateline("count", 'minister:="Gasanov"', "--data", data)
    assert exact.out.strip() == "1"
