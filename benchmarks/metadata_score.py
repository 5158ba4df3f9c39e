"""How well metadata is read: `python -m benchmarks.metadata_score GOLD_FOLDER [--errors]`.

Prints the table of the folder's own scorer, the share of hard names told apart, and articles a second on one core.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dateline.index.article import Article, Status
from dateline.index.metadata.countries import find_countries
from dateline.index.metadata.extract import extract
from dateline.index.raw import RawReport
from dateline.problems import Place

NOW = datetime(2026, 1, 1, tzinfo=UTC)


class GoldRow(msgspec.Struct):
    """What is read of a labelled report; its labels are the scorer's."""

    id: str
    text: str
    headline: str | None = None
    date: str | None = None
    dateline_text: str | None = None


class HardName(msgspec.Struct):
    """A sentence with a name that means several things, and the countries it speaks of."""

    text: str
    countries: list[str]
    optional: list[str] = []
    note: str = ""


def read_gold(folder: Path) -> list[GoldRow]:
    """The labelled reports."""
    lines = (folder / "gold.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=GoldRow) for line in lines if line.strip()]


def read_hard_names(folder: Path) -> list[HardName]:
    """The hard names."""
    lines = (folder / "ambiguous.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=HardName) for line in lines if line.strip()]


def extracted(row: GoldRow) -> Article:
    """The article that a labelled report becomes."""
    raw = RawReport(
        body=row.text,
        place=Place(row.id),
        format="gold",
        given_id=row.id,
        headline=row.headline,
        published=row.date,
        dateline=row.dateline_text,
    )
    return extract(raw, read_at=NOW)


def prediction(article: Article) -> dict[str, object]:
    """One line for the scorer; it asks for the offices that are held."""
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
    """What the scorer prints."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "predictions.jsonl"
        path.write_text("\n".join(json.dumps(prediction(article)) for article in articles), encoding="utf-8")
        command = [sys.executable, str(folder / "score.py"), str(folder / "gold.jsonl"), str(path)]
        return subprocess.run([*command, *["--errors"] * errors], check=True, capture_output=True, text=True).stdout


def hard_name_errors(names: Sequence[HardName]) -> Iterator[tuple[HardName, list[str]]]:
    """The sentences that were read wrong, with what was found in them."""
    for name in names:
        found = {one.code for one in find_countries(name.text)}
        if found - set(name.optional) != set(name.countries) - set(name.optional):
            yield name, sorted(found)


def speed(rows: Sequence[GoldRow]) -> float:
    """Articles extracted a second, tables loaded."""
    start = time.perf_counter()
    count = 0
    while time.perf_counter() - start < 3:
        for row in rows:
            extracted(row)
        count += len(rows)
    return count / (time.perf_counter() - start)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Score metadata against labelled reports.")
    parser.add_argument("folder", type=Path, help="holds gold.jsonl, ambiguous.jsonl and score.py")
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    rows, names = read_gold(options.folder), read_hard_names(options.folder)
    print(score_table(options.folder, [extracted(row) for row in rows], errors=options.errors), end="")
    wrong = list(hard_name_errors(names))
    print(f"hard names right        {1 - len(wrong) / len(names):>9.3f} ({len(names) - len(wrong)} of {len(names)})")
    if options.errors:
        for name, found in wrong:
            print(f"  {name.text}\n    found {found}, expected {name.countries}")
    words = sum(len(row.text.split()) for row in rows) / len(rows)
    print(f"articles a second       {speed(rows):>9.0f} (of {words:.0f} words)")


if __name__ == "__main__":
    main()
