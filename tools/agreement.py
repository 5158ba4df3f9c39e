"""Read sets of real files, compare what was read with truth found by other means, and write the table of the docs.

    python -m tools.agreement ../shared/formats ../shared/corpora            print the table
    python -m tools.agreement ../shared/formats ../shared/corpora --write    write it into docs/formats.md

Each folder or corpus is a set. The truth of a file comes from `truth.py` beside this file, which shares no code with
the formats. A figure is the share of known values that were read exactly.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dateline.errors import FormatError
from dateline.index.article import Article
from dateline.index.formats.markup import has_tags
from dateline.index.formats.options import ReadOptions
from dateline.index.metadata.extract import extract
from dateline.index.raw import Passed, RawReject, RawReport
from dateline.index.read import read
from tools.truth import Truth, truth_of

DOCS = Path(__file__).resolve().parents[1] / "docs" / "formats.md"
BEGIN, END = "<!-- agreement -->\n", "<!-- /agreement -->\n"
READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


class Agreement(msgspec.Struct):
    """What a set was read as."""

    inputs: int = 0
    articles: int = 0
    rejects: int = 0
    passed: int = 0
    with_markup: int = 0
    """Articles whose headline or body contains a tag."""
    formats: Counter[str] = msgspec.field(default_factory=Counter[str])
    known: Counter[str] = msgspec.field(default_factory=Counter[str])
    """How many values of each kind the truth has."""
    right: Counter[str] = msgspec.field(default_factory=Counter[str])

    def share(self, kind: str) -> str:
        """Return the share of a kind that agrees, as text; a dash if no truth is known."""
        known = self.known[kind]
        return f"{self.right[kind] / known:.2f} of {known}" if known else "-"


def agreement_of(paths: Iterable[Path]) -> Agreement:
    """Read some files and compare them with their truths."""
    agreement = Agreement()
    for path in paths:
        agreement.inputs += 1
        rejected = agreement.rejects
        articles: list[Article] = []
        for outcome in read([str(path)], ReadOptions()):
            match outcome:
                case RawReport():
                    agreement.formats[outcome.format] += 1
                    articles.extend(_extracted(outcome, agreement))
                case RawReject():
                    agreement.rejects += 1
                case Passed():
                    agreement.passed += 1
        agreement.articles += len(articles)
        agreement.with_markup += sum(has_tags(each.headline or "") or has_tags(each.body) for each in articles)
        truth = truth_of(path)
        _compare(agreement, articles, truth)
        if truth.entries is not None:
            # An entry without title and text is a reject.
            agreement.known["entries"] += truth.entries
            agreement.right["entries"] += min(len(articles) + agreement.rejects - rejected, truth.entries)
    return agreement


def _extracted(report: RawReport, agreement: Agreement) -> Iterator[Article]:
    try:
        yield extract(report, read_at=READ_AT)
    except FormatError:
        agreement.rejects += 1


def _compare(agreement: Agreement, articles: Sequence[Article], truth: Truth) -> None:
    headlines = {_plain(each.headline or "") for each in articles}
    days = {each.published.at.date().isoformat() for each in articles if each.published}
    bodies = " ".join(_plain(each.body) for each in articles)
    found = {
        "titles": [_plain(title) in headlines for title in truth.titles],
        "days": [day in days for day in truth.days],
        "paragraphs": [_plain(paragraph) in bodies for paragraph in truth.paragraphs],
    }
    for kind, answers in found.items():
        agreement.known[kind] += len(answers)
        agreement.right[kind] += sum(answers)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def sets(roots: Iterable[Path]) -> Iterator[tuple[str, list[Path]]]:
    """Yield the name and the files of each set under some folders."""
    for root in roots:
        for entry in sorted(root.iterdir()):
            if entry.is_dir():
                files = (path for path in sorted(entry.rglob("*")) if path.is_file())
                yield entry.name, [path for path in files if path.name not in {"LICENSE", "README.md"}]
            elif entry.suffix == ".gz":
                yield entry.name, [entry]


def table(roots: Iterable[Path]) -> str:
    """Return the table as Markdown."""
    kinds = ("titles", "days", "paragraphs", "entries")
    lines = [
        "| set | files | articles | rejects | passed | titles | days | paragraphs | entries |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, files in sets(roots):
        found = agreement_of(files)
        if found.with_markup:
            sys.stderr.write(f"{name}: {found.with_markup} articles contain markup\n")
        shares = " | ".join(map(found.share, kinds))
        lines.append(
            f"| {name} | {found.inputs} | {found.articles:,} | {found.rejects} | {found.passed:,} | {shares} |"
        )
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, or write it into the docs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("roots", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    written = table(given.roots)
    if given.write:
        before, _, rest = DOCS.read_text().partition(BEGIN)
        DOCS.write_text(before + BEGIN + "\n" + written + "\n" + END + rest.partition(END)[2])
    else:
        sys.stdout.write(written)


if __name__ == "__main__":
    main()
