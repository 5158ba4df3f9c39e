"""Cases that every engine, and the oracle, must answer alike: data in `tests/conformance/`, one runner here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import pytest

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
from dateline.search.request import Choice, FacetField, FacetRequest, Request, Sort
from tests import oracle

OpenService = Callable[[Sequence[Article]], AbstractContextManager[ArchiveService]]
CASES = Path(__file__).parent.parent / "conformance"


class GivenOfficial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    person: str
    country: str | None
    portfolio: str
    short: tuple[str, ...] = ()


class GivenArticle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article in few words: `AZ!` is a country it is about, a date without a time is a day."""

    id: str
    body: str
    headline: str | None = None
    date: str | None = None
    lang: str | None = None
    source: str | None = None
    place: str | None = None
    countries: tuple[str, ...] = ()
    officials: tuple[GivenOfficial, ...] = ()
    keywords: tuple[str, ...] = ()


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request and its answer; `total` only where it is not the number of ids, facets as value and count in order."""

    name: str
    query: str
    ids: tuple[str, ...]
    choices: dict[FacetField, tuple[str, ...]] = {}
    since: Annotated[date | None, msgspec.Meta()] = msgspec.field(default=None, name="from")
    until: date | None = msgspec.field(default=None, name="to")
    sort: Sort | None = None
    page: int = 1
    size: int = 20
    total: int | None = None
    facets: dict[FacetField, tuple[tuple[str, int], ...]] = {}
    problems: int | None = None
    """How many problems; None where other tests say that."""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    proves: str
    articles: tuple[GivenArticle, ...]
    cases: tuple[Case, ...]


def _groups() -> Iterator[tuple[str, Group]]:
    for path in sorted(CASES.glob("*.json")):
        yield path.stem, msgspec.json.decode(path.read_bytes(), type=Group)


GROUPS = dict(_groups())
ALL = [(name, case) for name, group in GROUPS.items() for case in group.cases]
each_case = pytest.mark.parametrize(("group", "case"), ALL, ids=[f"{name}: {case.name}" for name, case in ALL])


def test_there_are_cases_for_every_part_of_the_contract() -> None:
    assert len(ALL) >= 60
    assert len({(name, case.name) for name, case in ALL}) == len(ALL)


@each_case
def test_an_engine_answers(open_service: OpenService, group: str, case: Case) -> None:
    with open_service([_article(given) for given in GROUPS[group].articles]) as service:
        results = service.search(_request(case, service))
        found = [result.id for result in results.results]
        assert (sorted(found) if _is_ranked(results.sort, case) else found) == _expected_ids(case, results.sort)
        assert results.total.count == (len(case.ids) if case.total is None else case.total)
        shown = {facet.field: tuple((value.value, value.count) for value in facet.values) for facet in results.facets}
        assert shown == case.facets
        if case.problems is not None:
            assert len(results.problems) == case.problems, results.problems


@each_case
def test_the_oracle_answers_the_same(open_service: OpenService, group: str, case: Case) -> None:
    articles = [_article(given) for given in GROUPS[group].articles]
    if case.total is not None or any(not _are_values(choice) for choice in case.choices.items()):
        pytest.skip("pages and names of values are the service's")
    with open_service([]) as service:
        request = _request(case, service)
        if case.since and case.until and case.since > case.until:
            request = msgspec.structs.replace(request, since=case.until, until=case.since)
    assert sorted(article.id for article in oracle.found(request, articles)) == sorted(case.ids)
    for field, values in case.facets.items():
        assert dict(oracle.facet(field, request, articles)) == {value: count for value, count in values if count}


def _are_values(choice: tuple[FacetField, tuple[str, ...]]) -> bool:
    field, values = choice
    return all(value.isupper() or value in {"none", "apa", "2020"} for value in values) or field is FacetField.YEAR


def _is_ranked(sort: Sort, case: Case) -> bool:
    """Scores differ between engines; where all are equal, the order is the contract's."""
    return sort is Sort.RELEVANCE and case.query != "same"


def _expected_ids(case: Case, sort: Sort) -> list[str]:
    return sorted(case.ids) if _is_ranked(sort, case) else list(case.ids)


def _request(case: Case, service: ArchiveService) -> Request:
    return Request(
        query=service.read(case.query),
        choices=tuple(Choice(field, values) for field, values in case.choices.items()),
        since=case.since,
        until=case.until,
        sort=case.sort,
        page=case.page,
        size=case.size,
        facets=tuple(FacetRequest(field) for field in case.facets),
    )


def _article(given: GivenArticle) -> Article:
    return Article(
        id=given.id,
        headline=given.headline,
        body=given.body,
        provenance=Provenance("news.jsonl", "jsonl", datetime(2026, 1, 1, tzinfo=UTC), "1"),
        fingerprint="0",
        source=given.source,
        language=given.lang,
        published=_published(given.date),
        dateline=Dateline(given.place, None, None, 0, 0) if given.place else None,
        countries=tuple(Country(code.rstrip("!"), 0.5, code.endswith("!"), ()) for code in given.countries),
        officials=tuple(map(_official, given.officials)),
        keywords=given.keywords,
    )


def _published(text: str | None) -> Published | None:
    if text is None:
        return None
    if "T" in text:
        at = datetime.fromisoformat(text).astimezone(UTC)
        return Published(at, Precision.SECOND, DateOrigin.METADATA)
    return Published(datetime.fromisoformat(text).replace(tzinfo=UTC), Precision.DAY, DateOrigin.HEADER)


def _official(given: GivenOfficial) -> Official:
    return Official(
        person=given.person,
        key=f"{(given.country or 'xx').lower()}-{given.person.lower().replace(' ', '-')}",
        office=given.portfolio,
        portfolio=given.portfolio,
        country=given.country,
        status=Status.CURRENT,
        confidence=1.0,
        mentions=tuple(Mention(0, len(short), short, MentionKind.SHORT) for short in given.short),
    )
