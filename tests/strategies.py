"""Hypothesis strategies for articles, queries and requests, with small vocabularies so that many match and tie."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product, starmap

from hypothesis import strategies as st

from dateline.index.article import (
    Article,
    Country,
    Dateline,
    DateOrigin,
    Mention,
    MentionKind,
    Official,
    Precision,
    Provenance,
    Published,
    Status,
)
from dateline.search.facets.registry import (
    COUNTRY,
    DATELINE,
    DAY,
    FACETS,
    LANGUAGE,
    MINISTER,
    MONTH,
    OFFICE,
    REGION,
    SOURCE,
    YEAR,
)
from dateline.search.query.fields import FIELDS
from dateline.search.query.tree import (
    Absent,
    And,
    Dated,
    Everything,
    Exact,
    Fuzzy,
    Not,
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
from dateline.search.request import NONE, Choice, FacetOrder, FacetRequest, ReadQuery, Request, Sort

CAN_BE_ABSENT = tuple(field.name for field in FIELDS if field.absent is not None)
"""Fields for which `field:none` is allowed."""

WORDS = (
    "talks",
    "talking",
    "defence",
    "Défence",
    "Minister",
    "ministers",
    "Baku",
    "Weiße",
    "oil",
    "U.S.",
    "co-op",
    "op",
    "co",
)
CODES = ("AZ", "BY", "GE", "FR")
PEOPLE = ("Zakir Hasanov", "Viktor Khrenin", "Anna Hasanov")
PORTFOLIOS = ("defence", "foreign", "deputy-defence")
SOURCES = ("Trend", "TREND", "Sample Wire Europe")
PLACES = ("Baku", "Minsk", "Port Louis")
FIRST_DAY = date(2019, 12, 28)
DAYS = st.dates(FIRST_DAY, FIRST_DAY + timedelta(days=70))

words = st.sampled_from(WORDS)
headlines = st.none() | st.lists(words, min_size=1, max_size=3).map(" ".join)
bodies = st.lists(words, min_size=1, max_size=7).map(" ".join)


def _published(day: int, minute: int) -> Published:
    at = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC) + timedelta(days=day, minutes=minute)
    return Published(at, Precision.MINUTE, DateOrigin.METADATA)


def _official(person: str, country: str | None, portfolio: str) -> Official:
    short = person.rsplit(maxsplit=1)[-1]
    return Official(
        person=person,
        key=f"{(country or 'xx').lower()}-{person.lower().replace(' ', '-')}",
        office="Minister",
        portfolio=portfolio,
        country=country,
        status=Status.CURRENT,
        confidence=1.0,
        mentions=(Mention(0, len(short), short, MentionKind.SHORT),),
    )


# Built once, because drawing from a list is a single step, and each example draws a whole archive.
_PUBLISHED = tuple(starmap(_published, product(range(71), (0, 1, 1439))))
_OFFICIALS = tuple(starmap(_official, product(PEOPLE, (None, *CODES), PORTFOLIOS)))
_COUNTRIES = tuple(Country(code, 0.5, primary, ()) for code, primary in product(CODES, (True, False)))

published_times = st.sampled_from(_PUBLISHED)
officials = st.lists(st.sampled_from(_OFFICIALS), max_size=2).map(tuple)
countries = st.lists(st.sampled_from(_COUNTRIES), unique_by=lambda country: country.code, max_size=3).map(tuple)


FIRSTS = ("0", "1")
"""The ids of articles that others are copies of."""


@st.composite
def articles(draw: st.DrawFn, article_id: str) -> Article:
    place = draw(st.none() | st.sampled_from(PLACES))
    return Article(
        id=article_id,
        headline=draw(headlines),
        body=draw(bodies),
        provenance=Provenance("news.jsonl", "jsonl", datetime(2026, 1, 1, tzinfo=UTC), "1"),
        fingerprint="0",
        source=draw(st.none() | st.sampled_from(SOURCES)),
        language=draw(st.none() | st.sampled_from(("en", "de", "en-GB"))),
        published=draw(st.none() | published_times),
        dateline=None if place is None else Dateline(place, None, None, 0, 0),
        countries=draw(countries),
        officials=draw(officials),
        duplicate_of=None if article_id in FIRSTS else draw(st.sampled_from((None,) * 6 + FIRSTS)),
        keywords=tuple(draw(st.lists(st.sampled_from(("Oil", "oil", "Grain")), max_size=2))),
    )


IDS = tuple(str(number) for number in range(30))


@st.composite
def archives(draw: st.DrawFn, most: int = 12, ids: Sequence[str] = IDS) -> list[Article]:
    chosen = draw(st.lists(st.sampled_from(ids), unique=True, max_size=most))
    return [draw(articles(article_id)) for article_id in chosen]


text_fields = st.sampled_from(TextField)
query_words = st.sampled_from((*WORDS, "talk", "hasanov", "zakir", "defense", "minsk", "louis", "absent"))


@st.composite
def dated(draw: st.DrawFn) -> Dated:
    since, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
    return Dated(FIRST_DAY, None) if since is until is None else Dated(since, until)


def _values() -> st.SearchStrategy[Query]:
    return st.one_of(
        st.builds(Value, st.sampled_from((ValueField.COUNTRY, ValueField.ABOUT)), st.sampled_from(CODES)),
        st.builds(Value, st.just(ValueField.REGION), st.sampled_from(("caucasus", "europe"))),
        st.builds(Value, st.just(ValueField.OFFICE), st.sampled_from((*PORTFOLIOS, "az/defence"))),
        st.builds(Value, st.just(ValueField.HOLDER), st.sampled_from(("az-zakir-hasanov", "by-viktor-khrenin"))),
        st.builds(Value, st.just(ValueField.SOURCE), st.sampled_from(("trend", "sample wire europe"))),
        st.builds(Value, st.just(ValueField.LANGUAGE), st.sampled_from(("en", "de"))),
        st.builds(Value, st.just(ValueField.KEYWORD), st.sampled_from(("oil", "grain"))),
        st.builds(Value, st.sampled_from((ValueField.ID, ValueField.DUPLICATES)), st.sampled_from(("1", "2"))),
    )


leaves: st.SearchStrategy[Query] = st.one_of(
    st.just(Everything()),
    st.builds(Word, query_words, text_fields),
    st.builds(Phrase, st.lists(query_words, min_size=2, max_size=3).map(tuple), text_fields, st.none()),
    st.builds(Phrase, st.lists(query_words, min_size=2, max_size=3).map(tuple), text_fields, st.integers(0, 4)),
    st.builds(Exact, st.lists(query_words, min_size=1, max_size=2).map(tuple), text_fields),
    st.builds(Prefix, st.sampled_from(("t", "minist", "Has", "def", "u.s", "co-o")), text_fields),
    st.builds(Fuzzy, query_words, st.sampled_from((1, 2)), text_fields),
    _values(),
    st.builds(Absent, st.sampled_from(CAN_BE_ABSENT)),
    dated(),
    st.just(WithCopies()),
)
queries: st.SearchStrategy[Query] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)

_ADJACENT = tuple(product(("talks", "defence", "oil", "co", "op", "u.s."), repeat=2))
SINGLE: tuple[Query, ...] = (
    *starmap(Word, product((*WORDS, "hasanov"), TextField)),
    *map(Phrase, _ADJACENT),
    *(Phrase(words, gap=gap) for words in _ADJACENT for gap in (0, 2)),
    *(Exact((word,)) for word in WORDS),
    *starmap(Prefix, product(("t", "minist", "def", "ha"), TextField)),
    *(Fuzzy(word, edits) for word in ("talk", "defense", "il", "minitser", "bk") for edits in (1, 2)),
    *(Absent(field) for field in CAN_BE_ABSENT),
    *(Dated(day, day) for day in (FIRST_DAY + timedelta(days=number) for number in range(71))),
    Dated(FIRST_DAY, None),
    Dated(None, FIRST_DAY),
)
"""Queries of every leaf type over the same words and days, run on every archive: a random query finds little."""

_ALL: tuple[Query, ...] = (Everything(), WithCopies())
likely_queries: st.SearchStrategy[Query] = st.sampled_from(_ALL) | st.sampled_from(SINGLE) | queries
"""Queries that match articles more often than those of `queries`."""

_CHOICES = {
    COUNTRY: (*CODES, NONE),
    REGION: ("caucasus", "europe", NONE),
    MINISTER: ("az-zakir-hasanov", "xx-viktor-khrenin", "hasanov", "hasanov zakir", NONE),
    OFFICE: ("defence", "az/defence", NONE),
    SOURCE: ("trend", NONE),
    LANGUAGE: ("en", NONE),
    YEAR: ("2019", "2020", NONE),
    MONTH: ("2020-01", NONE),
    DAY: ("2020-01-01", NONE),
    DATELINE: ("baku", NONE),
}


@st.composite
def choices(draw: st.DrawFn) -> tuple[Choice, ...]:
    fields = draw(st.lists(st.sampled_from(sorted(_CHOICES, key=lambda field: field.name)), unique=True, max_size=3))
    chosen = (draw(st.lists(st.sampled_from(_CHOICES[field]), min_size=1, max_size=2, unique=True)) for field in fields)
    return tuple(Choice(field, tuple(values)) for field, values in zip(fields, chosen, strict=True))


@st.composite
def facet_requests(draw: st.DrawFn) -> tuple[FacetRequest, ...]:
    fields = draw(st.lists(st.sampled_from(tuple(FACETS)), unique=True, max_size=3))
    return tuple(
        FacetRequest(
            field,
            size=draw(st.integers(0, 4)),
            offset=draw(st.integers(0, 3)),
            order=draw(st.sampled_from(FacetOrder)),
            contains=draw(st.none() | st.sampled_from(("a", "AZ", "hasan", "2020", "euro"))),
        )
        for field in fields
    )


@st.composite
def requests(draw: st.DrawFn) -> Request:
    since, until = sorted((draw(DAYS), draw(DAYS)))
    return Request(
        query=ReadQuery("", draw(likely_queries)),
        choices=draw(choices()),
        since=draw(st.none() | st.just(since)),
        until=draw(st.none() | st.just(until)),
        sort=draw(st.sampled_from((Sort.NEWEST, Sort.OLDEST))),
    )
