"""From a document to what it contains, within a time limit; a fault of a parser rejects its document only."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

import msgspec

from dateline.index.formats.format import reject_document
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.registry import FORMATS
from dateline.index.raw import Document, Outcome, RawReport, RejectKind
from dateline.problems import Problem

SECONDS = 20.0
"""Maximum time for one document. The slowest real pages and PDFs take two seconds."""


def parse(document: Document, options: ReadOptions) -> list[Outcome]:
    """Return what a document contains, at least one outcome; never raises."""
    outcomes: list[Outcome] = []
    try:
        with _limited(SECONDS):
            for outcome in FORMATS[document.format].parse(document, options):
                outcomes.append(outcome)  # noqa: PERF402 - what came before an error is kept
    except _TooLongError:
        outcomes.append(
            reject_document(document, f"reading it took more than {SECONDS:.0f} seconds", RejectKind.TIMEOUT)
        )
    except Exception as error:  # noqa: BLE001 - a fault of our rules in one document must not stop the others
        reason = f"could not be parsed: {type(error).__name__}: {error}"
        outcomes.append(reject_document(document, reason, RejectKind.FAULT))
    outcomes = [_from(document, each) if isinstance(each, RawReport) else each for each in outcomes]
    return outcomes or [reject_document(document, "no article in it", RejectKind.NO_TEXT)]


def _from(document: Document, report: RawReport) -> RawReport:
    """Add to a report what is known of its whole input."""
    if document.hints.listed_as is not None and report.item is None:
        source = document.hints.source or report.source
        report = msgspec.structs.replace(report, listed_as=document.hints.listed_as, source=source)
    if document.problem is None and document.day_first is None:
        return report
    problems = () if document.problem is None else (Problem(document.problem, place=report.place),)
    return msgspec.structs.replace(report, problems=(*problems, *report.problems), day_first=document.day_first)


class _TooLongError(BaseException):
    """Raised by the alarm. No `Exception`, since libraries catch those and go on."""


@contextmanager
def _limited(seconds: float) -> Generator[None, None, None]:
    """Raise in the block once the time is over, where the system can: in the main thread, and not on Windows."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise _TooLongError
