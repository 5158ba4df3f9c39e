"""Conformance as data: the cases in `tests/conformance/`, and what makes articles, requests and answers of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
from hypothesis import settings

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
from dateline.search.archive_service import ArchiveService
from dateline.search.engine import EngineKind
from dateline.search.facets.registry import FACETS
from dateline.search.request import Choice, FacetOrder, FacetRequest, Request, Sort
from dateline.search.results import Result, Results
from tests.engine.opened import opened

CASES = Path(__file__).parent.parent / "conformance"

Values = tuple[tuple[str, int], ...]
"""Values of a facet with their counts, as they are listed."""


class GivenOfficial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An official in few words; `short` are further names, as the body has them."""

    person: str
    portfolio: str
    country: str | None = None
    short: tuple[str, ...] = ()


class GivenArticle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article in few words: `AZ!` is a country it is about, `AZ:Baku` one that it names so in its body.

    A date without a time is a day.
    """

    id: str
    body: str
    headline: str | None = None
    date: str | None = None
    lang: str | None = None
    source: str | None = None
    place: str | None = None
    url: str | None = None
    countries: tuple[str, ...] = ()
    officials: tuple[GivenOfficial, ...] = ()
    keywords: tuple[str, ...] = ()
    copy_of: str | None = None


class Listing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a facet is asked for, where not as usual."""

    size: int = 10
    offset: int = 0
    order: FacetOrder = FacetOrder.COUNT
    contains: str | None = None


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of a result says why it is there, marks in square brackets; None is not looked at."""

    headline: str | None = None
    snippet: tuple[str, ...] | None = None
    matched: tuple[tuple[str, str], ...] | None = None


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request and its answer.

    The articles are in `ids`, in just this order, or in `found`, whose order is the engine's own: scores differ between
    engines. `total` stands where it is not their number; of a problem stands a part of its text.
    """

    name: str
    query: str = ""
    ids: tuple[str, ...] | None = None
    found: tuple[str, ...] | None = None
    choices: dict[str, tuple[str, ...]] = {}
    since: date | None = msgspec.field(default=None, name="from")
    until: date | None = msgspec.field(default=None, name="to")
    sort: Sort | None = None
    page: int = 1
    size: int = 20
    listings: dict[str, Listing] = {}
    total: int | None = None
    folded: int = 0
    copies: dict[str, int] = {}
    """How many copies the reports of some results have."""
    facets: dict[str, Values] = {}
    distinct: dict[str, int] = {}
    problems: tuple[str, ...] = ()
    shown: dict[str, Shown] = {}
    fails: str | None = None
    """Why the code does not answer so yet: the case must fail until it does."""

    def __post_init__(self) -> None:
        if (self.ids is None) == (self.found is None):
            raise ValueError(f"{self.name}: articles are given in order as ids, or in any as found")

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles of the answer, in the order of the case."""
        return self.ids if self.ids is not None else self.found or ()


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cases over one small archive."""

    proves: str
    articles: tuple[GivenArticle, ...]
    cases: tuple[Case, ...]


class Answer(msgspec.Struct, frozen=True):
    """What of an answer is the same on every engine, and by brute force."""

    ids: tuple[str, ...]
    total: int
    facets: Mapping[str, Values]
    distinct: Mapping[str, int]
    folded: int


def groups() -> dict[str, Group]:
    """All cases, by the name of their file."""
    return dict(_groups())


def _groups() -> Iterator[tuple[str, Group]]:
    for path in sorted(CASES.glob("*.json")):
        yield path.stem, msgspec.json.decode(path.read_bytes(), type=Group)


def articles_of(group: Group) -> list[Article]:
    """The archive of a group."""
    return [article_of(given) for given in group.articles]


def request_of(case: Case, service: ArchiveService) -> Request:
    """The request of a case; a service reads the query, as it does for everybody."""
    return Request(
        query=service.read(case.query),
        choices=tuple(Choice(FACETS[name], values) for name, values in case.choices.items()),
        since=case.since,
        until=case.until,
        sort=case.sort,
        page=case.page,
        size=case.size,
        facets=tuple(_asked(name, case.listings.get(name, Listing())) for name in {**case.facets, **case.distinct}),
    )


def expected(case: Case) -> Answer:
    """The answer that a case demands."""
    total = len(case.articles) if case.total is None else case.total
    return Answer(_ordered(case, case.articles), total, case.facets, case.distinct, case.folded)


def compared(case: Case, answer: Answer) -> Answer:
    """What of an answer a case speaks of: the order, where it gives one, and the facets that it lists."""
    return Answer(
        _ordered(case, answer.ids),
        answer.total,
        {field: values for field, values in answer.facets.items() if field in case.facets},
        {field: number for field, number in answer.distinct.items() if field in case.distinct},
        answer.folded,
    )


def answer_of(results: Results) -> Answer:
    """The same of an engine's results."""
    return Answer(
        tuple(result.id for result in results.results),
        results.total.count,
        {facet.facet.name: tuple((value.value, value.count) for value in facet.values) for facet in results.facets},
        {facet.facet.name: facet.distinct for facet in results.facets},
        results.folded,
    )


def check(case: Case, service: ArchiveService) -> None:
    """Whether an engine, behind a service over the archive of the case's group, answers as the case demands."""
    results = service.search(request_of(case, service))
    assert compared(case, answer_of(results)) == expected(case)
    told = [problem.text for problem in results.problems]
    assert len(told) == len(case.problems), told
    assert [part for part, text in zip(case.problems, told, strict=True) if part not in text] == [], told
    found = {result.id: result for result in results.results}
    assert {article_id: found[article_id].copies for article_id in case.copies} == case.copies
    for article_id, shown in case.shown.items():
        assert _shown(found[article_id], shown) == shown


class CasesOf(msgspec.Struct, frozen=True):
    """All cases of one file as one check."""

    group: str

    @property
    def says(self) -> str:
        """The file."""
        return f"{self.group}.json"

    def check(self, kind: EngineKind, effort: settings) -> None:
        """Raise AssertionError for the first case that an engine does not answer so; no case is tried harder."""
        del effort
        group = groups()[self.group]
        with opened(kind, articles_of(group)) as service:
            for case in group.cases:
                if case.fails is None:
                    check(case, service)


def _ordered(case: Case, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(ids)) if case.ids is None else ids


def _asked(name: str, listing: Listing) -> FacetRequest:
    return FacetRequest(FACETS[name], listing.size, listing.offset, listing.order, listing.contains)


def _shown(result: Result, asked: Shown) -> Shown:
    return Shown(
        None if asked.headline is None else _marked(result.headline or "", result.headline_marks),
        None if asked.snippet is None else tuple(_marked(shown.text, shown.marks) for shown in result.snippet),
        None if asked.matched is None else tuple((one.field, one.value) for one in result.matched),
    )


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    """A text with what is marked in brackets; marks that overlap are one."""
    marked = {place for start, end in marks for place in range(start, end)}
    pieces: list[str] = []
    for place, character in enumerate(text):
        opens = place in marked and place - 1 not in marked
        closes = place in marked and place + 1 not in marked
        pieces.append(f"{'[' * opens}{character}{']' * closes}")
    return "".join(pieces)


def article_of(given: GivenArticle) -> Article:
    """The whole article."""
    return Article(
        id=given.id,
        headline=given.headline,
        body=given.body,
        provenance=Provenance("news.jsonl", "jsonl", datetime(2026, 1, 1, tzinfo=UTC), "1"),
        fingerprint="0",
        source=given.source,
        url=given.url,
        language=given.lang,
        published=_published(given.date),
        dateline=Dateline(given.place, None, None, 0, 0) if given.place else None,
        countries=tuple(_country(country, given.body) for country in given.countries),
        officials=tuple(_official(official, given.body) for official in given.officials),
        keywords=given.keywords,
        duplicate_of=given.copy_of,
    )


def _published(text: str | None) -> Published | None:
    if text is None:
        return None
    if "T" in text:
        at = datetime.fromisoformat(text).astimezone(UTC)
        return Published(at, Precision.SECOND, DateOrigin.METADATA)
    return Published(datetime.fromisoformat(text).replace(tzinfo=UTC), Precision.DAY, DateOrigin.HEADER)


def _country(given: str, body: str) -> Country:
    code, _, surface = given.partition(":")
    mentions = (_mention(surface, body, MentionKind.NAME),) if surface else ()
    return Country(code.rstrip("!"), 0.5, code.endswith("!"), mentions)


def _official(given: GivenOfficial, body: str) -> Official:
    return Official(
        person=given.person,
        key=f"{(given.country or 'xx').lower()}-{given.person.lower().replace(' ', '-')}",
        office=given.portfolio,
        portfolio=given.portfolio,
        country=given.country,
        status=Status.CURRENT,
        confidence=1.0,
        mentions=tuple(_mention(short, body, MentionKind.SHORT) for short in given.short),
    )


def _mention(surface: str, body: str, kind: MentionKind) -> Mention:
    start = body.index(surface)
    return Mention(start, start + len(surface), surface, kind)
