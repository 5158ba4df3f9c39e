"""The list of dialects, and reading of an object in whatever dialect it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.json.dialects.dialect import Context, Dialect
from dateline.index.formats.json.dialects.lists import Command, Failure, Hit, JsonFeed, Listing
from dateline.index.formats.json.dialects.named import Guardian, NewYorkTimes, NoArticle, SchemaOrg, WordPress
from dateline.index.formats.json.dialects.ninjs import Ninjs
from dateline.index.formats.json.dialects.values import Values
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, RawReport, RejectKind
from dateline.problems import Problem

DIALECTS: Final[tuple[Dialect, ...]] = (
    Hit(),
    Command(),
    Failure(),
    JsonFeed(),
    SchemaOrg(),
    WordPress(),
    Guardian(),
    NewYorkTimes(),
    Ninjs(),
    Listing(),
    NoArticle(),
)
"""Of two that own an object, the first reads it; what none owns is read by the usual names of fields."""


def outcomes_of(
    content: dict[str, Json], document: Document, options: ReadOptions, fields: Fields, problem: str | None
) -> list[Outcome]:
    """Return what an object contains; its articles are numbered if there are several."""
    outcomes = list(_outcomes(content, Context(document, options, fields, _outcomes), 0))
    if len(outcomes) == 1:
        return [_with(outcomes[0], document.item, problem)]
    return [_with(outcome, item, problem) for item, outcome in enumerate(outcomes, start=1)]


def _outcomes(content: dict[str, Json], context: Context, depth: int) -> Iterator[Outcome]:
    values = Values(content)
    if not context.options.mapping:
        for dialect in DIALECTS:
            if dialect.owns(values):
                yield from dialect.read(values, context, depth)
                return
    document = context.document
    report = context.fields.report(content, place=document.place, format_=document.format, byte_end=document.byte_end)
    yield context.reject(report, RejectKind.NO_TEXT) if isinstance(report, str) else report


def _with(outcome: Outcome, item: int | None, problem: str | None) -> Outcome:
    if not isinstance(outcome, RawReport):
        return outcome
    noted = () if problem is None else (Problem(problem, place=outcome.place),)
    return msgspec.structs.replace(outcome, item=item, problems=(*noted, *outcome.problems))
