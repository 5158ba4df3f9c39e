"""Which metadata matched, and the sentence that says so: for results in which no word of the query stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from dateline.index.analysis import fold, folded, folded_value, forms
from dateline.index.article import Article, Mention, Official, Part
from dateline.index.metadata.countries.regions import region_members
from dateline.index.terms import names_of, offices_of, primary_language
from dateline.search.copies import first_copy
from dateline.search.facets.labels import office_name, table_label
from dateline.search.officials.spellings import Spellings, anyhow
from dateline.search.query.tree import (
    And,
    Dated,
    Exact,
    Fuzzy,
    Or,
    Phrase,
    Prefix,
    Query,
    TextField,
    Value,
    ValueField,
    Word,
)
from dateline.search.request import NONE, Choice, FacetField
from dateline.search.results import Matched


class Evidence(msgspec.Struct, frozen=True):
    """One piece of metadata that matched; `mention` is where the article says it, where it does."""

    matched: Matched
    mention: Mention | None = None


def evidence(article: Article, query: Query, choices: Iterable[Choice], spellings: Spellings) -> tuple[Evidence, ...]:
    """What of an article's metadata the query and the choices ask for and the article has."""
    asked = [*_asked(query), *(_Asked(choice.field.value, value) for choice in choices for value in choice.values)]
    asked = [_with_spellings(ask, spellings) for ask in asked]
    found = (one for ask in asked for one in _find(article, ask))
    return tuple({one.matched: one for one in found}.values())


class _Asked(msgspec.Struct, frozen=True):
    field: str
    value: str
    words: Word | Phrase | Exact | Prefix | Fuzzy | None = None
    spellings: Mapping[str, str] = {}
    """Persons who are called so elsewhere, and how; those whom a key means."""


def _with_spellings(asked: _Asked, spellings: Spellings) -> _Asked:
    if asked.field == ValueField.HOLDER.value:
        return msgspec.structs.replace(asked, spellings={key: key for key in spellings.meant(asked.value)})
    if asked.field != TextField.MINISTER.value or isinstance(asked.words, Exact):
        return asked
    query = asked.words or anyhow(asked.value)
    return asked if query is None else msgspec.structs.replace(asked, spellings=spellings.named(query))


def _asked(query: Query) -> Iterator[_Asked]:
    """The metadata a query asks for; what it excludes is no reason to show."""
    match query:
        case And() | Or():
            for child in query.children:
                yield from _asked(child)
        case Value():
            yield _Asked(query.field.value, query.value)
        case Dated():
            yield _Asked("date", "")
        case Word() | Phrase() | Exact() | Prefix() | Fuzzy() if query.field in _NAMES:
            yield _Asked(query.field.value, "", query)
        case _:
            return


_NAMES = frozenset({TextField.MINISTER, TextField.DATELINE})


def _find(article: Article, asked: _Asked) -> Iterator[Evidence]:
    find = _FINDERS.get(asked.field)
    if find is not None and asked.value != NONE:
        yield from find(article, asked)


def _countries(article: Article, asked: _Asked) -> Iterator[Evidence]:
    for country in article.countries:
        if country.code == asked.value and (country.primary or asked.field != ValueField.ABOUT.value):
            label = _label(FacetField.COUNTRY, country.code)
            yield Evidence(Matched(asked.field, country.code, label), next(iter(country.mentions), None))


def _regions(article: Article, asked: _Asked) -> Iterator[Evidence]:
    members = region_members(asked.value)
    for country in article.countries:
        if country.code in members:
            label = _label(FacetField.REGION, asked.value)
            yield Evidence(Matched(asked.field, asked.value, label), next(iter(country.mentions), None))
            return


def _offices(article: Article, asked: _Asked) -> Iterator[Evidence]:
    for official in article.officials:
        if asked.value in offices_of(official):
            yield Evidence(Matched(asked.field, asked.value, office_name(asked.value)), first_mention(official))
            return


def _officials(article: Article, asked: _Asked) -> Iterator[Evidence]:
    for official in article.officials:
        if official.key == asked.value or _is_named(official, asked):
            yield Evidence(Matched(asked.field, official.key, official.person), first_mention(official))
        elif official.key in asked.spellings:
            spelling = asked.spellings[official.key]
            yield Evidence(Matched(asked.field, official.key, official.person, spelling), first_mention(official))


def _holder(article: Article, asked: _Asked) -> Iterator[Evidence]:
    for official in article.officials:
        if official.key in asked.spellings:
            yield Evidence(Matched(asked.field, official.key, official.person), first_mention(official))


def _is_named(official: Official, asked: _Asked) -> bool:
    names = names_of([official])
    if asked.words is None:
        wanted = folded(asked.value)
        return bool(wanted) and any(set(wanted) <= set(folded(name)) for name in names)
    return any(_has_words(name, asked.words) for name in names)


def _has_words(name: str, asked: Word | Phrase | Exact | Prefix | Fuzzy) -> bool:
    """Whether a name shows a query's words; the engine has decided, so order and distance need no second look."""
    match asked:
        case Word():
            return set(folded(asked.text)) <= set(folded(name))
        case Phrase():
            return {word for text in asked.words for word in folded(text)} <= set(folded(name))
        case Exact():
            return {word for text in asked.words for word in forms(text)} <= set(forms(name))
        case Prefix():
            starts = tuple(map(fold, forms(asked.text)))
            return any(word.startswith(starts) for word in folded(name))
        case Fuzzy():
            from rapidfuzz.distance import OSA

            near = folded(asked.text)
            return any(OSA.distance(word, other) <= asked.edits for word in folded(name) for other in near)


def _place(article: Article, asked: _Asked) -> Iterator[Evidence]:
    dateline = article.dateline
    if dateline is None:
        return
    if asked.words is None:
        if folded_value(dateline.place) != asked.value:
            return
    elif not _has_words(dateline.place, asked.words):
        return
    yield Evidence(Matched(asked.field, folded_value(dateline.place), dateline.place))


def _published(article: Article, asked: _Asked) -> Iterator[Evidence]:
    if article.published is not None:
        day = article.published.at.date().isoformat()
        yield Evidence(Matched(asked.field, day, day))


def _language(article: Article, asked: _Asked) -> Iterator[Evidence]:
    if article.language and primary_language(article.language) == primary_language(asked.value):
        yield Evidence(Matched(asked.field, asked.value, article.language))


def _copies(article: Article, asked: _Asked) -> Iterator[Evidence]:
    if first_copy(article) == asked.value:
        yield Evidence(Matched(asked.field, asked.value, article.id))


def _own_value(read: Callable[[Article], Iterable[str | None]]) -> Callable[[Article, _Asked], Iterator[Evidence]]:
    """For a field whose values stand in the article as they are, but for case and accents."""

    def find(article: Article, asked: _Asked) -> Iterator[Evidence]:
        for value in read(article):
            if value and folded_value(value) == folded_value(asked.value):
                yield Evidence(Matched(asked.field, asked.value, value))

    return find


def first_mention(official: Official) -> Mention | None:
    """Where an article first says so, in its body if it does."""
    in_body = [mention for mention in official.mentions if mention.part is Part.BODY]
    return next(iter(in_body or official.mentions), None)


def _label(field: FacetField, value: str) -> str:
    name = table_label(field)
    return value if name is None else name(value)


_FINDERS: Mapping[str, Callable[[Article, _Asked], Iterator[Evidence]]] = {
    ValueField.COUNTRY.value: _countries,
    ValueField.ABOUT.value: _countries,
    ValueField.REGION.value: _regions,
    ValueField.OFFICE.value: _offices,
    ValueField.HOLDER.value: _holder,
    TextField.MINISTER.value: _officials,
    TextField.DATELINE.value: _place,
    ValueField.SOURCE.value: _own_value(lambda article: [article.source]),
    ValueField.LANGUAGE.value: _language,
    ValueField.KEYWORD.value: _own_value(lambda article: article.keywords),
    ValueField.ID.value: _own_value(lambda article: [article.id]),
    ValueField.URL.value: _own_value(lambda article: [article.url]),
    ValueField.DUPLICATES.value: _copies,
    "date": _published,
    **dict.fromkeys((field.value for field in (FacetField.YEAR, FacetField.MONTH, FacetField.DAY)), _published),
}
