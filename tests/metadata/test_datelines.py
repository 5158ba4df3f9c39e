"""Datelines of the wires of the world: labelled openings, and what the parts of a dateline mean.

The labels in `labels/datelines/` were written before the rules were; `held.jsonl` was scored only when they were done.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from benchmarks.metadata_datelines import OPENINGS, Score, read_openings, scores
from dateline.index.article import MentionKind
from dateline.index.metadata.dates.datelines import read_dateline
from dateline.index.metadata.dates.place_names import normal_form
from dateline.index.metadata.extract import extract
from dateline.index.raw import RawReport
from dateline.problems import Place

DIGESTS = {
    "tuned": "9294c9d99307fa5b45efad0345c6a28e5f1b4a41a6ce2f411370402b1a15957b",
    "held": "bd3ec85e027a0a0dfcc6f7ff76ed65b8225b1c15432a973609057b04375bf823",
}
FLOORS = {
    "tuned": {"place": 0.99, "country": 0.99, "day": 0.99},
    "held": {"place": 0.9, "country": 0.9, "day": 0.9},
}
"""F1, a little below the figures reached."""
PUBLISHED = date(2021, 5, 20)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Score]]:
    return {half: scores(read_openings(OPENINGS / f"{half}.jsonl")) for half in FLOORS}


@pytest.mark.parametrize("half", DIGESTS)
def test_floors_belong_to_these_labels(half: str) -> None:
    assert hashlib.sha256((OPENINGS / f"{half}.jsonl").read_bytes()).hexdigest() == DIGESTS[half]


@pytest.mark.parametrize(("half", "kind"), [(half, kind) for half, kinds in FLOORS.items() for kind in kinds])
def test_labelled_openings_reach_the_floors(found: dict[str, dict[str, Score]], half: str, kind: str) -> None:
    score = found[half][kind]
    assert score.f1 >= FLOORS[half][kind], score.errors


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("LONDON", "London"),
        ("London", "London"),
        ("PORT-AU-PRINCE", "Port-au-Prince"),
        ("L'AQUILA", "L'Aquila"),
        ("SANA'A", "Sana'a"),
        ("ST. JOHN'S", "St. John's"),
        ("DİYARBAKIR", "Diyarbakır"),
        ("ΑΘΗΝΑ", "Αθήνα"),
        ("SÃO PAULO", "São Paulo"),
        ("WASHINGTON, D.C.", "Washington, D.C."),
        ("McLEAN", "McLEAN"),
        ("東京", "東京"),
    ],
)
def test_a_place_has_one_normal_form(written: str, place: str) -> None:
    assert normal_form(written) == place


def test_a_dateline_keeps_where_its_place_is_written() -> None:
    article = extract(RawReport("(ANSA) - ROMA, 03 MAG - Il governo tace.", Place("x"), "plain"), read_at=NOW)
    assert article.dateline is not None
    assert article.dateline.place == "Roma"
    assert article.body[article.dateline.place_start : article.dateline.place_end] == "ROMA"
    (italy,) = (country for country in article.countries if country.code == "IT")
    assert (italy.mentions[0].surface, italy.mentions[0].kind) == ("ROMA", MentionKind.DATELINE)


def test_the_first_of_several_datelines_counts() -> None:
    text = "KABUL, Afghanistan (AP) — A school opened.\n\nISLAMABAD (AP) — The border was closed."
    dateline = read_dateline(text, PUBLISHED)
    assert dateline is not None
    assert dateline.place == "Kabul"


def test_a_day_without_a_month_is_the_last_before_publication() -> None:
    dateline = read_dateline("［東京 ２８日 ロイター］ - 日銀は金利を据え置いた。", PUBLISHED)
    assert dateline is not None
    assert dateline.date == "2021-04-28"


@pytest.mark.parametrize(
    ("opening", "place", "day"),
    [
        ("Warszawa, 12.03 (PAP) - Rząd obradował.", "Warszawa", "2021-03-12"),
        ("BERLIN, 3.5. – Das Kabinett tagte.", "Berlin", "2021-05-03"),
        ("Минск, 12.03 /БЕЛТА/. Министр прибыл.", "Минск", "2021-03-12"),
        ("Bruxelles, 20/05 (Belga) - Le ministre a parlé.", "Bruxelles", "2021-05-20"),
        ("BOSTON, 5/20 (UPI) -- A court heard the case.", "Boston", "2021-05-20"),
        ("ROMA, 5/5 (ANSA) - Il ministro ha parlato.", "Roma", "2021-05-05"),
    ],
)
def test_a_day_and_month_in_numbers_are_read_after_a_city(opening: str, place: str, day: str) -> None:
    dateline = read_dateline(opening, PUBLISHED)
    assert dateline is not None
    assert (dateline.place, dateline.date) == (place, day)


@pytest.mark.parametrize(
    "text",
    [
        "Windows, 3.10 - a version of many years ago",
        "Rome, 12.03-14.03 - a fair of three days",
        "Rome, 31.14 - no month has this number",
    ],
)
def test_numbers_that_may_be_no_day_are_no_part_of_a_dateline(text: str) -> None:
    assert read_dateline(text, PUBLISHED) is None


def test_numbers_that_may_be_two_days_leave_the_day_open() -> None:
    dateline = read_dateline("ROMA, 4/05 (ANSA) - Il ministro ha parlato.", PUBLISHED)
    assert dateline is not None
    assert (dateline.place, dateline.date) == ("Roma", None)


@pytest.mark.parametrize(
    "text",
    [
        "Headline of a story\n\nRecord April 9, the company said.",
        "South Lawn\n\n(August 26, 2022)\n\nTHE PRESIDENT: Thank you.",
        "Aboard Air Force One\n\nEn Route Boston, Massachusetts\n\n2:01 P.M. EST",
        "He was born in Lyon.\n\nWest Bank - A history\n\nChapter one",
    ],
)
def test_short_lines_are_no_datelines(text: str) -> None:
    assert read_dateline(text, PUBLISHED) is None
