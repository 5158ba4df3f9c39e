"""Compare primary countries with the tags of a source: `python -m benchmarks.metadata_places CORPORA`.

Reuters-21578 tags each article with the places it is about. They are compared with the primary countries and the
country of the dateline; tags that are not countries (`ec`, `opec`, `asia`) are left out.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.metadata_score import NOW
from dateline.index.article import Article
from dateline.index.metadata.extract import extract
from dateline.index.metadata.tables import country_code
from dateline.index.raw import RawReport
from dateline.problems import Place

_TAGS = {
    "usa": "US",
    "uk": "GB",
    "uae": "AE",
    "ussr": "SU",
    "south-korea": "KR",
    "north-korea": "KP",
    "west-germany": "DE",
}
"""Abbreviated tags; all others are the name of the country with hyphens."""


class Report(msgspec.Struct):
    """An article with the places that its source tagged."""

    id: str
    title: str | None
    body: str | None
    date: str | None
    dateline: str | None
    places: list[str]


def reports(corpora: Path) -> Iterator[Report]:
    """All articles with a text and tags."""
    with gzip.open(corpora / "reuters21578.jsonl.gz") as lines:
        for line in lines:
            report = msgspec.json.decode(line, type=Report)
            if report.places and report.body:
                yield report


def tagged(report: Report) -> frozenset[str]:
    """The countries among an article's tags."""
    found = (_TAGS.get(tag) or country_code(tag.replace("-", " ")) for tag in report.places)
    return frozenset(filter(None, found))


def about(article: Article) -> frozenset[str]:
    """The countries compared with the tags: primary ones and the dateline's."""
    primary = {country.code for country in article.countries if country.primary}
    dateline = article.dateline.country if article.dateline else None
    return frozenset(primary | ({dateline} if dateline else set()))


def main() -> None:
    """Print precision, recall and F1 over all codes, and the most frequent errors."""
    parser = argparse.ArgumentParser(description="Compare primary countries with the places Reuters tagged.")
    parser.add_argument("corpora", type=Path, help="folder with reuters21578.jsonl.gz")
    parser.add_argument("--every", type=int, default=1, help="read only every Nth article")
    options = parser.parse_args()
    hits, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for number, report in enumerate(reports(options.corpora)):
        if number % options.every:
            continue
        found, expected = about(extracted_report(report)), tagged(report)
        hits.update(found & expected)
        wrong.update(found - expected)
        missed.update(expected - found)
    right = hits.total()
    print(f"precision {right / (right + wrong.total()):.3f}  recall {right / (right + missed.total()):.3f}", end="  ")
    print(f"F1 {2 * right / (2 * right + wrong.total() + missed.total()):.3f}  ({right} right)")
    for name, counts in (("wrong", wrong), ("missed", missed)):
        print(f"{name:<8}", ", ".join(f"{code} {count}" for code, count in counts.most_common(15)))


def extracted_report(report: Report) -> Article:
    """Extract the article of a report."""
    raw = RawReport(
        body=report.body or "",
        place=Place(report.id),
        format="reuters21578",
        given_id=report.id,
        headline=report.title,
        published=report.date,
        dateline=report.dateline,
        source="Reuters",
    )
    return extract(raw, read_at=NOW)


if __name__ == "__main__":
    main()
