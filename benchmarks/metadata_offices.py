"""How well are officials read in short made-up reports? `python -m benchmarks.metadata_offices [--errors] [FILE ...]`.

A line of a file has `id`, `text`, perhaps `date`, `headline`, `language`, and `officials`: each with name, portfolio,
country and status. Every name, office and status counts; none is optional.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.metadata_score import NOW
from dateline.index.article import Official
from dateline.index.metadata.extract import extract
from dateline.index.raw import RawReport
from dateline.problems import Place

REPORTS = Path(__file__).parent.parent / "tests" / "metadata" / "offices"


class Held(msgspec.Struct, frozen=True):
    """One office of one person."""

    name: str
    portfolio: str
    country: str | None
    status: str


class Report(msgspec.Struct, frozen=True):
    """A labelled report."""

    id: str
    text: str
    officials: Sequence[Held]
    date: str | None = None
    headline: str | None = None
    language: str | None = None
    """None: the rules find it."""


class Counts(msgspec.Struct):
    """What was found in a file. Shares are of the labels, but for `precision`."""

    reports: int = 0
    reports_right: int = 0
    named: int = 0
    found: int = 0
    wrong: int = 0
    offices: int = 0
    offices_right: int = 0
    """Name, portfolio and country."""
    by_status: dict[str, tuple[int, int]] = {}
    """Offices right with their status, and all, by status."""

    @property
    def precision(self) -> float:
        """Share of the names found that are labelled."""
        return self.found / (self.found + self.wrong) if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the labelled names that are found."""
        return self.found / self.named if self.named else 1.0

    @property
    def right(self) -> float:
        """Share of the labelled offices whose name, portfolio and country are found."""
        return self.offices_right / self.offices if self.offices else 1.0

    @property
    def status(self) -> float:
        """Share of the labelled offices that are found with their status."""
        return sum(right for right, _ in self.by_status.values()) / self.offices if self.offices else 1.0

    def add(self, report: Report, found: Sequence[Held]) -> None:
        """Count one report."""
        named, got = {one.name for one in report.officials}, {one.name for one in found}
        places = {(one.name, one.portfolio, one.country) for one in found}
        self.reports += 1
        self.reports_right += set(found) == set(report.officials)
        self.named += len(named)
        self.found += len(named & got)
        self.wrong += len(got - named)
        for one in report.officials:
            right, of = self.by_status.get(one.status, (0, 0))
            self.by_status[one.status] = right + (one in found), of + 1
            self.offices += 1
            self.offices_right += (one.name, one.portfolio, one.country) in places


def read_reports(path: Path) -> list[Report]:
    """The labelled reports of a file."""
    return [msgspec.json.decode(line, type=Report) for line in path.read_bytes().splitlines() if line.strip()]


def offices_in(report: Report) -> list[Held]:
    """What the rules find in a report."""
    raw = RawReport(
        report.text,
        Place(report.id),
        "made up",
        headline=report.headline,
        published=report.date,
        language=report.language,
    )
    return [_held(official) for official in extract(raw, read_at=NOW).officials]


def count(reports: Iterable[Report]) -> Counts:
    """The counts of some reports."""
    counts = Counts()
    for report in reports:
        counts.add(report, offices_in(report))
    return counts


def _held(official: Official) -> Held:
    return Held(official.person, official.portfolio, official.country, official.status.value)


def _errors(reports: Iterable[Report]) -> Iterator[str]:
    for report in reports:
        found = offices_in(report)
        if set(found) != set(report.officials):
            yield f"{report.id}  {report.headline or ''} {report.text}"
            yield f"    missed {[_short(one) for one in report.officials if one not in found]}"
            yield f"    wrong  {[_short(one) for one in found if one not in report.officials]}"


def _short(one: Held) -> str:
    return f"{one.name}={one.portfolio}/{one.country}/{one.status}"


def main() -> None:
    """Print the figures of each file."""
    made = argparse.ArgumentParser(description="Score officials in short labelled reports.")
    made.add_argument("files", type=Path, nargs="*", help="label files, by default those of the tests")
    made.add_argument("--errors", action="store_true", help="list the errors")
    options = made.parse_args()
    for path in options.files or sorted(REPORTS.glob("*.jsonl")):
        reports = read_reports(path)
        counts = count(reports)
        print(f"{path.stem}: {counts.reports_right} of {counts.reports} reports wholly right")
        print(f"    names P {counts.precision:.3f} R {counts.recall:.3f}, offices {counts.right:.3f}, ", end="")
        print(f"with status {counts.status:.3f}: {counts.by_status}")
        if options.errors:
            print("\n".join(_errors(reports)))


if __name__ == "__main__":
    main()
