"""From a document to its outcomes: never without one, never an error, and never for ever."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from dateline.index import parse as parsing
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.text.plain import Plain
from dateline.index.parse import parse
from dateline.index.raw import Document, Outcome, RawReject, RawReport, RejectKind
from dateline.problems import Place

PLACE = Place("a.txt", line=3)
DOCUMENT = Document("plain", b"Ministers met.", PLACE, byte_end=14)
BEFORE = RawReport("Before.", PLACE, "plain")
Parser = Callable[[], Iterator[Outcome]]


def parsed_by(parser: Parser, monkeypatch: pytest.MonkeyPatch, document: Document = DOCUMENT) -> list[Outcome]:
    """Parse a document with a parser of plain text that ignores it."""

    def parse_plain(_self: Plain, _document: Document, _options: ReadOptions) -> Iterator[Outcome]:
        return parser()

    monkeypatch.setattr(Plain, "parse", parse_plain)
    return parse(document, ReadOptions())


def slow() -> Iterator[Outcome]:
    yield BEFORE
    try:
        time.sleep(20)
    except Exception:  # noqa: BLE001 - as libraries do
        yield RawReport("Swallowed.", PLACE, "plain")


def failing() -> Iterator[Outcome]:
    yield BEFORE
    raise RecursionError("too deep")


def nothing() -> Iterator[Outcome]:
    return iter(())


def test_a_slow_parser_is_interrupted_and_what_came_before_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "SECONDS", 0.1)
    started = time.monotonic()
    before, reject = parsed_by(slow, monkeypatch)
    assert time.monotonic() - started < 5
    assert before == BEFORE
    assert isinstance(reject, RawReject)
    assert (reject.kind, reject.place, reject.byte_end) == (RejectKind.TIMEOUT, PLACE, 14)


def test_after_parsing_no_alarm_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    handler = signal.getsignal(signal.SIGALRM)
    for parser in (nothing, failing):
        parsed_by(parser, monkeypatch)
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
        assert signal.getsignal(signal.SIGALRM) is handler


def test_a_parser_that_raises_keeps_what_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    before, reject = parsed_by(failing, monkeypatch)
    assert before == BEFORE
    assert isinstance(reject, RawReject)
    assert (reject.kind, reject.reason) == (RejectKind.FAULT, "could not be parsed: RecursionError: too deep")
    assert reject.excerpt == DOCUMENT.content


def test_a_document_without_anything_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    (reject,) = parsed_by(nothing, monkeypatch)
    assert isinstance(reject, RawReject)
    assert (reject.kind, reject.place) == (RejectKind.NO_TEXT, PLACE)


def test_another_thread_parses_without_a_limit() -> None:
    found: list[Outcome] = []
    thread = threading.Thread(target=lambda: found.extend(parse(DOCUMENT, ReadOptions())))
    thread.start()
    thread.join()
    (report,) = found
    assert isinstance(report, RawReport)
    assert report.body == "Ministers met."


def test_what_is_known_of_the_input_is_said_of_each_report(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("plain", b"x", PLACE, problem="a guessed encoding", day_first=True)
    report, reject = parsed_by(failing, monkeypatch, document)
    assert isinstance(report, RawReport)
    assert [problem.text for problem in report.problems] == ["a guessed encoding"]
    assert report.day_first is True
    assert isinstance(reject, RawReject)
