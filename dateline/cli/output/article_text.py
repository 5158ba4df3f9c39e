"""One article as text for people: headline, particulars, body, and the evidence for its metadata."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from dateline.cli.output.as_text import published_text
from dateline.cli.output.explained import passage, reason
from dateline.cli.output.terminal import Style, safe
from dateline.index.article import Article, Basis, Mention
from dateline.index.office import Office
from dateline.search.results import ArticleView

WIDTH = 100


def write(view: ArticleView, style: Style) -> Iterator[str]:
    """Headline, particulars and body, then countries and officials, each with the words that name it."""
    article = view.article
    yield f"{style.strong(article.headline or article.id)}\n"
    for name, value in _particulars(view):
        yield f"{style.faint(f'{name:<10}')}{safe(value)}\n"
    yield "\n"
    for paragraph in article.body.split("\n\n"):
        yield f"{safe(textwrap.fill(paragraph, WIDTH))}\n\n"
    yield from _countries(view, style)
    yield from _officials(article, style)


def _particulars(view: ArticleView) -> Iterator[tuple[str, str]]:
    article = view.article
    yield "id", article.id
    if article.published:
        yield "published", f"{published_text(article.published)} (from the {article.published.origin.value})"
    rows = (
        ("source", article.source),
        ("byline", article.byline),
        ("section", article.section),
        ("language", article.language),
        ("url", article.url),
        ("dateline", article.dateline and article.dateline.place),
        ("keywords", ", ".join(article.keywords)),
        ("read from", article.provenance.path),
        ("revisions", str(view.revisions) if view.revisions else None),
        ("copy of", article.duplicate_of),
    )
    yield from ((name, value) for name, value in rows if value)
    yield from (("problem", problem.text) for problem in article.problems)


def _countries(view: ArticleView, style: Style) -> Iterator[str]:
    names = {country.code: country.name for country in view.countries}
    if names:
        yield f"{style.strong('Countries')}\n"
    for country in view.article.countries:
        primary = ", primary" if country.primary else ""
        yield f"  {names[country.code]} ({country.code}{primary}, salience {country.salience:.2f})\n"
        yield from _evidence(view.article, country.basis, country.mentions, style)


def _officials(article: Article, style: Style) -> Iterator[str]:
    if article.officials:
        yield f"{style.strong('Officials')}\n"
    for official in article.officials:
        office = Office(official.portfolio, official.country)
        yield f"  {safe(official.person)}: {safe(official.office)} ({office}, {official.status.value})\n"
        yield from _evidence(article, official.basis, official.mentions, style)


def _evidence(article: Article, basis: Basis | None, mentions: Sequence[Mention], style: Style) -> Iterator[str]:
    """The basis, if the value is not from the text; the first mention in context; the number of further mentions."""
    if basis is not None:
        yield f"    {reason(basis)}\n"
    if not mentions:
        return
    more = f" (and {len(mentions) - 1} more)" if len(mentions) > 1 else ""
    yield f"    {style.faint(f'{mentions[0].kind.value}:')} {passage(article, mentions[0], style)}{more}\n"
