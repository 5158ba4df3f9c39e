"""The page of one article, and its JSON twin."""

from __future__ import annotations

import msgspec
from flask import Response, abort, request
from markupsafe import Markup

from dateline.index.article import Article, Part
from dateline.search.output.citation import Citation, cite
from dateline.search.request import Request
from dateline.search.results import ArticleView, Result
from dateline.search.service import SearchService
from dateline.search.similar import similar
from dateline.web.address import write_address
from dateline.web.http import errors, replies
from dateline.web.parts import evidence
from dateline.web.parts.copies import CopiesView, copies_view
from dateline.web.parts.marks import Note, hit_name, noted, noted_paragraphs
from dateline.web.parts.result_position import PositionView, marked_href, position_view, read_position
from dateline.web.paths import article_path

SIMILAR = 5
"""Maximum number of similar articles shown."""
MOST_HITS = 16
"""Maximum number of found words listed; the others are only marked in the text."""


class SimilarView(msgspec.Struct, frozen=True):
    """Articles similar to this one."""

    words: tuple[str, ...]
    href: str
    """The search that found them."""
    results: tuple[Result, ...]
    hrefs: tuple[str, ...]


class ArticlePage(msgspec.Struct, frozen=True):
    """Everything that the page of an article shows."""

    article: Article
    headline: Markup | None
    paragraphs: tuple[Markup, ...]
    countries: tuple[evidence.Evidence, ...]
    officials: tuple[evidence.Evidence, ...]
    revisions: int
    versions_href: str
    marked_words: int
    position: PositionView | None
    """The links to the results that led here."""
    json_href: str
    hits: tuple[str, ...]
    """The HTML ids of the listed words of the query."""
    citation: Citation
    permalink: str
    similar: SimilarView | None
    copies: CopiesView | None


def page(service: SearchService, article_id: str) -> Response:
    """`/article/ID`, with the words of `?q=` marked, as the `at`-th of the results that led to it."""
    came_from = read_position(request.args.items(multi=True), service)
    typed = came_from.request.query.text
    view = service.article(article_id, came_from.request.query.query if typed.strip() else None)
    if view is None:
        return _absent(service, article_id)
    position = position_view(service, came_from, view.article.id)
    return replies.html("article.html", page=_page(service, view, position), typed=typed)


def twin(service: SearchService, article_id: str) -> Response:
    """`/article/ID.json`: the article as it is stored."""
    view = service.article(article_id)
    return _absent(service, article_id) if view is None else replies.json(view.article)


def bibtex(service: SearchService, article_id: str) -> Response:
    """`/article/ID.bib`."""
    view = service.article(article_id)
    return _absent(service, article_id) if view is None else _attached(_cited(view).bibtex, "application/x-bibtex")


def ris(service: SearchService, article_id: str) -> Response:
    """`/article/ID.ris`."""
    view = service.article(article_id)
    if view is None:
        return _absent(service, article_id)
    return _attached(_cited(view).ris, "application/x-research-info-systems")


def _absent(service: SearchService, article_id: str) -> Response:
    """Reply to the address of an article that cannot be found: 410 if it was withdrawn, else 404."""
    withdrawal = service.withdrawal(article_id)
    if withdrawal is None:
        abort(404)
    return errors.withdrawn(withdrawal)


def _cited(view: ArticleView) -> Citation:
    return cite(view.article, _permalink(view.article.id))


def _attached(text: str, mimetype: str) -> Response:
    return Response(text, mimetype=mimetype, headers={"Content-Disposition": "attachment"})


def _permalink(article_id: str) -> str:
    return f"{request.host_url.rstrip('/')}{article_path(article_id)}"


def _page(service: SearchService, view: ArticleView, position: PositionView | None) -> ArticlePage:
    article = view.article
    words = len(view.headline_marks) + len(view.marks)
    return ArticlePage(
        article=article,
        headline=_headline(view),
        paragraphs=tuple(noted_paragraphs(article.body, _notes(view, Part.BODY), Part.BODY.value)),
        countries=evidence.country_evidence(article),
        officials=evidence.official_evidence(article),
        revisions=view.revisions,
        versions_href=f"{article_path(article.id)}/versions",
        marked_words=words,
        position=position,
        json_href=f"{article_path(article.id)}.json",
        hits=tuple(hit_name(number) for number in range(1, min(words, MOST_HITS) + 1)),
        citation=_cited(view),
        permalink=_permalink(article.id),
        similar=_similar(service, article),
        copies=copies_view(service, article),
    )


def _similar(service: SearchService, article: Article) -> SimilarView | None:
    found = similar(service, article, SIMILAR)
    if found is None:
        return None
    return SimilarView(
        found.words,
        write_address(Request(found.query)),
        found.results,
        tuple(marked_href(result.id, found.query) for result in found.results),
    )


def _headline(view: ArticleView) -> Markup | None:
    headline = view.article.headline
    if headline is None:
        return None
    part = Part.HEADLINE
    return noted(headline, _notes(view, part), part.value, (0, len(headline)))


def _notes(view: ArticleView, part: Part) -> tuple[Note, ...]:
    """The notes of one part; words are numbered through headline and body."""
    in_headline = part is Part.HEADLINE
    marks, before = (view.headline_marks, 0) if in_headline else (view.marks, len(view.headline_marks))
    words = (Note.hit(mark, number) for number, mark in enumerate(marks, before + 1))
    return (*evidence.mention_notes(view.article, part), *words)
