"""Builds results that show why they match: by marked words, else by the matching metadata and its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.index.article import Article, Country, Official, Part
from dateline.index.metadata.tables import country_name
from dateline.search.explain.evidence import Evidence, evidence
from dateline.search.explain.highlight import Highlighter, words_of
from dateline.search.explain.snippet import marks_in, opening, passage_around, passages
from dateline.search.query.spellings import Spellings
from dateline.search.query.tree import Query
from dateline.search.request import Choice
from dateline.search.results import Passage, Ranked, Result, ResultCountry, ResultOfficial


class Why:
    """Builds the results of one request."""

    def __init__(self, query: Query, choices: Sequence[Choice], spellings: Spellings) -> None:
        self._query = query
        self._choices = choices
        self._spellings = spellings
        self._words = {part: words_of(query, part) for part in Part}
        self._highlighters: dict[tuple[Part, str | None], Highlighter] = {}

    def result(self, found: Ranked) -> Result:
        """Build the result for a matching article."""
        article = found.article
        headline = marks_in(article.headline or "", self._highlighter(Part.HEADLINE, article.language))
        snippet = passages(article.body, self._highlighter(Part.BODY, article.language), Part.BODY)
        proof = evidence(article, self._query, self._choices, self._spellings)
        if not snippet and not headline:
            snippet = _sentence_of(proof, article)
        return Result(
            id=article.id,
            headline=article.headline,
            headline_marks=tuple((mark.start, mark.end) for mark in headline),
            opening=opening(article.body),
            published=article.published,
            source=article.source,
            language=article.language,
            dateline=article.dateline,
            countries=tuple(map(country_of, article.countries)),
            officials=tuple(map(_official, article.officials)),
            score=found.score,
            snippet=snippet or _opening(article),
            matched=tuple(one.matched for one in proof),
            duplicate_of=article.duplicate_of,
            copies=found.copies,
        )

    def _highlighter(self, part: Part, language: str | None) -> Highlighter:
        key = (part, language)
        if key not in self._highlighters:
            self._highlighters[key] = Highlighter(self._words[part], language)
        return self._highlighters[key]


def _sentence_of(proof: Iterable[Evidence], article: Article) -> tuple[Passage, ...]:
    """Return the sentence of the first evidence in the body."""
    for one in proof:
        if one.mention is not None and one.mention.part is Part.BODY:
            return (passage_around(article.body, one.mention.start, one.mention.end, Part.BODY),)
    return ()


def _opening(article: Article) -> tuple[Passage, ...]:
    text = opening(article.body)
    return (Passage(text, (), Part.BODY, 0, cut_after=len(text) < len(article.body)),) if text else ()


def country_of(country: Country) -> ResultCountry:
    """Convert a country for results."""
    return ResultCountry(country.code, country_name(country.code), country.primary)


def _official(official: Official) -> ResultOfficial:
    return ResultOfficial(official.person, official.key, official.office, official.portfolio, official.country)
