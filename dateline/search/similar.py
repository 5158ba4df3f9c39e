"""Similar reports: what a search for an article's most telling words finds besides itself."""

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
"""Telling words that are searched for."""
CANDIDATES = 30
"""Words that are counted in the archive: each costs one count."""
HEADLINE = 3
"""How often a word of the headline counts."""
SHORTEST = 4
"""Letters of a telling word in an alphabet; shorter ones are mostly grammar."""
COMMON = 0.05
"""Share of the archive's reports from which on a word tells nothing."""
FEW = 20
"""Reports in which even a common word of a small archive may stand."""
READ = 20_000
"""Code points of the text that are looked at: news says first what matters most."""

_ADDRESS = re.compile(r"https?://\S+")
"""What a picture is called on its server says nothing of the report."""


class Similar(msgspec.Struct, frozen=True):
    """Reports that share telling words with another one; the words by which they were found, most telling first."""

    words: tuple[str, ...]
    query: ReadQuery
    results: tuple[Result, ...]


def similar(service: SearchService, article: Article, size: int) -> Similar | None:
    """The reports most like one; None where it has no telling words or nothing is like it."""
    words = _telling(service, article)
    if not words:
        return None
    query = _any_of(words)
    read = ReadQuery(str(query), query)
    found = service.search(Request(read, sort=Sort.RELEVANCE, size=size + 1)).results
    others = tuple(result for result in found if result.id not in {article.id, article.duplicate_of})[:size]
    return Similar(words, read, others) if others else None


def _any_of(words: Sequence[str]) -> Query:
    """A query for any of some words, one at least."""
    children = tuple(map(Word, words))
    return children[0] if len(children) == 1 else Or(children)


def _telling(service: SearchService, article: Article) -> tuple[str, ...]:
    """The words that stand often in an article and seldom elsewhere."""
    articles = service.count(Everything()).count
    most = max(FEW, COMMON * articles)
    weights: dict[str, float] = {}
    for word, often in _candidates(article):
        count = service.count(Word(word)).count
        # What stands in no other report finds none.
        if 1 < count <= most:
            weights[word] = often * log(1 + articles / count)
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:WORDS])


def _candidates(article: Article) -> list[tuple[str, int]]:
    """The commonest words of an article that are not those of grammar; each stem once, in its commonest form."""
    stem = stemmer_of(article.language)
    often: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for text, weight in ((article.headline or "", HEADLINE), (article.body[:READ], 1)):
        for form in _words(text, article.language):
            root = stem(fold(form))
            often[root] += weight
            written.setdefault(root, Counter())[form] += 1
    return [(written[root].most_common(1)[0][0], count) for root, count in often.most_common(CANDIDATES)]


def _words(text: str, language: str | None) -> Iterator[str]:
    grammar = _grammar((language or "en").partition("-")[0])
    return (
        form
        for form in forms(_ADDRESS.sub(" ", text))
        if len(form) >= SHORTEST and form.isalpha() and form not in grammar
    )


@cache
def _grammar(language: str) -> frozenset[str]:
    """The commonest words of a language; of languages without a list, none: the archive's own counts tell them."""
    return frozenset(word for row in read_table("common_words.txt") if row[0] == language for word in row[1].split())
