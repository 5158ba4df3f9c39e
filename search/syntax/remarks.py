"""What is to be said of a query while it is read; becomes its problems."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dateline.problems import Problem, Span
from dateline.search.syntax.limits import MOST_PROBLEMS


class Remark(msgspec.Struct, frozen=True):
    """A problem in the making."""

    text: str
    start: int
    end: int
    instead: str | None
    """What would stand there in a corrected query."""
    appended: str
    """What would stand at the end of it."""
    is_translation: bool
    """The reading is not in doubt; only Dateline's own form is told."""


class Remarks:
    """Collects remarks on one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: list[Remark] = []

    def doubt(self, text: str, start: int, end: int, instead: str | None = None, *, appended: str = "") -> None:
        """Say that something was given its nearest sensible reading."""
        self._found.append(Remark(text, start, end, instead, appended, is_translation=False))

    def translate(self, start: int, end: int, instead: str) -> None:
        """Say how Dateline says what was typed in another system's form."""
        typed = _shortened(self.text[start:end])
        text = f"{typed} is another system's form; Dateline says {_shortened(instead)}"
        self._found.append(Remark(text, start, end, instead, "", is_translation=True))

    def problems(self) -> tuple[Problem, ...]:
        """The first problems, in the order of the text."""
        ordered = sorted(self._found, key=lambda remark: (remark.start, remark.end))
        return tuple(map(self._problem, ordered[:MOST_PROBLEMS]))

    def doubts(self) -> Iterator[Problem]:
        """Problems but for mere translations, in the order of the text."""
        ordered = sorted(self._found, key=lambda remark: (remark.start, remark.end))
        return (self._problem(remark) for remark in ordered if not remark.is_translation)

    def _problem(self, remark: Remark) -> Problem:
        return Problem(remark.text, Span(remark.start, remark.end), suggestion=self._corrected(remark))

    def _corrected(self, remark: Remark) -> str | None:
        if remark.instead is None:
            return None
        before, after = self.text[: remark.start], self.text[remark.end :]
        if not remark.instead:
            after = re.sub(r"\A\s+", "", after) if not before or before[-1].isspace() else after
        return (before + remark.instead + after).strip() + remark.appended


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
