"""A tenure as a table row: first and last claim with their sentences, and the number of articles."""

from __future__ import annotations

import msgspec

from dateline.search.officials.tenures import ClaimView, Tenure
from dateline.search.output.results_json import SnippetPart
from dateline.web.language.current import gettext
from dateline.web.language.formatting import date_value
from dateline.web.parts.subject import Entry
from dateline.web.paths import article_path


class ClaimRow(msgspec.Struct, frozen=True):
    """An article that makes the claim: its day, its address, and the sentence."""

    day: str | None
    words: str
    """The day in words."""
    href: str
    source: str | None
    sentence: tuple[SnippetPart, ...]


class TenureView(msgspec.Struct, frozen=True):
    """One row of a table of tenures."""

    label: str
    page: str | None
    title: str
    """The office as most articles write it."""
    former: bool
    """Whether all articles speak of a former holder."""
    first: ClaimRow
    last: ClaimRow | None
    """None if it is the same claim as the first."""
    count: int | None
    href: str | None
    """The articles that `count` counts."""


def tenure_view(tenure: Tenure, label: str, page: str | None, entry: Entry | None) -> TenureView:
    """Convert a tenure to a row; `entry` has the number of articles that name the person and the office."""
    held = tenure.held
    return TenureView(
        label=label,
        page=page,
        title=held.title,
        former=held.articles == held.former,
        first=_claim_row(tenure.first),
        last=None if tenure.first.claim == tenure.last.claim else _claim_row(tenure.last),
        count=entry.count if entry else None,
        href=entry.href if entry else None,
    )


def _claim_row(view: ClaimView) -> ClaimRow:
    day = view.claim.day
    return ClaimRow(
        day=day,
        words=date_value(day) if day else gettext("undated"),
        href=article_path(view.claim.article),
        source=view.source,
        sentence=view.sentence,
    )
