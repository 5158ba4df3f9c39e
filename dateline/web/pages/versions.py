"""The page of an article's versions: what its source changed."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from flask import Response, abort
from markupsafe import Markup, escape

from dateline.index.article import Article
from dateline.search.service import SearchService
from dateline.search.versions import Kind, Piece, Version
from dateline.web.http import errors, replies
from dateline.web.language import formatting
from dateline.web.language.current import gettext
from dateline.web.paths import article_path

_ELEMENTS = {Kind.ADDED: "ins", Kind.REMOVED: "del"}


class VersionView(msgspec.Struct, frozen=True):
    """One version."""

    title: str
    headline: Markup | None
    paragraphs: tuple[Markup, ...]
    """What differs from the version before."""
    is_first: bool
    is_text_changed: bool


class VersionsPage(msgspec.Struct, frozen=True):
    """Everything that the page shows."""

    article: Article
    back_href: str
    versions: tuple[VersionView, ...]


def page(service: SearchService, article_id: str) -> Response:
    """`/article/ID/versions`."""
    versions = service.versions(article_id)
    if not versions:
        withdrawal = service.withdrawal(article_id)
        if withdrawal is not None:
            return errors.withdrawn(withdrawal)
        abort(404)
    views = tuple(_view(version, is_first=version is versions[-1]) for version in versions)
    article = versions[0].article
    return replies.html("versions.html", page=VersionsPage(article, article_path(article.id), views), typed="")


def _view(version: Version, *, is_first: bool) -> VersionView:
    return VersionView(
        title=_title(version.article),
        headline=marked(version.headline) if version.headline else None,
        paragraphs=tuple(map(marked, version.paragraphs)),
        is_first=is_first,
        is_text_changed=version.is_text_changed,
    )


def _title(article: Article) -> str:
    """When the version was made or, if that is unknown, read; with its number if it has one."""
    made = article.modified
    when = _moment(made or article.provenance.read_at)
    said = gettext("changed on %(when)s", when=when) if made else gettext("read on %(when)s", when=when)
    return said if article.version is None else gettext("Version %(number)s", number=article.version) + f", {said}"


def _moment(at: datetime) -> str:
    utc = at.astimezone(UTC)
    return gettext("%(day)s, %(time)s UTC", day=formatting.day(utc.date()), time=f"{utc:%H:%M}")


def marked(pieces: tuple[Piece, ...]) -> Markup:
    """Return text with what was added and what was removed marked."""
    return Markup().join(_marked(piece) for piece in pieces)


def _marked(piece: Piece) -> Markup:
    element = _ELEMENTS.get(piece.kind)
    text = escape(piece.text)
    return text if element is None else Markup("<{0}>{1}</{0}>").format(Markup(element), text)  # noqa: S704 - our own names
