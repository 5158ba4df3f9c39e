"""What a dialect is, and what it is given: the document, and how its objects become outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol, TypeAlias

import msgspec

from dateline.index.article import Action
from dateline.index.formats.fields import Json, fields_of
from dateline.index.formats.format import reject_document
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, Passed, RawReject, RawReport, RejectKind

Object: TypeAlias = "dict[str, Json]"
"""A decoded JSON object."""
NO_ARTICLES = "an empty list of articles"
_MOST_DEPTH = 12


class Shared(NamedTuple):
    """What an object around articles says of all of them."""

    source: str | None = None
    language: str | None = None


class Reading(NamedTuple):
    """How the objects of one document become outcomes."""

    document: Document
    options: ReadOptions
    read: Callable[[Object, Reading], Iterator[Outcome]]
    """Reads an object in whatever dialect it is."""
    problem: str | None = None
    shared: Shared = Shared()
    depth: int = 0

    def article(self, values: Mapping[str, Json], action: Action = Action.PUBLISH) -> RawReport | RawReject:
        """Return the article whose fields have the usual names; an embargo withholds it."""
        document = self.document
        report = fields_of(self.options).report(
            values, place=document.place, format_=document.format, byte_end=document.byte_end, problem=self.problem
        )
        if isinstance(report, str):
            killed = values.get("id")
            if action is not Action.KILL or not isinstance(killed, str):
                return self.reject(report, RejectKind.NO_TEXT)
            report = RawReport("", document.place, document.format, given_id=killed, byte_end=document.byte_end)
        if report.embargo and action in {Action.PUBLISH, Action.CORRECT}:
            action = Action.WITHHOLD
        return msgspec.structs.replace(
            report,
            action=action,
            source=self.options.source
            if report.source is None and self.shared.source is None
            else report.source or self.shared.source,
            language=report.language or self.shared.language,
        )

    def members(self, values: Iterable[Json], shared: Shared | None = None) -> Iterator[Outcome]:
        """Yield what the objects of a list contain; an empty list is passed over."""
        inner = self._replace(depth=self.depth + 1, shared=shared or self.shared)
        is_empty = True
        for value in values:
            is_empty = False
            if not isinstance(value, dict):
                yield self.reject("a value in a list of articles is not an object")
            elif self.depth > _MOST_DEPTH:
                yield self.reject("JSON is nested too deeply", RejectKind.LIMIT)
            else:
                yield from self.read(value, inner)
        if is_empty:
            yield self.passed(NO_ARTICLES)

    def passed(self, reason: str) -> Passed:
        """Pass an object over."""
        return Passed(self.document.place, reason)

    def reject(self, reason: str, kind: RejectKind = RejectKind.SYNTAX) -> RawReject:
        """Reject an object."""
        return reject_document(self.document, reason, kind)


class Dialect(Protocol):
    """One dialect of JSON."""

    def claims(self, value: Object) -> bool:
        """Whether an object is written in this dialect; cheap, since every object is asked about."""
        ...

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield what a claimed object contains."""
        ...


def at(value: Json, path: str) -> Json:
    """Return the value at a path (`headline.main`); None if it leads nowhere."""
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def first_of(value: Object, *names: str) -> Json:
    """Return the first value that is not empty."""
    return next((found for name in names if (found := value.get(name)) not in (None, "", [], {})), None)


def objects_in(value: Json) -> list[Object]:
    """Return the objects of a list, or of the values of an object; a single object with no objects in it is one."""
    if isinstance(value, dict):
        inner = [each for each in value.values() if isinstance(each, dict)]
        return inner or [value]
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
