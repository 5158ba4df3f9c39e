"""Collects the problems of a query while it is parsed."""

from __future__ import annotations

from enum import Enum

import msgspec

from dateline.problems import Problem, Span
from dateline.search.sentences import Message, Sentence
from dateline.search.syntax.limits import MOST_PROBLEMS


class Severity(Enum):
    """How serious a problem is."""

    NOTE = "note"
    """The reading is certain but worth a message, such as Dateline's form of another system's syntax."""
    WARNING = "warning"
    """The text was unclear; the nearest sensible reading was used."""
    CUT = "cut"
    """The text exceeded a limit and was cut; kept before all other problems."""


class _Draft(msgspec.Struct, frozen=True):
    """A problem before its suggestion is built; offsets are code points into the typed text."""

    severity: Severity
    message: Message
    start: int
    end: int
    instead: str | None
    """The replacement for the span in a corrected query; None if there is no correction."""
    appended: str = ""
    """Text to append to the corrected query."""


class ProblemCollector:
    """Collects the problems of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._drafts: list[_Draft] = []

    def note(self, message: Message, start: int, end: int, instead: str | None = None) -> None:
        """Report something about a certain reading."""
        self._drafts.append(_Draft(Severity.NOTE, message, start, end, instead))

    def suggest(self, start: int, end: int, instead: str) -> None:
        """Note Dateline's form of what was typed in another system's syntax."""
        message = Sentence.FOREIGN.message(typed=self.typed(start, end), own=_shortened(instead))
        self.note(message, start, end, instead)

    def warn(self, message: Message, start: int, end: int, instead: str | None = None, *, appended: str = "") -> None:
        """Report that the text was unclear and the nearest sensible reading was used."""
        self._drafts.append(_Draft(Severity.WARNING, message, start, end, instead, appended))

    def cut(self, message: Message, start: int, end: int, instead: str | None = None) -> None:
        """Report that the text exceeded a limit and was cut."""
        self._drafts.append(_Draft(Severity.CUT, message, start, end, instead))

    def typed(self, start: int, end: int) -> str:
        """Return a span of the text, shortened for use in a sentence."""
        return _shortened(self.text[start:end])

    def all(self) -> tuple[Problem, ...]:
        """Return up to `MOST_PROBLEMS` problems in the order of the text; cuts are kept before all others."""
        cuts = [draft for draft in self._drafts if draft.severity is Severity.CUT]
        others = sorted((draft for draft in self._drafts if draft.severity is not Severity.CUT), key=_span)
        kept = (cuts + others)[:MOST_PROBLEMS]
        return tuple(map(self._problem, sorted(kept, key=_span)))

    def first_warning(self) -> Problem | None:
        """Return the first problem in the text that is not a mere note."""
        serious = (draft for draft in self._drafts if draft.severity is not Severity.NOTE)
        first = min(serious, key=_span, default=None)
        return None if first is None else self._problem(first)

    def _problem(self, draft: _Draft) -> Problem:
        return draft.message.problem(Span(draft.start, draft.end), self._corrected(draft))

    def _corrected(self, draft: _Draft) -> str | None:
        if draft.instead is None:
            return None
        before, after = self.text[: draft.start], self.text[draft.end :]
        if draft.instead.strip():
            return (before + draft.instead + after).strip() + draft.appended
        parted = draft.instead or before[-1:].isspace() or after[:1].isspace()
        space = " " if parted else ""
        return (before.rstrip() + space + after.lstrip()).strip() or None


def _span(draft: _Draft) -> tuple[int, int]:
    return draft.start, draft.end


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
