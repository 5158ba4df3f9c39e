"""A person in an office as a row: first and last seen, the sentence of each, and the number of articles."""

from __future__ import annotations

import msgspec

from dateline.search.officials.tenures import ClaimView, Tenure
from dateline.search.output.results_json import SnippetPart
from dateline.web.language.current import gettext
from dateline.web.language.formatting import date_value
from dateline.web.parts.subject import Entry
from dateline.web.paths import article_path


class SaidView(msgspec.Struct, frozen=True):
    """An article that says so: its day, its address, and the sentence."""

    day: str | None
    words: str
    """The day in words."""
    href: str
    source: str | None
    sentence: tuple[SnippetPart, ...]


class TenureView(msgspec.Struct, frozen=True):
    """One row of who held what when."""

    label: str
    page: str | None
    title: str
    """The office as most articles write it."""
    former: bool
    """Whether all articles speak of a former holder."""
    first: SaidView
    last: SaidView | None
    """None where it is the same article as the first."""
    count: int | None
    href: str | None
    """The articles that `count` counts."""


def tenure_view(tenure: Tenure, label: str, page: str | None, entry: Entry | None) -> TenureView:
    """A tenure as a row; `entry` has the number of articles that name the person and speak of the office."""
    held = tenure.held
    return TenureView(
        label=label,
        page=page,
        title=held.title,
        former=held.articles == held.former,
        first=_said(tenure.first),
        last=None if tenure.first.claim == tenure.last.claim else _said(tenure.last),
        count=entry.count if entry else None,
        href=entry.href if entry else None,
    )


def _said(view: ClaimView) -> SaidView:
    day = view.claim.day
    return SaidView(
        day=day,
        words=date_value(day) if day else gettext("undated"),
        href=article_path(view.claim.article),
        source=view.source,
        sentence=view.sentence,
    )
