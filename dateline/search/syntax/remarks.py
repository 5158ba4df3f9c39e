"""What is to be said of a query while it is read; becomes its problems."""

from __future__ import annotations

from enum import Enum

import msgspec

from dateline.problems import Problem, Span
from dateline.search.sentences import Saying, Sentence, say
from dateline.search.syntax.limits import MOST_PROBLEMS


class Weight(Enum):
    """What a remark is worth."""

    SURE = "sure"
    """The reading is not in doubt, but worth a word: Dateline's own form of what was typed in another's."""
    DOUBT = "doubt"
    """Something was given its nearest sensible reading."""
    LIMIT = "limit"
    """Part of the text was left out for its size; told before all else."""


class Remark(msgspec.Struct, frozen=True):
    """A problem in the making."""

    weight: Weight
    saying: Saying
    start: int
    end: int
    instead: str | None = None
    """What would stand there in a corrected query."""
    appended: str = ""
    """What would stand at the end of it."""


class Remarks:
    """Collects remarks on one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: list[Remark] = []

    def doubt(self, saying: Saying, start: int, end: int, instead: str | None = None, *, appended: str = "") -> None:
        """Say that something was given its nearest sensible reading."""
        self._found.append(Remark(Weight.DOUBT, saying, start, end, instead, appended))

    def limit(self, saying: Saying, start: int, end: int, instead: str | None = None) -> None:
        """Say that something is too large, and left out or cut."""
        self._found.append(Remark(Weight.LIMIT, saying, start, end, instead))

    def translate(self, start: int, end: int, instead: str) -> None:
        """Say how Dateline writes what was typed in another system's form."""
        saying = say(Sentence.FOREIGN, typed=self.typed(start, end), own=_shortened(instead))
        self.tell(saying, start, end, instead)

    def tell(self, saying: Saying, start: int, end: int, instead: str | None = None) -> None:
        """Say something of what is not in doubt."""
        self._found.append(Remark(Weight.SURE, saying, start, end, instead))

    def typed(self, start: int, end: int) -> str:
        """A stretch of the text as it can stand in a sentence."""
        return _shortened(self.text[start:end])

    def problems(self) -> tuple[Problem, ...]:
        """At most `MOST_PROBLEMS`: limits, then what stands first; in the order of the text."""
        limits = [remark for remark in self._found if remark.weight is Weight.LIMIT]
        others = sorted((remark for remark in self._found if remark.weight is not Weight.LIMIT), key=_place)
        told = (limits + others)[:MOST_PROBLEMS]
        return tuple(map(self._problem, sorted(told, key=_place)))

    def first_doubt(self) -> Problem | None:
        """The first in the text of whose reading there is doubt."""
        doubts = (remark for remark in self._found if remark.weight is not Weight.SURE)
        first = min(doubts, key=_place, default=None)
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


def _place(remark: Remark) -> tuple[int, int]:
    return remark.start, remark.end


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
