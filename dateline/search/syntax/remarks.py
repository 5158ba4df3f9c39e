"""Collects the problems of a query while it is parsed."""

from __future__ import annotations

from enum import Enum

import msgspec

from dateline.problems import Problem, Span
from dateline.search.sentences import Saying, Sentence, say
from dateline.search.syntax.limits import MOST_PROBLEMS


class Weight(Enum):
    """How serious a remark is."""

    SURE = "sure"
    """The reading is certain but worth a message, such as Dateline's form of another system's syntax."""
    DOUBT = "doubt"
    """The text was unclear; the nearest sensible reading was used."""
    LIMIT = "limit"
    """Part of the text was too long and left out; reported before anything else."""


class Remark(msgspec.Struct, frozen=True):
    """A problem before it has its suggestion; offsets are code points into the typed text."""

    weight: Weight
    saying: Saying
    start: int
    end: int
    instead: str | None = None
    """The replacement for the span in a corrected query; None if there is no correction."""
    appended: str = ""
    """Text to append to the corrected query."""


class Remarks:
    """Collects the remarks on one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: list[Remark] = []

    def doubt(self, saying: Saying, start: int, end: int, instead: str | None = None, *, appended: str = "") -> None:
        """Report that the nearest sensible reading was used."""
        self._found.append(Remark(Weight.DOUBT, saying, start, end, instead, appended))

    def limit(self, saying: Saying, start: int, end: int, instead: str | None = None) -> None:
        """Report that something was too long and left out or cut."""
        self._found.append(Remark(Weight.LIMIT, saying, start, end, instead))

    def translate(self, start: int, end: int, instead: str) -> None:
        """Report Dateline's form of what was typed in another system's syntax."""
        saying = say(Sentence.FOREIGN, typed=self.typed(start, end), own=_shortened(instead))
        self.tell(saying, start, end, instead)

    def tell(self, saying: Saying, start: int, end: int, instead: str | None = None) -> None:
        """Report something about a certain reading."""
        self._found.append(Remark(Weight.SURE, saying, start, end, instead))

    def typed(self, start: int, end: int) -> str:
        """Return a span of the text, shortened for use in a sentence."""
        return _shortened(self.text[start:end])

    def problems(self) -> tuple[Problem, ...]:
        """Return up to `MOST_PROBLEMS` problems in the order of the text; limits and then the first ones are kept."""
        limits = [remark for remark in self._found if remark.weight is Weight.LIMIT]
        others = sorted((remark for remark in self._found if remark.weight is not Weight.LIMIT), key=_span)
        kept = (limits + others)[:MOST_PROBLEMS]
        return tuple(map(self._problem, sorted(kept, key=_span)))

    def first_doubt(self) -> Problem | None:
        """Return the first problem in the text that is not a mere translation."""
        doubts = (remark for remark in self._found if remark.weight is not Weight.SURE)
        first = min(doubts, key=_span, default=None)
        return None if first is None else self._problem(first)

    def _problem(self, remark: Remark) -> Problem:
        return remark.saying.problem(Span(remark.start, remark.end), self._corrected(remark))

    def _corrected(self, remark: Remark) -> str | None:
        if remark.instead is None:
            return None
        before, after = self.text[: remark.start], self.text[remark.end :]
        if remark.instead.strip():
            return (before + remark.instead + after).strip() + remark.appended
        parted = remark.instead or before[-1:].isspace() or after[:1].isspace()
        space = " " if parted else ""
        return (before.rstrip() + space + after.lstrip()).strip() or None


def _span(remark: Remark) -> tuple[int, int]:
    return remark.start, remark.end


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
