"""Generated articles: reproducible, of the requested number and length, with realistic frequencies."""

from __future__ import annotations

import io
import random
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from benchmarks.cast import OFFICIALS, WORDINGS, official
from benchmarks.distributions import Days, zipf
from benchmarks.generate import LENGTHS, Generator, Made, Tally
from benchmarks.prose import Prose
from dateline.index.metadata.extract import extract
from dateline.index.raw import RawReport
from dateline.problems import Place


def made(corpora: Path, first: int, after_last: int, *, seed: int = 1) -> tuple[Made, list[bytes]]:
    tally, output = Tally(), io.BytesIO()
    tally.write(Generator(corpora, "wire", seed=seed).articles(first, after_last), output)
    return tally.made(), output.getvalue().splitlines()


def test_the_same_options_generate_the_same_articles(corpora: Path) -> None:
    once, _ = made(corpora, 0, 50)
    again, _ = made(corpora, 0, 50)
    other, _ = made(corpora, 0, 50, seed=2)
    assert once == again
    assert once.digest != other.digest


def test_returns_requested_number_with_unique_ids(corpora: Path) -> None:
    summary, lines = made(corpora, 0, 200)
    ids = {msgspec.json.decode(line)["id"] for line in lines}
    assert summary.articles == len(lines) == len(ids) == 200


def test_a_range_of_numbers_is_part_of_a_larger_archive(corpora: Path) -> None:
    _, all_of_them = made(corpora, 0, 40)
    _, a_part = made(corpora, 25, 40)
    assert all_of_them[25:] == a_part


def test_articles_have_the_mean_length_of_their_kind(corpora: Path) -> None:
    summary, _ = made(corpora, 0, 500)
    assert summary.words / summary.articles == pytest.approx(LENGTHS["wire"], rel=0.15)


def test_missing_corpora_are_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"has none of reuters21578\.jsonl\.gz.*--corpora"):
        Prose(tmp_path, "en")


def test_frequency_falls_in_proportion_to_rank() -> None:
    drawn, rng = zipf(1_000), random.Random(7)
    counts = Counter(drawn.draw(rng) for _ in range(100_000))
    assert counts[1] / counts[0] == pytest.approx(1 / 2, rel=0.05)
    assert counts[9] / counts[0] == pytest.approx(1 / 10, rel=0.15)
    assert max(counts) < 1_000


def test_fewer_articles_are_published_at_weekends() -> None:
    days, rng = Days(date(2005, 1, 1), date(2024, 12, 31)), random.Random(7)
    drawn = Counter(days.draw(rng).weekday() for _ in range(20_000))
    assert drawn[6] < drawn[5] < 0.6 * min(drawn[day] for day in range(5))


def test_names_of_officials_are_unique() -> None:
    assert len({official(number).name for number in range(OFFICIALS)}) == OFFICIALS


@pytest.mark.parametrize("wording", range(WORDINGS))
def test_officials_are_extracted_from_each_wording(wording: int) -> None:
    found = [read_official(number, wording) for number in range(60)]
    expected = [(official(number).name, official(number).country) for number in range(60)]
    assert sum(one == other for one, other in zip(found, expected, strict=True)) >= 58


def read_official(number: int, wording: int) -> tuple[str, str | None] | None:
    body = f"It was announced by {official(number).introduction(wording)} after the talks had ended."
    raw = RawReport(body=body, place=Place("generated"), format="jsonl")
    officials = extract(raw, read_at=datetime(2025, 1, 1, tzinfo=UTC)).officials
    return (officials[0].person, officials[0].country) if officials else None
