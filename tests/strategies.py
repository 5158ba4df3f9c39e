"""Random articles, queries and requests: small vocabularies, so that things match, tie and repeat."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

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
from dateline.search.query import (
    Absent,
    AbsentField,
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
    Word,
)
from dateline.search.request import NONE, Choice, FacetField, ReadQuery, Request, Sort

WORDS = ("talks", "talking", "defence", "Défence", "Minister", "ministers", "Baku", "Weiße", "oil", "U.S.", "co-op")
CODES = ("AZ", "BY", "GE", "FR")
PEOPLE = ("Zakir Hasanov", "Viktor Khrenin", "Anna Hasanov")
PORTFOLIOS = ("defence", "foreign", "deputy-defence")
SOURCES = ("Trend", "TREND", "Sample Wire Europe")
PLACES = ("Baku", "Minsk", "Port Louis")
FIRST_DAY = date(2019, 12, 28)
DAYS = st.dates(FIRST_DAY, FIRST_DAY + timedelta(days=70))

words = st.sampled_from(WORDS)
headlines = st.none() | st.lists(words, min_size=1, max_size=3).map(" ".join)
bodies = st.lists(words, min_size=1, max_size=9).map(" ".join)


@st.composite
def published_times(draw: st.DrawFn) -> Published:
    day = draw(DAYS)
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if draw(st.booleans()):
        return Published(at, Precision.DAY, DateOrigin.HEADER)
    return Published(at + timedelta(minutes=draw(st.sampled_from((0, 1, 1439)))), Precision.MINUTE, DateOrigin.METADATA)


@st.composite
def officials(draw: st.DrawFn) -> Official:
    person = draw(st.sampled_from(PEOPLE))
    country = draw(st.none() | st.sampled_from(CODES))
    short = person.split()[-1]
    return Official(
        person=person,
        key=f"{(country or 'xx').lower()}-{person.lower().replace(' ', '-')}",
        office="Minister",
        portfolio=draw(st.sampled_from(PORTFOLIOS)),
        country=country,
        status=Status.CURRENT,
        confidence=1.0,
        mentions=(Mention(0, len(short), short, MentionKind.SHORT),),
    )


@st.composite
def countries(draw: st.DrawFn) -> tuple[Country, ...]:
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3))
    return tuple(Country(code, 0.5, draw(st.booleans()), ()) for code in codes)


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
        published=draw(st.none() | published_times()),
        dateline=None if place is None else Dateline(place, None, None, 0, 0),
        countries=draw(countries()),
        officials=tuple(draw(st.lists(officials(), max_size=2))),
        keywords=tuple(draw(st.lists(st.sampled_from(("Oil", "oil", "Grain")), max_size=2))),
    )


@st.composite
def archives(draw: st.DrawFn, most: int = 12) -> list[Article]:
    ids = draw(st.lists(st.sampled_from([f"{n}" for n in range(30)]), unique=True, max_size=most))
    return [draw(articles(article_id)) for article_id in ids]


text_fields = st.sampled_from(TextField)
query_words = st.sampled_from((*WORDS, "talk", "hasanov", "zakir", "defense", "minsk", "louis", "absent"))


@st.composite
def dated(draw: st.DrawFn) -> Dated:
    since, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
    return Dated(FIRST_DAY, None) if since is until is None else Dated(since, until)


def _values() -> st.SearchStrategy[Query]:
    return st.one_of(
        st.builds(Value, st.sampled_from((ValueField.COUNTRY, ValueField.ABOUT)), st.sampled_from(CODES)),
        st.builds(Value, st.just(ValueField.OFFICE), st.sampled_from((*PORTFOLIOS, "az/defence"))),
        st.builds(Value, st.just(ValueField.SOURCE), st.sampled_from(("trend", "sample wire europe"))),
        st.builds(Value, st.just(ValueField.LANGUAGE), st.sampled_from(("en", "de"))),
        st.builds(Value, st.just(ValueField.KEYWORD), st.sampled_from(("oil", "grain"))),
        st.builds(Value, st.just(ValueField.ID), st.sampled_from(("1", "2"))),
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
    st.builds(Absent, st.sampled_from(AbsentField)),
    dated(),
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

_CHOICES = {
    FacetField.COUNTRY: (*CODES, NONE),
    FacetField.MINISTER: ("az-zakir-hasanov", "xx-viktor-khrenin", NONE),
    FacetField.OFFICE: ("defence", "az/defence", NONE),
    FacetField.SOURCE: ("trend", NONE),
    FacetField.LANGUAGE: ("en", NONE),
    FacetField.YEAR: ("2019", "2020", NONE),
    FacetField.MONTH: ("2020-01", NONE),
    FacetField.DAY: ("2020-01-01", NONE),
    FacetField.DATELINE: ("baku", NONE),
}


@st.composite
def choices(draw: st.DrawFn) -> tuple[Choice, ...]:
    fields = draw(st.lists(st.sampled_from(sorted(_CHOICES, key=lambda field: field.value)), unique=True, max_size=3))
    chosen = (draw(st.lists(st.sampled_from(_CHOICES[field]), min_size=1, max_size=2, unique=True)) for field in fields)
    return tuple(Choice(field, tuple(values)) for field, values in zip(fields, chosen, strict=True))


@st.composite
def requests(draw: st.DrawFn) -> Request:
    since, until = sorted((draw(DAYS), draw(DAYS)))
    return Request(
        query=ReadQuery("", draw(queries)),
        choices=draw(choices()),
        since=draw(st.none() | st.just(since)),
        until=draw(st.none() | st.just(until)),
        sort=draw(st.sampled_from((Sort.NEWEST, Sort.OLDEST))),
    )
