"""From documents to articles and rejects: parses, looks up what is stored already, extracts the rest."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import msgspec

from dateline.errors import FormatError
from dateline.index.article import Article
from dateline.index.copies.fingerprint import Fingerprint, fingerprint_of
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import EXCERPT
from dateline.index.metadata.extract import extract
from dateline.index.parse import parse
from dateline.index.raw import Document, Finished, Passed, RawReject, RawReport, RejectKind
from dateline.index.terms import AnalysedArticle, analyse_article

Read: TypeAlias = Document | RawReject | Passed | Finished
"""What the reading process yields."""
AreKnown: TypeAlias = Callable[[Sequence[RawReport]], Sequence[bool]]
"""Says of each report whether the store has it already, extracted by the current rules."""


class Extracted(msgspec.Struct):
    """The result of a batch. Every outcome of parsing is in exactly one of the first four."""

    articles: list[Article] = []
    unchanged: int = 0
    """How many reports the store has already; their metadata was not extracted."""
    rejects: list[RawReject] = []
    passed: dict[str, int] = {}
    """How many parts were passed over, by reason."""
    fingerprints: list[Fingerprint | None] = []
    """The fingerprint of each article; None for a text too short to be a copy."""
    analysed: list[AnalysedArticle] = []
    """The terms of the texts of each article."""
    finished: list[Finished] = []
    """Inputs of which everything is in this result or in an earlier one."""

    def take(self, other: Extracted) -> None:
        """Append the result of another batch."""
        self.articles.extend(other.articles)
        self.unchanged += other.unchanged
        self.rejects.extend(other.rejects)
        self.fingerprints.extend(other.fingerprints)
        self.analysed.extend(other.analysed)
        self.finished.extend(other.finished)
        for reason, count in other.passed.items():
            self.passed[reason] = self.passed.get(reason, 0) + count

    def outcomes(self) -> int:
        """How many outcomes of reading are in it."""
        return len(self.articles) + self.unchanged + len(self.rejects) + sum(self.passed.values())


class Extractor:
    """Parses documents and extracts their articles, in this process."""

    def __init__(self, options: ReadOptions, read_at: datetime, are_known: AreKnown | None = None) -> None:
        self._options = options
        self._read_at = read_at
        self._are_known = are_known

    def of_batch(self, batch: Sequence[Read]) -> Extracted:
        """Handle what the reading process yielded. A report that cannot be extracted becomes a reject."""
        result = self.of_documents([one for one in batch if isinstance(one, Document)])
        result.take(without_documents(batch))
        return result

    def of_documents(self, documents: Iterable[Document]) -> Extracted:
        """Handle some documents."""
        result = Extracted()
        reports: list[RawReport] = []
        passed: Counter[str] = Counter()
        for document in documents:
            for outcome in parse(document, self._options):
                match outcome:
                    case RawReport():
                        reports.append(outcome)
                    case RawReject():
                        result.rejects.append(outcome)
                    case Passed():
                        passed[outcome.reason] += 1
        result.passed = dict(passed)
        known = self._are_known(reports) if self._are_known is not None else itertools.repeat(False)
        for report, is_known in zip(reports, known, strict=False):
            if is_known:
                result.unchanged += 1
            else:
                self._extract_into(result, report)
        return result

    def _extract_into(self, result: Extracted, report: RawReport) -> None:
        """Extract one report; add its article, or a reject, to `result`."""
        try:
            article = extract(report, read_at=self._read_at)
            fingerprint = fingerprint_of(article.headline, article.body)
            analysed = analyse_article(article)
        except FormatError as error:
            result.rejects.append(rejected(report, error.message, RejectKind.NO_TEXT))
        except Exception as error:  # noqa: BLE001 - a fault of our rules in one report must not stop the others
            reason = f"its metadata could not be extracted: {type(error).__name__}: {error}"
            result.rejects.append(rejected(report, reason, RejectKind.FAULT))
        else:
            result.articles.append(article)
            result.fingerprints.append(fingerprint)
            result.analysed.append(analysed)


class Setting(msgspec.Struct, frozen=True):
    """What a worker process needs to make its extractor."""

    options: ReadOptions
    read_at: datetime
    data: str | None = None
    """The folder of the archive in which unchanged reports are looked up."""

    def extractor(self) -> Extractor:
        """Make the extractor."""
        return Extractor(self.options, self.read_at, _known_in(self.data) if self.data is not None else None)


def rejected(report: RawReport, reason: str, kind: RejectKind) -> RawReject:
    """Turn a report that was read but cannot be stored into a reject."""
    text = "\n".join((report.headline or "", report.body, *report.paragraphs))
    excerpt = text.strip().encode(errors="replace")[:EXCERPT]
    return RawReject(report.place, reason, report.format, excerpt, report.byte_end, kind)


def without_documents(batch: Iterable[Read]) -> Extracted:
    """Return what of a batch needs no parsing."""
    result = Extracted()
    for one in batch:
        match one:
            case RawReject():
                result.rejects.append(one)
            case Passed():
                result.passed[one.reason] = result.passed.get(one.reason, 0) + 1
            case Finished():
                result.finished.append(one)
            case Document():
                pass
    return result


def _known_in(data: str) -> AreKnown:
    """Return the lookup in the store of an archive."""
    from dateline.index.store import Store

    return Store.open(Path(data)).are_known
