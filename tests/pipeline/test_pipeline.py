"""From sources to store: nothing is lost, one bad report stops nothing, memory is bounded."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from dateline.errors import SourceError
from dateline.index import extraction
from dateline.index.article import Article
from dateline.index.catch_up import Follower
from dateline.index.database import Database
from dateline.index.extraction import (
    Extractor,
    Read,
    Setting,
)
from dateline.index.formats.options import ReadOptions
from dateline.index.generations import Generations
from dateline.index.metadata.extract import extract
from dateline.index.pipeline import COMMIT_EVERY, Progress, Summary, index_read, is_commit_due
from dateline.index.put import Put
from dateline.index.raw import Document, Finished, Passed, RawReject, RawReport
from dateline.index.read import read_documents
from dateline.index.rejects import Rejects
from dateline.index.store import Store
from dateline.index.terms import ArticleTerms, analyse_article, terms_of
from dateline.index.workers import BATCH_DOCUMENTS, BATCHES_PER_WORKER, WITHOUT_POOL, ended_after, extract_documents
from dateline.problems import Place
from tests.store.conftest import article

OPTIONS = ReadOptions()
SETTING = Setting(OPTIONS, datetime(2026, 1, 1, tzinfo=UTC))


class NoIndex:
    """An index writer that only keeps what it is given."""

    def __init__(self) -> None:
        self.added: list[ArticleTerms] = []

    def add(self, articles: Iterable[ArticleTerms]) -> None:
        self.added.extend(articles)

    def delete(self, ids: Iterable[str]) -> None:
        del ids

    def commit(self) -> None:
        """Nothing is pending."""

    def close(self) -> None:
        """Nothing is open."""


class Archive:
    """A store, its rejects and an index in one folder."""

    def __init__(self, folder: Path) -> None:
        database = Database.create(folder)
        self.store = Store(database)
        self.rejects = Rejects(database)
        self.index = NoIndex()
        self._generation = Generations(folder).create("fake", "1")

    def read(self, *addresses: Path, workers: int = 1) -> Summary:
        self.progress: list[Progress] = []
        follower = Follower(self.store, self._generation, self.index)
        paths = [str(address) for address in addresses]
        return index_read(
            lambda on_bytes: read_documents(paths, OPTIONS, on_bytes),
            SETTING,
            self.store,
            self.rejects,
            follower,
            workers=workers,
            on_progress=self.progress.append,
        )


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    folder = tmp_path / "data"
    folder.mkdir()
    return Archive(folder)


def write(path: Path, *bodies: str) -> Path:
    lines = ({"id": f"{number}", "body": body} for number, body in enumerate(bodies))
    path.write_bytes(b"\n".join(map(msgspec.json.encode, lines)) + b"\n")
    return path


def documents(count: int) -> Iterator[Document]:
    return (document(f'{{"id": "{number}", "body": "Report {number}."}}', number) for number in range(count))


def document(content: str, line: int) -> Document:
    return Document("jsonl", content.encode(), Place("x", line=line), item=line)


def test_a_summary_counts_every_report(archive: Archive, tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", "One.", "Two.", "")
    summary = archive.read(news)
    assert (summary.read, summary.added, summary.rejected) == (3, 2, 1)
    assert archive.progress[-1].stored == archive.store.count() == len(archive.index.added) == 2
    assert [reject.place.line for reject in archive.rejects] == [3]


def test_a_reject_is_stored_until_its_input_can_be_read(archive: Archive, tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", "One.", "")
    archive.read(news)
    archive.read(news)
    assert archive.rejects.count() == 1
    write(news, "One.", "Two at last.")
    archive.read(news)
    assert archive.rejects.count() == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_the_terms_made_while_extracting_are_those_of_the_stored_article(
    archive: Archive, tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.index.workers.WITHOUT_POOL", 1)
    texts = ["Talks went on.", "Die Gespräche über Öl gingen in Berlin weiter.", "\u0627\u0644\u0633\u0644\u0627\u0645"]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(
            f"BAKU, May 18\n\nMinister of Defence Ali Veli spoke.\n\n{text}\n", "utf-8"
        )
    archive.read(tmp_path, workers=workers)
    changes = list(archive.store.changes(0))
    assert archive.index.added == [terms_of(change.article) for change in changes]
    assert len(changes) == len(texts)


def test_texts_analysed_in_another_language_are_analysed_again() -> None:
    english = replace(article("The talks"), language="en")
    german = replace(english, language="de")
    assert terms_of(english, analyse_article(german)) == terms_of(english) != terms_of(german)


def test_a_missing_input_raises_and_stores_nothing(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        archive.read(write(tmp_path / "news.jsonl", "One."), tmp_path / "gone.jsonl")
    assert archive.store.count() == 0


def test_an_interrupted_run_stores_what_it_read(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> Iterator[extraction.Extracted]:
        yield extraction.Extractor(OPTIONS, SETTING.read_at).of_batch(list(documents(5)))
        raise KeyboardInterrupt

    monkeypatch.setattr("dateline.index.pipeline.extract_documents", interrupted)
    with pytest.raises(KeyboardInterrupt):
        archive.read(write(tmp_path / "news.jsonl", "One."))
    assert archive.store.count() == len(archive.index.added) == 5


def test_an_exception_in_extraction_rejects_only_its_report(monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = extract

    def failing(raw: RawReport, *, read_at: datetime) -> Article:
        if raw.given_id == "1":
            raise ZeroDivisionError("a rule")
        return genuine(raw, read_at=read_at)

    monkeypatch.setattr("dateline.index.extraction.extract", failing)
    result = Extractor(OPTIONS, SETTING.read_at).of_documents(documents(3))
    assert [article.id for article in result.articles] == ["0", "2"]
    assert [reject.reason for reject in result.rejects] == [
        "its metadata could not be extracted: ZeroDivisionError: a rule"
    ]


def test_worker_processes_give_the_same_articles_in_order() -> None:
    count = WITHOUT_POOL + 5 * BATCH_DOCUMENTS + 7
    alone = [
        article.id for result in extract_documents(documents(count), SETTING, workers=1) for article in result.articles
    ]
    shared = [
        article.id for result in extract_documents(documents(count), SETTING, workers=2) for article in result.articles
    ]
    assert shared == alone
    assert len(alone) == count


def test_rejects_pass_through_the_extraction_unchanged() -> None:
    reject = RawReject(Place("x", line=2), "not JSON", "jsonl", b"{")
    found: list[Read] = [*documents(2), reject, *documents(WITHOUT_POOL + BATCH_DOCUMENTS)]
    assert [one for result in extract_documents(found, SETTING, workers=2) for one in result.rejects] == [reject]


def test_what_is_passed_over_is_counted_by_reason() -> None:
    found: list[Read] = [Passed(Place("x"), "a picture"), *documents(WITHOUT_POOL), Passed(Place("x"), "a picture")]
    passed = [result.passed for result in extract_documents(found, SETTING, workers=2)]
    assert sum(each.get("a picture", 0) for each in passed) == 2


def test_input_is_read_only_as_workers_need_it() -> None:
    taken = 0

    def counted() -> Iterator[Document]:
        nonlocal taken
        for each in documents(100_000):
            taken += 1
            yield each

    stream = extract_documents(counted(), SETTING, workers=2)
    for _ in range(WITHOUT_POOL // BATCH_DOCUMENTS + 1):
        next(stream)
    assert taken <= WITHOUT_POOL + (2 * BATCHES_PER_WORKER + 2) * BATCH_DOCUMENTS
    stream.close()


def die_of(data: bytes, setting: Setting) -> bytes:
    """Simulate a crash in compiled code: kill the process that extracts the report with this word."""
    if b"deadly" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    result = setting.extractor().of_documents(msgspec.msgpack.decode(data, type=list[Document]))
    return msgspec.msgpack.encode(result)


def test_a_report_that_kills_its_worker_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.workers.extract_encoded", die_of)
    count = WITHOUT_POOL + 2 * BATCH_DOCUMENTS
    found = [*documents(count)]
    found[WITHOUT_POOL + 3] = document('{"body": "A deadly report."}', 7)
    result = list(extract_documents(found, SETTING, workers=2))
    assert [reject.place.line for one in result for reject in one.rejects] == [7]
    assert sum(len(one.articles) for one in result) == count - 1


def hang_of(data: bytes, setting: Setting) -> bytes:
    """Simulate compiled code that never returns, and answers no signal."""
    with ended_after(1.0):
        if b"endless" in data:
            ctypes.PyDLL(None).sleep(1000)
        result = setting.extractor().of_documents(msgspec.msgpack.decode(data, type=list[Document]))
        return msgspec.msgpack.encode(result)


def test_a_report_that_hangs_its_worker_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.workers.extract_encoded", hang_of)
    count = WITHOUT_POOL + 2 * BATCH_DOCUMENTS
    found = [*documents(count)]
    found[WITHOUT_POOL + 3] = document('{"body": "An endless report."}', 7)
    result = list(extract_documents(found, SETTING, workers=2))
    assert [reject.place.line for one in result for reject in one.rejects] == [7]
    assert sum(len(one.articles) for one in result) == count - 1


_EXTRACTING = """
import itertools
from datetime import UTC, datetime
from dateline.index.extraction import Setting
from dateline.index.workers import extract_documents
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document
from dateline.problems import Place
from tests.store.conftest import article
documents = (Document("jsonl", b'{"body": "Report %d."}' % n, Place("x"), item=n) for n in itertools.count())
setting = Setting(ReadOptions(), datetime(2026, 1, 1, tzinfo=UTC))
for number, result in enumerate(extract_documents(documents, setting, workers=2)):
    if number == 10:
        print("started", flush=True)
"""


def test_workers_exit_when_their_parent_is_killed(repository: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _EXTRACTING], stdout=subprocess.PIPE, cwd=repository) as extracting:
        assert extracting.stdout is not None
        assert extracting.stdout.readline() == b"started\n"
        extracting.send_signal(signal.SIGKILL)
        # The workers share the pipe, so it closes when the last of them exits.
        rest, _ = extracting.communicate(timeout=20)
        assert rest == b""


@pytest.mark.parametrize(
    ("behind", "waited", "running", "due"),
    [
        (1, 4.9, 20.0, False),
        (1, 5.1, 20.0, True),
        (0, 60.0, 60.0, False),
        (1, 5.1, 100.0, False),
        (1, 20.1, 100.0, True),
        (COMMIT_EVERY, 0.1, 100.0, True),
    ],
)
def test_commits_become_rarer_as_a_run_gets_longer(behind: int, waited: float, running: float, *, due: bool) -> None:
    assert is_commit_due(behind, waited, running) is due


def test_a_lost_outcome_is_an_error(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(_archive: Store, articles: Sequence[Article], _: object) -> Put:
        return Put(added=len(articles) - 1)

    monkeypatch.setattr(Store, "put", forgetful)
    with pytest.raises(AssertionError, match="2 parts were read, but 1 are accounted for"):
        archive.read(write(tmp_path / "news.jsonl", "One.", "Two."))


def test_what_is_unchanged_is_counted_and_not_extracted(monkeypatch: pytest.MonkeyPatch) -> None:
    def unexpected(raw: RawReport, *, read_at: datetime) -> Article:
        assert raw.given_id != "1", "what the store knows needs no extraction"
        return extract(raw, read_at=read_at)

    def are_known(reports: Sequence[RawReport]) -> Sequence[bool]:
        return [report.given_id == "1" for report in reports]

    monkeypatch.setattr("dateline.index.extraction.extract", unexpected)
    result = Extractor(OPTIONS, SETTING.read_at, are_known).of_documents(documents(3))
    assert ([article.id for article in result.articles], result.unchanged) == (["0", "2"], 1)
    assert len(result.fingerprints) == len(result.articles)
    assert result.rejects == []


def test_every_outcome_of_a_batch_is_counted_once() -> None:
    place = Place("x")
    batch: list[Read] = [
        *documents(2),
        document("{", 3),
        RawReject(place, "not JSON", "jsonl", b"{"),
        Passed(place, "a picture"),
        Finished("x", "jsonl"),
        Passed(place, "a picture"),
    ]
    result = Extractor(OPTIONS, SETTING.read_at, lambda reports: [False] * len(reports)).of_batch(batch)
    assert (len(result.articles), len(result.rejects), result.passed) == (2, 2, {"a picture": 2})
    assert result.outcomes() == 6
    assert result.finished == [Finished("x", "jsonl")]
    result.take(result)
    assert (result.outcomes(), result.passed) == (12, {"a picture": 4})
