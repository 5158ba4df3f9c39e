"""The page of one article, and its JSON twin."""

from __future__ import annotations

from urllib.parse import quote

import msgspec
from flask import Response, abort, request
from markupsafe import Markup

from dateline.index.article import Article, Part
from dateline.search.request import Request
from dateline.search.results import ArticleView
from dateline.search.service import SearchService
from dateline.web import evidence, replies
from dateline.web.address import Parameter, write_address
from dateline.web.marks import Layer, Note, noted, noted_paragraphs


class ArticlePage(msgspec.Struct, frozen=True):
    """Everything that the page of an article shows."""

    article: Article
    headline: Markup | None
    paragraphs: tuple[Markup, ...]
    countries: tuple[evidence.Evidence, ...]
    officials: tuple[evidence.Evidence, ...]
    revisions: int
    marked_words: int
    back_href: str | None
    """The results of the query that led here."""
    json_href: str


def page(service: SearchService, article_id: str) -> Response:
    """`/article/ID`, with the words of `?q=` marked."""
    typed = request.args.get(Parameter.QUERY.value, "")
    query = service.read(typed) if typed.strip() else None
    view = service.article(article_id, query.query if query else None)
    if view is None:
        abort(404)
    back = write_address(Request(query)) if query else None
    return replies.html("article.html", page=_page(view, back), typed=typed)


def twin(service: SearchService, article_id: str) -> Response:
    """`/article/ID.json`: the article as it is stored."""
    view = service.article(article_id)
    if view is None:
        abort(404)
    return replies.json(view.article)


def _page(view: ArticleView, back: str | None) -> ArticlePage:
    article = view.article
    return ArticlePage(
        article=article,
        headline=_headline(view),
        paragraphs=tuple(noted_paragraphs(article.body, _notes(view, Part.BODY, view.marks), Part.BODY.value)),
        countries=evidence.country_evidence(article, view.countries),
        officials=evidence.official_evidence(article, view.countries),
        revisions=view.revisions,
        marked_words=len(view.marks) + len(view.headline_marks),
        back_href=back,
        json_href=f"/article/{quote(article.id, safe='')}.json",
    )


def _headline(view: ArticleView) -> Markup | None:
    headline = view.article.headline
    if headline is None:
        return None
    part = Part.HEADLINE
    return noted(headline, _notes(view, part, view.headline_marks), part.value, (0, len(headline)))


def _notes(view: ArticleView, part: Part, marks: tuple[tuple[int, int], ...]) -> tuple[Note, ...]:
    words = (Note.of(mark, Layer.WORD) for mark in marks)
    return (*evidence.mention_notes(view.article, view.countries, part), *words)
