"""The oracle: answers requests by brute force over articles in memory.

It implements the meaning of each query node, without plans or index terms, so that an engine and the oracle agree only
if both are right. It shares with the engines only the analysis of text and the tables of names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import product
from math import ceil
from typing import NamedTuple

from msgspec import structs

from dateline.index.analysis import folded, folded_value, forms, stems
from dateline.index.article import Article, MentionKind
from dateline.index.metadata.countries.regions import regions_of
from dateline.search.facets.choices import read_choices
from dateline.search.facets.label import ENGLISH
from dateline.search.facets.registry import DAY, MINISTER, MONTH, YEAR, Facet
from dateline.search.page import LARGEST_PAGE
from dateline.search.query.spellings import AS_WRITTEN, NameQuery
from dateline.search.query.tree import (
    Absent,
    And,
    Dated,
    Everything,
    Exact,
    Fuzzy,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    TextField,
    Value,
    ValueField,
    WithCopies,
    Word,
)
from dateline.search.request import NONE, Choice, FacetOrder, FacetRequest, Request, Sort

Analysis = Callable[[str], list[str]]
Values = tuple[tuple[str, int], ...]


class Answer(NamedTuple):
    """The parts of an answer that do not depend on scores."""

    ids: tuple[str, ...]
    total: int
    facets: Mapping[str, Values]
    distinct: Mapping[str, int]
    copies_left_out: int


Named = Callable[[NameQuery], Mapping[str, str]]
"""Returns the keys of persons for whom some spellings match a query and others do not."""


def nobody(query: NameQuery) -> Mapping[str, str]:
    """Return nobody: names match only as written."""
    del query
    return {}


def matches(query: Query, article: Article, named: Named = nobody) -> bool:
    """Return whether an article matches a query."""
    match query:
        case Everything() | WithCopies():
            return True
        case Nothing():
            return False
        case And():
            return all(matches(child, article, named) for child in query.children)
        case Or():
            return any(matches(child, article, named) for child in query.children)
        case Not():
            return not matches(query.child, article, named)
        case Value() | Absent() | Dated():
            return _has_value(query, article)
        case Word() | Phrase() | Prefix() | Fuzzy() if query.field is TextField.MINISTER:
            persons = named(query)
            return any(official.key in persons for official in article.officials) or _has_words(query, article)
        case Word() if len(parts := _parts(query)) > 1:
            return all(_has_words(part, article) for part in parts)
        case _:
            return _has_words(query, article)


def _parts(word: Word) -> list[Word]:
    """The parts of a compound in a text, each of at least three letters; else the word itself."""
    parts = re.split("[-/\u2010\u2011\u2012\u2013\u2014\u2015\u2044]", word.text)
    whole = word.field in {TextField.MINISTER, TextField.DATELINE} or not all(
        len(part) > 2 and part.isalpha() for part in parts
    )
    return [word] if whole else [Word(part, word.field) for part in parts]


def _has_value(query: Value | Absent | Dated, article: Article) -> bool:
    match query:
        case Value():
            return _same(query.field, query.value) in {
                _same(query.field, value) for value in field_values(query.field, article)
            }
        case Absent(field="headline"):
            return not article.headline
        case Absent():
            return not field_values(query.field, article)
        case Dated():
            return _is_within(article, query.since, query.until)


def _has_words(query: Word | Phrase | Exact | Prefix | Fuzzy, article: Article) -> bool:
    return any(_contains(query, text, article) for text in texts(query.field, article))


def texts(field: TextField, article: Article) -> list[str]:
    """Return the texts of a field; a phrase must be within one of them."""
    headline = [article.headline] if article.headline else []
    match field:
        case TextField.ANYWHERE:
            return [*headline, article.body]
        case TextField.HEADLINE:
            return headline
        case TextField.BODY:
            return [article.body]
        case TextField.DATELINE:
            return [article.dateline.place] if article.dateline else []
        case TextField.MINISTER:
            named = {MentionKind.PERSON, MentionKind.SHORT}
            return [
                name
                for official in article.officials
                for name in (official.person, *(m.surface for m in official.mentions if m.kind in named))
            ]


def field_values(field: str, article: Article) -> list[str]:
    """Return the values of a field or facet; if empty, the article counts as `none`."""
    published = article.published
    day = published.at.date().isoformat() if published else ""
    codes = [country.code for country in article.countries]
    values: dict[str, Iterable[str | None]] = {
        "country": codes,
        "about": [country.code for country in article.countries if country.primary],
        "region": [region for code in codes for region in regions_of(code)],
        "minister": [official.key for official in article.officials],
        "holder": [official.key for official in article.officials],
        "office": [
            office
            for official in article.officials
            for office in (official.portfolio, official.country and f"{official.country.lower()}/{official.portfolio}")
        ],
        "source": [article.source and folded_value(article.source)],
        "lang": [article.language and article.language.lower().split("-")[0]],
        "keyword": map(folded_value, article.keywords),
        "id": [article.id],
        "url": [article.url],
        "duplicates": [article.duplicate_of or article.id],
        "date": [day],
        "year": [day[:4]],
        "month": [day[:7]],
        "day": [day],
        "dateline": [folded_value(article.dateline.place) if article.dateline else None],
    }
    return sorted({value for value in values[field] if value})


def found(request: Request, articles: Iterable[Article], named: Named = nobody) -> list[Article]:
    """Return the articles that a request finds, in its order by date, else newest first."""
    articles = list(articles)
    kept = [article for article in articles if not _is_left_out(request.query.query, article)]
    request = _of_first_copies(request, articles)
    matching = [article for article in kept if _is_chosen(request, article, named)]
    by_id = sorted(matching, key=lambda article: article.id)
    direction = 1 if request.sort is Sort.OLDEST else -1

    def by_date(article: Article) -> tuple[int, float]:
        return (1, 0.0) if article.published is None else (0, direction * article.published.at.timestamp())

    return sorted(by_id, key=by_date)


def answer(request: Request, articles: Sequence[Article]) -> Answer:
    """Answer a request as typed. All scores are equal, so ranked articles come newest first."""
    read = read_choices(request, AS_WRITTEN)
    days = sorted(day for day in (request.since, request.until) if day)
    since, until = days if len(days) == 2 else (request.since, request.until)
    request = _of_first_copies(structs.replace(request, choices=read.choices, since=since, until=until), articles)
    left_out = [article for article in articles if _is_left_out(request.query.query, article)]
    articles = [article for article in articles if article not in left_out]
    ids = [article.id for article in found(request, articles)]
    size = min(max(request.size, 0), LARGEST_PAGE)
    page = min(max(request.page, 1), max(1, ceil(len(ids) / max(size, 1))))
    listed = {asked.facet.name: _listed(asked, request, articles) for asked in request.facets}
    return Answer(
        tuple(ids[(page - 1) * size : page * size]),
        len(ids),
        {field: values for field, (values, _) in listed.items()},
        {field: distinct for field, (_, distinct) in listed.items()},
        sum(_is_chosen(request, article, nobody) for article in left_out),
    )


def _is_left_out(query: Query, article: Article) -> bool:
    """Return whether an article is a copy that is left out: the query names neither copies nor an article."""
    return article.duplicate_of is not None and not re.search(r"(?<!\w)(?:duplicates|id|url):(?!none)", str(query))


def _of_first_copies(request: Request, articles: Iterable[Article]) -> Request:
    """Replace the id in `duplicates:` by that of the first article if it names a copy."""
    firsts = {article.id: article.duplicate_of or article.id for article in articles}

    def replaced(query: Query) -> Query:
        match query:
            case Value(field=ValueField.DUPLICATES):
                return Value(query.field, firsts.get(query.value, query.value))
            case And() | Or():
                return type(query)(tuple(map(replaced, query.children)))
            case Not():
                return Not(replaced(query.child))
            case _:
                return query

    return structs.replace(request, query=structs.replace(request.query, query=replaced(request.query.query)))


def _listed(asked: FacetRequest, request: Request, articles: Sequence[Article]) -> tuple[Values, int]:
    """Return the requested part of a facet, followed by chosen values, and the total number of values."""
    counts = facet(asked.facet, request, articles)
    names = _names(asked.facet, articles)
    without = counts.pop(NONE, 0)
    wanted = folded_value(asked.contains or "")
    values = sorted(value for value in counts if wanted in folded_value(names(value)) or wanted in folded_value(value))
    distinct = len(values)
    if asked.order is FacetOrder.NAME:
        values.sort(key=lambda value: folded_value(names(value)))
    else:
        values.sort(key=lambda value: -counts[value])
    if without and not wanted:
        counts[NONE] = without
        values.append(NONE)
    values = values[max(asked.offset, 0) :][: max(asked.size, 0)]
    chosen = next((choice.values for choice in request.choices if choice.facet is asked.facet), ())
    values += [value for value in chosen if value not in values]
    return tuple(
        (value, counts[value] or _chosen_alone(asked.facet, value, request, articles)) for value in values
    ), distinct


def _chosen_alone(field: Facet, value: str, request: Request, articles: Iterable[Article]) -> int:
    """Number of articles found by a choice that is no listed value, such as an official's name instead of a key."""
    choice = Choice(field, (value,))
    return sum(_is_chosen(request, article, nobody, leave_out=field) and _has(choice, article) for article in articles)


def _names(field: Facet, articles: Iterable[Article]) -> Callable[[str], str]:
    """The displayed names of a facet's values."""
    if field is MINISTER:
        people = {official.key: official.person for article in articles for official in article.officials}
        return people.__getitem__
    return lambda value: field.label.known(value, ENGLISH) or value


def facet(field: Facet, request: Request, articles: Iterable[Article], named: Named = nobody) -> Counter[str]:
    """Counts of a facet with its own choices left out; `none` included."""
    counts: Counter[str] = Counter()
    for article in articles:
        if _is_left_out(request.query.query, article):
            continue
        if _is_chosen(request, article, named, leave_out=field):
            counts.update(field_values(field.name, article) or [NONE])
    return counts


_DATES = {YEAR, MONTH, DAY}


def _is_chosen(request: Request, article: Article, named: Named, leave_out: Facet | None = None) -> bool:
    left_out = _DATES if leave_out in _DATES else {leave_out}
    choices = [choice for choice in request.choices if choice.facet not in left_out]
    dated = bool(left_out & _DATES) or _is_within(article, request.since, request.until)
    return dated and matches(request.query.query, article, named) and all(_has(choice, article) for choice in choices)


def _has(choice: Choice, article: Article) -> bool:
    values = field_values(choice.facet.name, article) or [NONE]
    if any(value in values for value in choice.values):
        return True
    return choice.facet is MINISTER and any(_is_named(article, value) for value in choice.values)


def _is_named(article: Article, name: str) -> bool:
    """Return whether the name of one of the officials contains all these words, in any order."""
    wanted = Counter(folded(name))
    return bool(wanted) and any(wanted <= Counter(folded(text)) for text in texts(TextField.MINISTER, article))


def _is_within(article: Article, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    if article.published is None:
        return False
    day = article.published.at.date()
    return (since is None or day >= since) and (until is None or day <= until)


def _same(field: str, value: str) -> str:
    """The form of a value that is compared: sources and keywords folded, languages without their country."""
    if field == ValueField.LANGUAGE:
        return value.split("-", maxsplit=1)[0].lower()
    return folded_value(value) if field in {ValueField.SOURCE, ValueField.KEYWORD} else value


def _contains(query: Word | Phrase | Exact | Prefix | Fuzzy, text: str, article: Article) -> bool:
    names = query.field in {TextField.MINISTER, TextField.DATELINE}
    analysis: Analysis = folded if names else lambda words: stems(words, article.language)
    match query:
        case Word():
            return _has_adjacent(analysis(text), analysis(query.text))
        case Phrase(gap=None):
            return _has_adjacent(analysis(text), analysis(" ".join(query.words)))
        case Phrase():
            return _has_nearby(analysis(text), analysis(" ".join(query.words)), query.gap or 0)
        case Exact():
            return _has_adjacent(forms(text), forms(" ".join(query.words)))
        case Prefix():
            *whole, start = folded(query.text) or ["\0"]
            words = folded(text)
            return set(whole) <= set(words) and any(word.startswith(start) for word in words)
        case Fuzzy():
            wanted = folded(query.text)
            words = folded(text)
            return bool(wanted) and all(any(edits(term, word) <= query.edits for word in words) for term in wanted)


def _has_adjacent(text: Sequence[str], wanted: Sequence[str]) -> bool:
    length = len(wanted)
    return bool(wanted) and any(list(text[n : n + length]) == list(wanted) for n in range(len(text) - length + 1))


def _has_nearby(text: Sequence[str], wanted: Sequence[str], gap: int) -> bool:
    positions = [[n for n, word in enumerate(text) if word == term] for term in wanted]
    return bool(wanted) and any(
        len(set(chosen)) == len(chosen) and max(chosen) - min(chosen) + 1 - len(chosen) <= gap
        for chosen in product(*positions)
    )


def edits(one: str, other: str) -> int:
    """Return the edit distance with transpositions (optimal string alignment) between two words."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
