"""The labels of short reports can be scored: complete, in two halves, each name read from its text."""

from __future__ import annotations

import unicodedata
from collections import Counter

import msgspec
import pytest

from benchmarks.metadata_report import LABELS
from dateline.index.article import Status
from dateline.index.metadata.officials.portfolios import PORTFOLIOS
from dateline.index.metadata.tables import country_codes

HALVES = ("dev", "held")
INFLECTED = {"pl", "ru", "uk"}
"""Languages whose names change their ends, so that a label has another form than the text."""


class Office(msgspec.Struct):
    """An official as labelled."""

    name: str
    portfolio: str
    country: str
    status: Status
    current: bool


class Country(msgspec.Struct):
    """A country as labelled."""

    code: str
    primary: bool


class Place(msgspec.Struct):
    """A dateline as labelled."""

    place: str
    country: str


class Short(msgspec.Struct, forbid_unknown_fields=True):
    """A short report with its labels."""

    id: str
    corpus: str
    language: str
    text: str
    countries: list[Country]
    countries_optional: list[str]
    dateline: Place | None
    officials: list[Office]
    officials_optional: list[Office]


def half(name: str) -> list[Short]:
    lines = (LABELS / f"short_{name}.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Short) for line in lines]


ALL = [report for name in HALVES for report in half(name)]


def folded(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).casefold()


def test_the_halves_share_no_report() -> None:
    assert not {report.text for report in half("dev")} & {report.text for report in half("held")}
    assert max(Counter(report.id for report in ALL).values()) == 1


def test_each_half_has_as_many_reports_of_a_language() -> None:
    assert Counter(report.language for report in half("dev")) == Counter(report.language for report in half("held"))


@pytest.mark.parametrize("report", ALL, ids=lambda report: report.id)
def test_labels_belong_to_the_text(report: Short) -> None:
    known = {country.code for country in report.countries} | set(report.countries_optional)
    assert known <= country_codes()
    assert report.dateline is None or report.dateline.place in report.text
    for official in (*report.officials, *report.officials_optional):
        stem = 3 if report.language in INFLECTED else None
        assert all(folded(word)[:stem] in folded(report.text) for word in official.name.split())
        assert official.portfolio.removeprefix("deputy-") in PORTFOLIOS
        assert official.country in known
        assert official.current == (official.status is not Status.FORMER)
