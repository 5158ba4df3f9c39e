"""The metadata of one article as text for people: each value with its rule, confidence and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.cli.output.as_text import dateline_text, published_text
from dateline.cli.output.terminal import Style, safe
from dateline.index.article import Article, Basis, BasisKind, Country, Mention, MentionKind, Official, Part
from dateline.index.office import Office
from dateline.search.explain.why import country_of
from dateline.search.facets.label import language_label

AROUND = 40
"""Code points of context shown on each side of a mention."""

RULES = {
    MentionKind.NAME: "its name",
    MentionKind.DEMONYM: "its adjective or its people",
    MentionKind.CAPITAL: "its capital, which stands for its government",
    MentionKind.DATELINE: "the dateline",
    MentionKind.OFFICE: "an office, as a phrase or a title",
    MentionKind.PERSON: "a full name beside an office",
    MentionKind.SHORT: "a last name whose full name is in the text",
    MentionKind.ROLE: "an office without a name, held by a person named in the text",
}
BASES = {
    BasisKind.SOURCE: "the home country of the source",
    BasisKind.CORRECTION: "a correction",
}


def write(article: Article, style: Style) -> Iterator[str]:
    """Date, dateline and language, then each country and official with all its mentions."""
    yield f"{style.strong(article.headline or article.id)}\n"
    if article.published:
        yield f"  published {published_text(article.published)}: from the {article.published.origin.value}\n"
    if article.dateline:
        line = article.body[article.dateline.start : article.dateline.end]
        yield f"  filed from {safe(dateline_text(article.dateline))}: {safe(line)}\n"
    if article.language:
        yield f"  language {language_label(article.language)}\n"
    for country in article.countries:
        yield from _country(article, country, style)
    for official in article.officials:
        yield from _official(article, official, style)
    for problem in article.problems:
        yield f"  problem: {safe(problem.text)}\n"


def reason(basis: Basis) -> str:
    """The reason for a value that is not from the text."""
    return f"{basis.kind.value}: {BASES[basis.kind]} ({safe(basis.reason)})"


def _country(article: Article, country: Country, style: Style) -> Iterator[str]:
    primary = ", what the article is about" if country.primary else ""
    yield f"  {style.strong(country_of(country).name)} ({country.code}{primary}, salience {country.salience:.2f})\n"
    yield from _evidence(article, country.basis, country.mentions, style)


def _official(article: Article, official: Official, style: Style) -> Iterator[str]:
    office = Office(official.portfolio, official.country)
    held = f"{safe(official.office)} ({office}, {official.status.value}, confidence {official.confidence:.2f})"
    yield f"  {style.strong(official.person)}: {held}\n"
    yield from _evidence(article, official.basis, official.mentions, style)


def _evidence(article: Article, basis: Basis | None, mentions: Iterable[Mention], style: Style) -> Iterator[str]:
    if basis is not None:
        yield f"    {reason(basis)}\n"
    for mention in mentions:
        rule = style.faint(f"{mention.kind.value}: {RULES[mention.kind]}")
        yield f"    {rule}  {passage(article, mention, style)}\n"


def passage(article: Article, mention: Mention, style: Style) -> str:
    """A mention with its context."""
    text = (article.headline or "") if mention.part is Part.HEADLINE else article.body
    before = text[max(0, mention.start - AROUND) : mention.start].replace("\n", " ")
    after = text[mention.end : mention.end + AROUND].replace("\n", " ")
    surface = mention.surface.replace("\n", " ")
    return f"…{safe(before)}{style.mark(surface)}{safe(after)}…"
