"""Conformance cases as data in `tests/conformance/`, and their conversion to articles, requests and answers."""

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
"""Values of a facet with their counts, in listed order."""


class GivenOfficial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A shorthand for an official; `short` are short names that occur in the body."""

    person: str
    portfolio: str
    country: str | None = None
    short: tuple[str, ...] = ()


class GivenArticle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A shorthand for an article: `AZ!` is a primary country, `AZ:Baku` a country mentioned in the body as Baku.

    A date without a time has day precision.
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
    """How a facet is requested, if not by default."""

    size: int = 10
    offset: int = 0
    order: FacetOrder = FacetOrder.COUNT
    contains: str | None = None


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a result shows why it matched, with marks in square brackets; None is not compared."""

    headline: str | None = None
    snippet: tuple[str, ...] | None = None
    matched: tuple[tuple[str, str], ...] | None = None


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request and its expected answer.

    The articles are in `ids`, in exactly this order, or in `found`, in any order, since scores differ between engines.
    `total` is given only if it is not their number; `problems` are parts of the texts of the expected problems.
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
    copies_left_out: int = 0
    copies: dict[str, int] = {}
    """How many copies the reports of some results have."""
    facets: dict[str, Values] = {}
    distinct: dict[str, int] = {}
    problems: tuple[str, ...] = ()
    shown: dict[str, Shown] = {}
    fails: str | None = None
    """Why the code fails this case for now: the case must fail until it is fixed."""

    def __post_init__(self) -> None:
        if (self.ids is None) == (self.found is None):
            raise ValueError(f"{self.name}: give either ids, in order, or found, in any order")

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the expected articles, in the order of the case."""
        return self.ids if self.ids is not None else self.found or ()


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cases over one small archive."""

    proves: str
    articles: tuple[GivenArticle, ...]
    cases: tuple[Case, ...]


class Answer(msgspec.Struct, frozen=True):
    """The parts of an answer that are equal on every engine and by brute force."""

    ids: tuple[str, ...]
    total: int
    facets: Mapping[str, Values]
    distinct: Mapping[str, int]
    copies_left_out: int


def groups() -> dict[str, Group]:
    """Return all groups of cases, by the name of their file."""
    return dict(_groups())


def _groups() -> Iterator[tuple[str, Group]]:
    for path in sorted(CASES.glob("*.json")):
        yield path.stem, msgspec.json.decode(path.read_bytes(), type=Group)


def articles_of(group: Group) -> list[Article]:
    """Return the articles of a group."""
    return [article_of(given) for given in group.articles]


def request_of(case: Case, service: ArchiveService) -> Request:
    """Return the request of a case; the service reads the query."""
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
    """Return the answer that a case expects."""
    total = len(case.articles) if case.total is None else case.total
    return Answer(_ordered(case, case.articles), total, case.facets, case.distinct, case.copies_left_out)


def compared(case: Case, answer: Answer) -> Answer:
    """Reduce an answer to what a case specifies: the order if given, and the listed facets."""
    return Answer(
        _ordered(case, answer.ids),
        answer.total,
        {field: values for field, values in answer.facets.items() if field in case.facets},
        {field: number for field, number in answer.distinct.items() if field in case.distinct},
        answer.copies_left_out,
    )


def answer_of(results: Results) -> Answer:
    """Return the answer in an engine's results."""
    return Answer(
        tuple(result.id for result in results.results),
        results.total.count,
        {facet.facet.name: tuple((value.value, value.count) for value in facet.values) for facet in results.facets},
        {facet.facet.name: facet.distinct for facet in results.facets},
        results.copies_left_out,
    )


def check(case: Case, service: ArchiveService) -> None:
    """Assert that a service over the articles of the case's group answers as the case expects."""
    results = service.search(request_of(case, service))
    assert compared(case, answer_of(results)) == expected(case)
    problems = [problem.text for problem in results.problems]
    assert len(problems) == len(case.problems), problems
    assert [part for part, text in zip(case.problems, problems, strict=True) if part not in text] == [], problems
    found = {result.id: result for result in results.results}
    assert {article_id: found[article_id].copies for article_id in case.copies} == case.copies
    for article_id, shown in case.shown.items():
        assert _shown(found[article_id], shown) == shown


class CasesOf(msgspec.Struct, frozen=True):
    """A check of all cases in one file."""

    group: str

    @property
    def says(self) -> str:
        """The name of the file."""
        return f"{self.group}.json"

    def check(self, kind: EngineKind, effort: settings) -> None:
        """Raise AssertionError for the first failing case; ignores `effort`."""
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
    """Put marked spans of a text in brackets; overlapping marks are merged."""
    marked = {offset for start, end in marks for offset in range(start, end)}
    pieces: list[str] = []
    for offset, character in enumerate(text):
        opens = offset in marked and offset - 1 not in marked
        closes = offset in marked and offset + 1 not in marked
        pieces.append(f"{'[' * opens}{character}{']' * closes}")
    return "".join(pieces)


def article_of(given: GivenArticle) -> Article:
    """Expand the shorthand to an article."""
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
