"""The answers of a form that a program mails as one JSON object instead of a text."""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec

from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.format import reject_document
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, RawReject, RawReport, RejectKind


def form_of(text: str, options: ReadOptions) -> dict[str, Json] | None:
    """Return the answers by name if a text is an object with a body or headline, else None."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        # Mail wraps lines, also within the texts of an object.
        values: Json = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) and Fields(options).knows_text(values) else None


def form_outcome(
    answers: Mapping[str, Json], mail: RawReport, document: Document, options: ReadOptions
) -> RawReport | RawReject:
    """Return the report in a form; the mail that brought it says when it was sent."""
    report = Fields(options).report(answers, place=document.place, format_=document.format, byte_end=document.byte_end)
    if isinstance(report, str):
        return reject_document(document, report, RejectKind.NO_TEXT)
    return msgspec.structs.replace(
        report,
        given_id=report.given_id or mail.given_id,
        published=mail.published or report.published,
        source=report.source or mail.source,
        problems=mail.problems + report.problems,
        item=mail.item,
    )
