"""The sample reports match their description: well formed, dated, from many countries, all different."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.index.article import Article
from dateline.index.metadata.extract import extract
from dateline.index.raw import RawReport
from dateline.index.read import ReadOptions, read

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SAMPLES = sorted((SEEDS / "samples").glob("*.txt"))
SHAPE = re.compile(
    r"Source: Sample Wire (?:Europe|Asia|Africa|Americas|Caucasus|Middle East|Pacific)\n"
    r"(?:Headline: \S[^\n]*\n)?"
    r"date (?P<date>\d{4}-\d{2}-\d{2}) (?P<dateline>\S[^\n]*)\n\n"
    r"(?:[^\n]+\n\n)*[^\n]+\n"
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


def articles() -> list[Article]:
    found = list(read([str(SEEDS / "samples")], ReadOptions()))
    reports = [report for report in found if isinstance(report, RawReport)]
    assert len(reports) == len(found) == len(SAMPLES)
    return [extract(report, read_at=datetime(2026, 1, 1, tzinfo=UTC)) for report in reports]


def test_the_original_seed_report_is_unchanged() -> None:
    digest = hashlib.sha256((SEEDS / "000_84752a526cea65ab.txt").read_bytes()).hexdigest()
    assert digest == "736cfed01093dbf8115217495bf7a9d4ba0c3628944cbb739d3468d30510501f"


@each_sample
def test_a_sample_has_the_documented_shape(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    match = SHAPE.fullmatch(text)
    assert match is not None
    assert path.stem.startswith(match["date"])
    assert date(2015, 1, 1) <= date.fromisoformat(match["date"]) <= date(2025, 12, 31)
    assert text == unicodedata.normalize("NFC", text)


@each_sample
def test_the_dateline_names_the_day_of_the_sample(path: Path) -> None:
    match = SHAPE.fullmatch(path.read_text(encoding="utf-8"))
    assert match is not None
    day = date.fromisoformat(match["date"]).day
    assert re.search(rf"(?<!\d){day}(?!\d)", match["dateline"])


def test_there_are_enough_samples_and_all_differ() -> None:
    texts = [path.read_text(encoding="utf-8").split("\n\n", 1)[1] for path in SAMPLES]
    assert len(texts) >= 100
    assert len(set(texts)) == len(texts)


def test_first_pages_show_full_facets() -> None:
    """The samples cover many countries, sources and years, and name officials in more than one report."""
    found = articles()
    countries = Counter(country.code for article in found for country in article.countries)
    people = Counter(key for article in found for key in {official.key for official in article.officials})
    assert len(countries) >= 50
    assert len({article.source for article in found}) == 7
    assert {article.published.at.year for article in found if article.published} == set(range(2015, 2026))
    assert all(article.dateline and article.dateline.country for article in found if article.language == "en")
    assert sum(count > 1 for count in people.values()) >= 10
    assert len({article.language for article in found}) >= 5
