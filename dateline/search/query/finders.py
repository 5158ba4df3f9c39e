"""Find the metadata of an article that a field's value matches: one finder for each kind of field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

import msgspec

from dateline.index.analysis import fold, folded, folded_value, forms
from dateline.index.article import Article, Mention, Official, Part, first_copy
from dateline.index.metadata.countries.regions import region_members
from dateline.index.terms import names_of, offices_of, primary_language
from dateline.search.query.tree import Exact, Fuzzy, Phrase, Prefix, Word


class Wanted(msgspec.Struct, frozen=True):
    """A value or words to find in one field."""

    value: str
    words: Word | Phrase | Exact | Prefix | Fuzzy | None = None
    """The words of a name; None for a whole value."""
    spellings: Mapping[str, str] = {}
    """The keys of officials whom other articles spell so, with that spelling."""


class Found(msgspec.Struct, frozen=True):
    """A value of an article that matches."""

    value: str
    label: str | None = None
    """The value as the article writes it; None if the facet has a label for it."""
    mention: Mention | None = None
    """The first mention in the article."""
    spelling: str | None = None
    """The spelling that matched, if the article uses another."""


Finder: TypeAlias = Callable[[Article, Wanted], Iterator[Found]]


def nothing(_article: Article, _wanted: Wanted) -> Iterator[Found]:
    """Find nothing: in fields of the text, marked words are the evidence."""
    return iter(())


def countries(article: Article, wanted: Wanted) -> Iterator[Found]:
    """Find a country that the article mentions."""
    for country in article.countries:
        if country.code == wanted.value:
            yield Found(country.code, mention=next(iter(country.mentions), None))


def primary_countries(article: Article, wanted: Wanted) -> Iterator[Found]:
    """Find a country that the article is about."""
    for country in article.countries:
        if country.code == wanted.value and country.primary:
            yield Found(country.code, mention=next(iter(country.mentions), None))


def regions(article: Article, wanted: Wanted) -> Iterator[Found]:
    """Find the first country of a region."""
    members = region_members(wanted.value)
    inside = (country for country in article.countries if country.code in members)
    for country in inside:
        yield Found(wanted.value, mention=next(iter(country.mentions), None))
        return


def offices(article: Article, wanted: Wanted) -> Iterator[Found]:
    """Find the first official who holds an office."""
    for official in article.officials:
        if wanted.value in offices_of(official):
            yield Found(wanted.value, mention=first_mention(official))
            return


def officials(article: Article, wanted: Wanted) -> Iterator[Found]:
    """Find officials by key or name, also those whom only other articles spell so."""
    for official in article.officials:
        if official.key == wanted.value or _is_named(official, wanted):
            yield Found(official.key, official.person, first_mention(official))
        elif official.key in wanted.spellings:
            yield Found(official.key, official.person, first_mention(official), wanted.spellings[official.key])


def holders(article: Article, wanted: Wanted) -> Iterator[Found]:
    """Find the official with a key."""
    for official in article.officials:
        if official.key in wanted.spellings:
            yield Found(official.key, official.person, first_mention(official))


def places(article: Article, wanted: Wanted) -> Iterator[Found]:
    """Find the place of the dateline."""
    place = article.dateline.place if article.dateline else None
    if place is not None:
        value = folded_value(place)
        if value == wanted.value if wanted.words is None else _has_words(place, wanted.words):
            yield Found(value, place)


def days(article: Article, _wanted: Wanted) -> Iterator[Found]:
    """Find the day of publication."""
    if article.published is not None:
        day = article.published.at.date().isoformat()
        yield Found(day, day)


def languages(article: Article, wanted: Wanted) -> Iterator[Found]:
    """Find the language of the text."""
    if article.language and primary_language(article.language) == primary_language(wanted.value):
        yield Found(wanted.value, article.language)


def copies(article: Article, wanted: Wanted) -> Iterator[Found]:
    """Find the article if it is the wanted one or a copy of it."""
    if first_copy(article) == wanted.value:
        yield Found(wanted.value, article.id)


def own_value(read: Callable[[Article], Iterable[str | None]]) -> Finder:
    """Return a finder that compares the results of `read`; case and accents do not matter."""

    def find(article: Article, wanted: Wanted) -> Iterator[Found]:
        for value in read(article):
            if value and folded_value(value) == folded_value(wanted.value):
                yield Found(wanted.value, value)

    return find


def first_mention(official: Official) -> Mention | None:
    """Return the first mention of an official in the body, else in the headline."""
    in_body = [mention for mention in official.mentions if mention.part is Part.BODY]
    return next(iter(in_body or official.mentions), None)


def _is_named(official: Official, wanted: Wanted) -> bool:
    names = names_of([official])
    if wanted.words is None:
        words = folded(wanted.value)
        return bool(words) and any(set(words) <= set(folded(name)) for name in names)
    return any(_has_words(name, wanted.words) for name in names)


def _has_words(name: str, wanted: Word | Phrase | Exact | Prefix | Fuzzy) -> bool:
    """Return whether a name has a query's words; the engine has already checked their order and distance."""
    match wanted:
        case Word():
            return set(folded(wanted.text)) <= set(folded(name))
        case Phrase():
            return {word for text in wanted.words for word in folded(text)} <= set(folded(name))
        case Exact():
            return {word for text in wanted.words for word in forms(text)} <= set(forms(name))
        case Prefix():
            starts = tuple(map(fold, forms(wanted.text)))
            return any(word.startswith(starts) for word in folded(name))
        case Fuzzy():
            from rapidfuzz.distance import OSA

            near = folded(wanted.text)
            return any(OSA.distance(word, other) <= wanted.edits for word in folded(name) for other in near)
