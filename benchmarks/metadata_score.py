"""How accurate is extracted metadata? Countries, officials and datelines of labelled articles, and hard names.

    python -m benchmarks.metadata_score ../shared/gold
    python -m benchmarks.metadata_score ../shared/gold --errors      # list the errors, too

Prints the table of the scorer in that folder, the share of correct hard names, and articles per second on one core.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.options import parser
from benchmarks.results import Result, result, save
from benchmarks.section import Section
from benchmarks.tables import table
from dateline.index.article import Article, Status
from dateline.index.metadata.countries.find import find_countries
from dateline.index.metadata.extract import extract
from dateline.index.raw import RawReport
from dateline.problems import Place

NOW = datetime(2026, 1, 1, tzinfo=UTC)


class GoldRow(msgspec.Struct):
    """The fields needed of a labelled article; only the scorer reads the labels."""

    id: str
    text: str
    headline: str | None = None
    date: str | None = None
    dateline_text: str | None = None
    source: str | None = None
    language: str | None = None


class HardName(msgspec.Struct):
    """A sentence with an ambiguous name, and the countries it mentions."""

    text: str
    countries: list[str]
    optional: list[str] = []
    note: str = ""


def read_gold(folder: Path) -> list[GoldRow]:
    """Read the labelled articles."""
    lines = (folder / "gold.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=GoldRow) for line in lines if line.strip()]


def read_hard_names(path: Path) -> list[HardName]:
    """Read a file of hard names, one per line."""
    lines = path.read_bytes().splitlines()
    return [msgspec.json.decode(line, type=HardName) for line in lines if line.strip()]


def extracted(row: GoldRow) -> Article:
    """Extract the article of a labelled row."""
    raw = RawReport(
        body=row.text,
        place=Place(row.id),
        format="gold",
        given_id=row.id,
        headline=row.headline,
        published=row.date,
        dateline=row.dateline_text,
        source=row.source,
        language=row.language,
    )
    return extract(raw, read_at=NOW)


def prediction(article: Article) -> dict[str, object]:
    """One line for the scorer. Current offices come first, since it scores those."""
    held = [official for official in article.officials if official.status is not Status.FORMER]
    past = [official for official in article.officials if official.status is Status.FORMER]
    return {
        "id": article.id,
        "countries": [country.code for country in article.countries],
        "primary": [country.code for country in article.countries if country.primary],
        "dateline_place": article.dateline.place if article.dateline else None,
        "dateline_country": article.dateline.country if article.dateline else None,
        "officials": [
            {"name": official.person, "portfolio": official.portfolio, "country": official.country}
            for official in (*held, *past)
        ],
    }


def score_table(folder: Path, articles: Sequence[Article], *, errors: bool = False) -> str:
    """The output of the scorer."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "predictions.jsonl"
        path.write_text("\n".join(json.dumps(prediction(article)) for article in articles), encoding="utf-8")
        command = [sys.executable, str(folder / "score.py"), str(folder / "gold.jsonl"), str(path)]
        return subprocess.run([*command, *["--errors"] * errors], check=True, capture_output=True, text=True).stdout


def hard_name_errors(names: Sequence[HardName]) -> Iterator[tuple[HardName, list[str]]]:
    """The sentences with errors, each with the countries that were found."""
    for name in names:
        found = {one.code for one in find_countries(name.text)}
        if found - set(name.optional) != set(name.countries) - set(name.optional):
            yield name, sorted(found)


def speed(rows: Sequence[GoldRow]) -> float:
    """Articles extracted per second, with tables already loaded."""
    start = time.perf_counter()
    count = 0
    while time.perf_counter() - start < 3:
        for row in rows:
            extracted(row)
        count += len(rows)
    return count / (time.perf_counter() - start)


class Measure(msgspec.Struct, frozen=True):
    """One row of the scorer's table."""

    name: str
    precision: float
    recall: float
    f1: float


class Figures(msgspec.Struct, frozen=True):
    """All figures of one run."""

    reports: int
    measures: list[Measure]
    hard_names: int
    hard_names_right: int
    per_second: float
    """Articles extracted on one core."""
    words: float
    """Mean number of words in these articles."""


_ROW = re.compile(r"^(?P<name>[a-z][a-z ]*?)\s+(\d\.\d+)\s+(\d\.\d+)\s+(\d\.\d+)\s", re.MULTILINE)


def measures_in(scored: str) -> list[Measure]:
    """The rows of the scorer's table."""
    return [Measure(row[1], float(row[2]), float(row[3]), float(row[4])) for row in _ROW.finditer(scored)]


_CAUTION = (
    "The rules were written with these labels in view, so figures on other articles will be lower. "
    "`tests/metadata/test_quality.py` has floors a little below."
)


def render(results: Sequence[Result]) -> str:
    """The table of the latest run."""
    figures = results[-1].figures_as(Figures)
    rows = [
        [each.name, *(f"{value:.3f}" for value in (each.precision, each.recall, each.f1))] for each in figures.measures
    ]
    hard = f"{figures.hard_names_right} of {figures.hard_names}"
    return "\n\n".join(
        [
            table(["measure", "precision", "recall", "F1"], [*rows, ["hard names correct", hard, "", ""]]),
            (
                f"Measured on {figures.reports} labelled articles of {figures.words:.0f} words; one core extracts "
                f"{figures.per_second:,.0f} per second. {_CAUTION}"
            ),
        ]
    )


SECTION = Section(
    name="metadata_score",
    heading="Metadata",
    question="How accurate is extracted metadata?",
    render=render,
    small=(("GOLD",),),
    full=(("GOLD",),),
)


def main() -> None:
    """Print the figures."""
    made = parser(__doc__)
    made.add_argument("folder", type=Path, help="folder with gold.jsonl, ambiguous.jsonl and score.py")
    made.add_argument("--errors", action="store_true", help="list the errors")
    options = made.parse_args()
    rows, names = read_gold(options.folder), read_hard_names(options.folder / "ambiguous.jsonl")
    scored = score_table(options.folder, [extracted(row) for row in rows], errors=options.errors)
    print(scored, end="")
    wrong = list(hard_name_errors(names))
    right = len(names) - len(wrong)
    print(f"hard names correct      {right / len(names):>9.3f} ({right} of {len(names)})")
    if options.errors:
        for name, found in wrong:
            print(f"  {name.text}\n    found {found}, expected {name.countries}")
    words = sum(len(row.text.split()) for row in rows) / len(rows)
    per_second = speed(rows)
    print(f"articles per second     {per_second:>9.0f} (of {words:.0f} words)")
    if options.save:
        figures = Figures(len(rows), measures_in(scored), len(names), right, per_second, words)
        save(result("metadata_score", figures, ["dateline"]))


if __name__ == "__main__":
    main()
