"""Similar articles: those that a search for the most distinctive words of an article finds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from math import log

import msgspec

from dateline.index.analysis import fold, forms, stemmer_of
from dateline.index.article import Article
from dateline.index.metadata.tables import read_table
from dateline.search.query.tree import Everything, Or, Query, Word
from dateline.search.request import ReadQuery, Request, Sort
from dateline.search.results import Result
from dateline.search.service import SearchService

WORDS = 6
"""Distinctive words that are searched for."""
CANDIDATES = 30
"""Words that are counted in the archive; each costs one count."""
HEADLINE = 3
"""The weight of a word in the headline."""
SHORTEST = 4
"""Minimum letters of a distinctive word; shorter ones are mostly function words."""
COMMON = 0.05
"""Maximum share of the archive's articles that contain a distinctive word."""
FEW = 20
"""Number of articles that may contain a distinctive word even in a small archive."""
READ = 20_000
"""Code points of the text that are considered: news puts the most important first."""

_ADDRESS = re.compile(r"https?://\S+")
"""Web addresses are ignored: their words say nothing about the article."""


class Similar(msgspec.Struct, frozen=True):
    """Articles similar to another one, with the words by which they were found, most distinctive first."""

    words: tuple[str, ...]
    query: ReadQuery
    results: tuple[Result, ...]


def similar(service: SearchService, article: Article, size: int) -> Similar | None:
    """Return the most similar articles; None if there are no distinctive words or no similar articles."""
    words = _distinctive(service, article)
    if not words:
        return None
    query = _any_of(words)
    read = ReadQuery(str(query), query)
    found = service.search(Request(read, sort=Sort.RELEVANCE, size=size + 1)).results
    others = tuple(result for result in found if result.id not in {article.id, article.duplicate_of})[:size]
    return Similar(words, read, others) if others else None


def _any_of(words: Sequence[str]) -> Query:
    """Return a query for any of these words, at least one."""
    children = tuple(map(Word, words))
    return children[0] if len(children) == 1 else Or(children)


def _distinctive(service: SearchService, article: Article) -> tuple[str, ...]:
    """Return the words that are frequent in the article and rare elsewhere."""
    articles = service.count(Everything()).count
    most = max(FEW, COMMON * articles)
    weights: dict[str, float] = {}
    for word, frequency in _candidates(article):
        count = service.count(Word(word)).count
        # A word that is in no other article would find none.
        if 1 < count <= most:
            weights[word] = frequency * log(1 + articles / count)
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:WORDS])


def _candidates(article: Article) -> list[tuple[str, int]]:
    """Return the commonest words of an article except function words; each stem once, in its commonest form."""
    stem = stemmer_of(article.language)
    frequencies: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for text, weight in ((article.headline or "", HEADLINE), (article.body[:READ], 1)):
        for form in _words(text, article.language):
            root = stem(fold(form))
            frequencies[root] += weight
            written.setdefault(root, Counter())[form] += 1
    return [(written[root].most_common(1)[0][0], count) for root, count in frequencies.most_common(CANDIDATES)]


def _words(text: str, language: str | None) -> Iterator[str]:
    function_words = _function_words((language or "en").partition("-")[0])
    return (
        form
        for form in forms(_ADDRESS.sub(" ", text))
        if len(form) >= SHORTEST and form.isalpha() and form not in function_words
    )


@cache
def _function_words(language: str) -> frozenset[str]:
    """Return the function words of a language; none without a list, where the archive's counts have to do."""
    return frozenset(word for row in read_table("common_words.txt") if row[0] == language for word in row[1].split())
