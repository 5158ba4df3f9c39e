"""The terms and values by which an article is found, the same for every engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import repeat
from typing import TypeAlias

import msgspec

from dateline.index.analysis import ANALYZER_VERSION, Analysed, analyse, fold, folded_value, forms
from dateline.index.article import Article, MentionKind, Official, Part
from dateline.index.metadata.countries.regions import regions_of
from dateline.index.office import Office

TERMS_VERSION = f"{ANALYZER_VERSION}.3"
"""Increase it whenever an article could give other terms or values; indexes of other versions are then rebuilt."""

HEADLINE_WEIGHT = 2
"""How often the words of a headline stand in `TextColumn.TEXT`; measured in `benchmarks/ranking.py`."""

COPY = "copy"
NAME_GAP = 8
"""Empty positions between two names in one column, so that phrases and proximity searches do not span them."""
EMPTY = "∅∅∅∅"
"""Stands at an empty position; no term contains this character, nor is within two edits of four of them."""
GAP = f" {' '.join(repeat(EMPTY, NAME_GAP))} "
"""Stands between two names."""


class TextColumn(Enum):
    """A column of terms with positions. Columns without a suffix hold stems, or folded forms of names."""

    HEADLINE = "headline"
    BODY = "body"
    HEADLINE_FORMS = "headline_forms"
    BODY_FORMS = "body_forms"
    HEADLINE_FOLDED = "headline_folded"
    """Folded forms without positions, for prefix and fuzzy searches."""
    BODY_FOLDED = "body_folded"
    MINISTER = "minister"
    MINISTER_FORMS = "minister_forms"
    DATELINE = "dateline"
    DATELINE_FORMS = "dateline_forms"
    TEXT = "text"
    """Stems of headline and body together, with frequencies but without positions: the only column that scores.

    With one length and one rarity for both, the sum is BM25F (Robertson, Zaragoza and Taylor, CIKM 2004)."""

    # Members are compared by identity; the hash of `Enum` is written in Python and ten times slower.
    __hash__ = object.__hash__


class ValueColumn(Enum):
    """A column of whole values, each at most once per article."""

    ID = "id"
    PART = "part"
    """Which texts the article has: `headline`, `body`."""
    COUNTRY = "country"
    ABOUT = "about"
    """Countries the article is about."""
    REGION = "region"
    OFFICIAL = "official"
    """Keys of officials."""
    OFFICE = "office"
    """Portfolios, and below each the office of a country, such as `az/defence`."""
    SOURCE = "source"
    LANGUAGE = "language"
    KEYWORD = "keyword"
    PLACE = "place"
    """Folded place of the dateline."""
    URL = "url"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    COPY_OF = "copy_of"
    """For a copy, the id of the first copy."""
    IS_COPY = "folded"  # the name in existing indexes; another one would require rebuilding them
    """`COPY` for every copy: few articles have this value, so excluding them is cheap."""

    __hash__ = object.__hash__


Run: TypeAlias = str
"""The terms of a column in order, separated by spaces; `EMPTY` stands at an empty position."""


class AnalysedText(msgspec.Struct, frozen=True, array_like=True):
    """The terms of one text."""

    forms: Run
    folded: Run
    stems: Run


class AnalysedArticle(msgspec.Struct, frozen=True, array_like=True):
    """The terms of an article's texts in its language."""

    language: str | None
    headline: AnalysedText
    body: AnalysedText


class ArticleTerms(msgspec.Struct, frozen=True):
    """All that an engine indexes of one article; `published` is in seconds since 1970, UTC."""

    texts: dict[TextColumn, Run]
    values: dict[ValueColumn, Sequence[str]]
    published: int | None

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.values[ValueColumn.ID][0]


def analyse_article(article: Article) -> AnalysedArticle:
    """Analyse the texts of an article, which takes most of the time of `terms_of`."""
    headline = _joined(analyse(article.headline or "", article.language))
    return AnalysedArticle(article.language, headline, _joined(analyse(article.body, article.language)))


def terms_of(article: Article, analysed: AnalysedArticle | None = None) -> ArticleTerms:
    """Return the terms of an article; `analysed` is what `analyse_article` returned for it, if that was kept."""
    if analysed is None or analysed.language != article.language:
        analysed = analyse_article(article)
    names = [forms(name) for name in names_of(article.officials)]
    place = forms(article.dateline.place) if article.dateline else []
    texts = {
        TextColumn.HEADLINE_FORMS: analysed.headline.forms,
        TextColumn.HEADLINE_FOLDED: analysed.headline.folded,
        TextColumn.HEADLINE: analysed.headline.stems,
        TextColumn.BODY_FORMS: analysed.body.forms,
        TextColumn.BODY_FOLDED: analysed.body.folded,
        TextColumn.BODY: analysed.body.stems,
        TextColumn.MINISTER_FORMS: _with_gaps(names),
        TextColumn.MINISTER: _with_gaps([map(fold, name) for name in names]),
        TextColumn.DATELINE_FORMS: " ".join(place),
        TextColumn.DATELINE: " ".join(map(fold, place)),
        TextColumn.TEXT: _spaced([*repeat(analysed.headline.stems, HEADLINE_WEIGHT), analysed.body.stems]),
    }
    published = article.published
    return ArticleTerms(texts, values_of(article), None if published is None else int(published.at.timestamp()))


def _spaced(runs: Iterable[Run]) -> Run:
    return " ".join(filter(None, runs))


def _joined(analysed: Analysed) -> AnalysedText:
    return AnalysedText(*map(" ".join, analysed))


def values_of(article: Article) -> dict[ValueColumn, Sequence[str]]:
    """Return the whole values of an article by column."""
    countries = [country.code for country in article.countries]
    return {
        ValueColumn.ID: (article.id,),
        ValueColumn.PART: [part.value for part, text in _parts(article) if text],
        ValueColumn.COUNTRY: countries,
        ValueColumn.ABOUT: [country.code for country in article.countries if country.primary],
        ValueColumn.REGION: _distinct(region for code in countries for region in regions_of(code)),
        ValueColumn.OFFICIAL: _distinct(official.key for official in article.officials),
        ValueColumn.OFFICE: _distinct(office for official in article.officials for office in offices_of(official)),
        ValueColumn.SOURCE: _distinct_folded([article.source]),
        ValueColumn.LANGUAGE: [primary_language(article.language)] if article.language else [],
        ValueColumn.KEYWORD: _distinct_folded(article.keywords),
        ValueColumn.PLACE: _distinct_folded([article.dateline.place if article.dateline else None]),
        ValueColumn.URL: [article.url] if article.url else [],
        **_days(article),
        ValueColumn.COPY_OF: [article.duplicate_of] if article.duplicate_of else [],
        ValueColumn.IS_COPY: [COPY] if article.duplicate_of else [],
    }


def names_of(officials: Iterable[Official]) -> tuple[str, ...]:
    """Return the distinct names, as written, of an article's officials."""
    named = (MentionKind.PERSON, MentionKind.SHORT)
    return _distinct(
        name
        for official in officials
        for name in (official.person, *(mention.surface for mention in official.mentions if mention.kind in named))
    )


def primary_language(language: str) -> str:
    """Return the primary subtag: `pt` for `pt-BR`."""
    return language.split("-", 1)[0].lower()


def offices_of(official: Official) -> tuple[str, ...]:
    """Return `defence` and, if the country is known, `az/defence`."""
    office = Office(official.portfolio, official.country)
    return tuple(dict.fromkeys((str(office.anywhere), str(office))))


def _parts(article: Article) -> tuple[tuple[Part, str | None], ...]:
    return ((Part.HEADLINE, article.headline), (Part.BODY, article.body))


def _with_gaps(names: Iterable[Iterable[str]]) -> Run:
    return GAP.join(filter(None, map(" ".join, names)))


def _days(article: Article) -> dict[ValueColumn, Sequence[str]]:
    if article.published is None:
        return {ValueColumn.YEAR: (), ValueColumn.MONTH: (), ValueColumn.DAY: ()}
    day = article.published.at.date().isoformat()
    return {ValueColumn.YEAR: (day[:4],), ValueColumn.MONTH: (day[:7],), ValueColumn.DAY: (day,)}


def _distinct_folded(values: Iterable[str | None]) -> tuple[str, ...]:
    return _distinct(filter(None, (folded_value(value) for value in values if value)))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
