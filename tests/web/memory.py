"""A small archive in memory that really counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import chain

from msgspec.structs import replace

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
from dateline.index.article import Part as ArticlePart
from dateline.index.state import Withdrawal
from dateline.problems import Problem, Span
from dateline.search.facets.label import ENGLISH, Language, country_label
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
    Facet,
)
from dateline.search.query.tree import And, Everything, Or, Query, TextField, Value, ValueField, Word
from dateline.search.request import NONE, FacetRequest, ReadQuery, Request, Sort
from dateline.search.results import (
    ArchiveSummary,
    ArticleView,
    FacetCounts,
    FacetValue,
    Passage,
    Ranked,
    Result,
    ResultCountry,
    ResultOfficial,
    Results,
    Total,
    Whole,
)
from dateline.search.sentences import Sentence
from dateline.search.suggest import Suggestion
from dateline.search.versions import Version, versions_of

NAMES = {"AZ": "Azerbaijan", "BY": "Belarus", "GE": "Georgia", "FR": "France"}

_TEXTS: Sequence[tuple[str, str, str, str | None, str | None, str]] = (
    (
        "minsk-1",
        "BY",
        "Minsk",
        "2021-05-18",
        "Sample Wire Europe",
        "Defence talks open with minister Ivan Sample in {}.",
    ),
    ("minsk-2", "BY", "Minsk", "2021-05-20", "Sample Wire Europe", "Talks in {} end without a paper."),
    ("baku-1", "AZ", "Baku", "2021-06-01", "Sample Wire Asia", "{} and its neighbours hold talks on pipelines."),
    ("baku-2", "AZ", "Baku", "2022-01-03", "Sample Wire Asia", "New rail line in {} opens."),
    ("tbilisi-1", "GE", "Tbilisi", "2022-02-28", None, "Harvest in {} is good this year."),
    ("paris-1", "FR", "Paris", "2023-12-31", "Sample Wire Europe", "{} prepares for the games; talks with unions."),
    ("paris-2", "FR", "Paris", None, "Sample Wire Europe", "An undated report from {} about bread."),
    ("nowhere", "", "", "2023-07-14", None, "A report that speaks of no country, only of talks."),
    (
        "hostile",
        "GE",
        "Tbilisi",
        "2023-01-02",
        "<b>Wire</b>",
        "<script>alert(1)</script> & \u202etalks\u202c in {} <i>x</i>",
    ),
)


def make_article(given: str, code: str, place: str, day: str | None, source: str | None, text: str) -> Article:
    """One article about one country, whose name is mentioned once where the text says `{}`."""
    name = NAMES.get(code, "")
    body = f"{text.format(name)}\n\nA second paragraph follows, without anything that matters."
    start = text.index("{}") if code else 0
    mention = Mention(start, start + len(name), name, MentionKind.NAME)
    person = body.find("Ivan Sample")
    return Article(
        id=given,
        headline=None if given == "paris-2" else f"{place or 'World'}: {text.format(name).split('.')[0]}",
        body=body,
        provenance=Provenance("sample.txt", "plain", datetime(2024, 1, 1, tzinfo=UTC), "1"),
        fingerprint=given,
        source=source,
        language="en",
        published=_published(day),
        dateline=Dateline(place, code, day, 0, 0) if place else None,
        countries=(Country(code, 0.9, primary=True, mentions=(mention,)),) if code else (),
        officials=(_official(code, person),) if person >= 0 else (),
    )


def _published(day: str | None) -> Published | None:
    if not day:
        return None
    return Published(datetime.fromisoformat(day).replace(tzinfo=UTC), Precision.DAY, DateOrigin.HEADER)


def _official(code: str, start: int) -> Official:
    mention = Mention(start, start + len("Ivan Sample"), "Ivan Sample", MentionKind.PERSON)
    return Official(
        "Ivan Sample", f"{code.lower()}-ivan-sample", "Minister of Defence", "defence", code, Status.CURRENT, 0.9,
        (mention,),
    )  # fmt: skip


ARTICLES = tuple(make_article(*row) for row in _TEXTS)

_VALUES: dict[Facet, Callable[[Article], Iterable[str]]] = {
    COUNTRY: lambda article: (country.code for country in article.countries),
    MINISTER: lambda article: (official.key for official in article.officials),
    OFFICE: lambda article: chain.from_iterable(
        (official.portfolio, f"{(official.country or '').lower()}/{official.portfolio}")
        for official in article.officials
    ),
    SOURCE: lambda article: (article.source,) if article.source else (),
    LANGUAGE: lambda article: (article.language,) if article.language else (),
    REGION: lambda article: ("caucasus",) if {"AZ", "GE"} & {c.code for c in article.countries} else (),
    DATELINE: lambda article: (article.dateline.place.lower(),) if article.dateline else (),
    YEAR: lambda article: _date(article, 4),
    MONTH: lambda article: _date(article, 7),
    DAY: lambda article: _date(article, 10),
}
_DATES = {YEAR, MONTH, DAY}


def _date(article: Article, length: int) -> Iterable[str]:
    return (article.published.at.date().isoformat()[:length],) if article.published else ()


def _label(field: Facet, value: str) -> str:
    if field is COUNTRY:
        return NAMES.get(value, value)
    if field is MINISTER:
        return " ".join(part.capitalize() for part in value.split("-")[1:])
    return value


class MemoryArchive:
    """A brute-force search service: words, countries by code, `office:x`, `holder:key`; other fields are problems."""

    def __init__(self, articles: Sequence[Article] = ARTICLES) -> None:
        self.articles = articles
        self.earlier: dict[str, tuple[Article, ...]] = {}
        self.withdrawn: dict[str, Withdrawal] = {}

    def read(self, text: str) -> ReadQuery:
        nodes: list[Query] = []
        problems: list[Problem] = []
        for token in text.split():
            field, colon, value = token.partition(":")
            if colon and field in {"country", "about", "office", "holder"}:
                nodes.append(Value(ValueField(field), _named(value) if field in {"country", "about"} else value))
                continue
            if colon:
                at = text.index(token)
                unknown = Sentence.FIELD_UNKNOWN.message(name=field)
                problems.append(unknown.problem(Span(at, at + len(field)), value or "talks"))
            if any(letter.isalnum() for letter in token):
                nodes.append(Word(token.strip('"(),.').lower()))
        query: Query = Everything() if not nodes else nodes[0] if len(nodes) == 1 else And(tuple(nodes))
        return ReadQuery(text, query, tuple(problems))

    def search(self, request: Request) -> Results:
        found, sort = self._found(request)
        pages = max(1, -(-len(found) // request.size)) if request.size else 1
        page = min(request.page, pages)
        beyond = Sentence.PAGE_BEYOND.message(asked=request.page, least=1, most=pages, given=page).problem()
        shown = found[(page - 1) * request.size : page * request.size]
        return Results(
            query=request.query,
            problems=request.query.problems if page == request.page else (*request.query.problems, beyond),
            total=Total(len(found)),
            sort=sort,
            page=page,
            pages=pages,
            took_ms=0.5,
            results=tuple(self._result(article, request.query.query) for article in shown),
            facets=tuple(self.facet(request, facet) for facet in request.facets),
        )

    def walk(self, request: Request) -> Whole:
        found, sort = self._found(request)
        ranked = (Ranked(article, 1.0) for article in found)
        query = request.query.query
        show: Callable[[Ranked], Result] = lambda one: self._result(one.article, query)  # noqa: E731 - of one request
        return Whole(request.query.problems, Total(len(found)), sort, ranked, 0, show)

    def count(self, query: Query) -> Total:
        return Total(len(self._matching(query)))

    def suggest(self, request: Request, most: int, language: Language = ENGLISH) -> tuple[Suggestion, ...]:
        text = request.query.text
        before, start = text[: -len(text.split(" ")[-1])] if text.split(" ")[-1] else text, text.split(" ")[-1].lower()
        if len(start) < 2:
            return ()
        said = {word.strip(".,;").lower() for article in self.articles for word in article.body.split()}
        found: list[tuple[str, str, str, str | None]] = [
            *((f"country:{name.lower()}", "country", name, code) for code, name in NAMES.items()),
            *((word, "word", word, None) for word in sorted(said) if word.isalpha()),
        ]
        named = [
            (f"{before}{typed}", kind, label, value)
            for typed, kind, label, value in found
            if typed.startswith(start) or label.lower().startswith(start) or _begins(value, language, start)
        ]
        fields = [Suggestion(f"{before}country:", "field", "mentions the country", None, "country")]
        counted = (
            Suggestion(typed, kind, label, self._count(replace(request, query=self.read(typed))), value)
            for typed, kind, label, value in named
        )
        return (*(fields if "country".startswith(start) else ()), *(one for one in counted if one.count))[:most]

    def _count(self, request: Request) -> int:
        return len(self._found(request)[0])

    def facet(self, request: Request, facet: FacetRequest) -> FacetCounts:
        chosen = {value for choice in request.choices if choice.facet is facet.facet for value in choice.values}
        counts = dict.fromkeys(chosen, 0)
        for article in self._matching(request.query.query):
            if _chosen(article, request, facet.facet):
                for value in set(_VALUES[facet.facet](article)) or {NONE}:
                    counts[value] = counts.get(value, 0) + 1
        ordered = sorted(counts, key=lambda value: (value == NONE, -counts[value], value))
        part = facet.contains or ""
        within = [value for value in ordered if part in value or part.lower() in _label(facet.facet, value).lower()]
        cut = within[facet.offset : facet.offset + facet.size]
        kept = [*cut, *(value for value in chosen if value not in cut)]
        values = (
            FacetValue(value, _label(facet.facet, value), counts[value], chosen=value in chosen) for value in kept
        )
        return FacetCounts(
            facet.facet, tuple(values), sum(count > 0 and value != NONE for value, count in counts.items())
        )

    def article(self, article_id: str, query: Query | None = None) -> ArticleView | None:
        article = next((each for each in self.articles if each.id == article_id), None)
        if article is None:
            return None
        body = _marks(article.body, query or Everything())
        headline = _marks(article.headline or "", query or Everything())
        revisions = len(self.earlier.get(article_id, ()))
        return ArticleView(article, _countries(article), body, headline, revisions)

    def withdrawal(self, article_id: str) -> Withdrawal | None:
        return self.withdrawn.get(article_id)

    def versions(self, article_id: str) -> tuple[Version, ...]:
        newest = [article for article in self.articles if article.id == article_id]
        return versions_of([*newest, *self.earlier.get(article_id, ())]) if newest else ()

    def version(self) -> str:
        return f"memory-{len(self.articles)}"

    def summary(self) -> ArchiveSummary:
        dated = sorted((each.published for each in self.articles if each.published), key=lambda each: each.at)
        first, last = (dated[0], dated[-1]) if dated else (None, None)
        return ArchiveSummary(len(self.articles), 0, first, last, 3, 4, 1, "memory", 1)

    def _found(self, request: Request) -> tuple[list[Article], Sort]:
        found = [article for article in self._matching(request.query.query) if _chosen(article, request, None)]
        newest = request.sort is not Sort.OLDEST
        return sorted(found, key=lambda article: (_day(article), article.id), reverse=newest), (
            request.sort or Sort.NEWEST
        )

    def _matching(self, query: Query) -> list[Article]:
        return [article for article in self.articles if _matches(article, query)]

    def _result(self, article: Article, query: Query) -> Result:
        return Result(
            id=article.id,
            headline=article.headline,
            headline_marks=_marks(article.headline or "", query),
            opening=article.body[:80],
            published=article.published,
            source=article.source,
            language=article.language,
            dateline=article.dateline,
            countries=_countries(article),
            officials=tuple(
                ResultOfficial(each.person, each.key, each.office, each.portfolio, each.country)
                for each in article.officials
            ),
            score=1.0,
            snippet=(
                Passage(article.body[:90], _marks(article.body[:90], query), ArticlePart.BODY, 0, cut_after=True),
            ),
            matched=(),
        )


def _named(text: str) -> str:
    """The code of a country given by name or code."""
    return next((code for code, name in NAMES.items() if name.lower() == text.lower()), text.upper())


def _countries(article: Article) -> tuple[ResultCountry, ...]:
    return tuple(ResultCountry(each.code, NAMES[each.code], each.primary) for each in article.countries)


def _day(article: Article) -> str:
    return next(iter(_date(article, 10)), "")


def _matches(article: Article, query: Query) -> bool:
    match query:
        case And(children):
            return all(_matches(article, child) for child in children)
        case Or(children):
            return any(_matches(article, child) for child in children)
        case Word(text, TextField.ANYWHERE):
            return text in f"{article.headline} {article.body}".lower()
        case Value(ValueField.ABOUT, value):
            return any(country.code == value and country.primary for country in article.countries)
        case Value(ValueField.HOLDER, value):
            return any(official.key == value for official in article.officials)
        case Value(ValueField.DUPLICATES, value):
            return value in {article.id, article.duplicate_of}
        case Value(field, value):
            return value in set(_VALUES[FACETS[field]](article))
        case Everything():
            return True
        case _:
            return False


def _marks(text: str, query: Query) -> tuple[tuple[int, int], ...]:
    match query:
        case And(children) | Or(children):
            return tuple(chain.from_iterable(_marks(text, child) for child in children))
        case Word(word) if word in text.lower():
            start = text.lower().index(word)
            return ((start, start + len(word)),)
        case _:
            return ()


def _chosen(article: Article, request: Request, ignored: Facet | None) -> bool:
    """Whether the choices let an article through; the dates are one constraint."""
    dates_ignored = ignored in _DATES
    for choice in request.choices:
        if choice.facet is ignored or (dates_ignored and choice.facet in _DATES):
            continue
        if not set(choice.values) & (set(_VALUES[choice.facet](article)) or {NONE}):
            return False
    if dates_ignored or not (request.since or request.until):
        return True
    day = _day(article)
    since, until = request.since or date.min, request.until or date.max
    return bool(day) and since.isoformat() <= day <= until.isoformat()


def _begins(value: str | None, language: Language, start: str) -> bool:
    """Whether the name of a country in the language of the page begins so."""
    return value is not None and country_label(value, language).lower().startswith(start)
