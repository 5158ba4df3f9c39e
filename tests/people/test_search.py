"""Searching by joined names: the same articles for every spelling, and exact counts."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive.engines import EMBEDDED, ENGINES
from dateline.index.article import Article, Official
from dateline.index.database import Database
from dateline.index.store import Store
from dateline.index.terms import terms_of
from dateline.search.archive_service import ArchiveService, GenerationName
from dateline.search.facets.registry import MINISTER
from dateline.search.query.spellings import JoinedSpellings
from dateline.search.query.tree import Exact, Fuzzy, Not, Phrase, Prefix, Query, TextField, Word
from dateline.search.request import Choice, FacetRequest, ReadQuery, Request, Sort
from tests import oracle
from tests.people.conftest import official, report

SPELLINGS = ("Zakir Hasanov", "Zakir Gasanov", "Zakir Həsənov", "Закир Гасанов", "Hassanov")
ARCHIVE = [report(f"{n}", f"2021-05-1{n}", official(name, "AZ", "defence")) for n, name in enumerate(SPELLINGS)]
OTHERS = [
    report("ali", "2021-05-18", official("Ali Hasanov", "AZ", "culture")),
    report("kazakh", "2021-05-18", official("Zakir Gasanov", "KZ", "defence")),
]


@contextmanager
def searching(
    articles: Sequence[Article], engine: str = "tantivy"
) -> Generator[tuple[ArchiveService, Store], None, None]:
    """A service over a store and an up-to-date index."""
    kind = ENGINES[engine](Path())
    # Tantivy polls its folder from its own thread, and may create a lock there while the folder is being removed.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        index = Path(name, "index")
        index.mkdir()
        database = Database.create(Path(name))
        store = Store(database)
        kind.create(index)
        writer = kind.open_writer(index)
        for article in articles:
            mark = store.last_serial()
            store.put([article])
            writer.add(terms_of(change.article) for change in store.changes(mark))
        writer.commit()
        writer.close()
        reader = kind.open_reader(index)
        yield (
            ArchiveService(
                reader,
                store,
                lambda: GenerationName(engine, 1),
                today=lambda: date(2021, 6, 1),
                spellings=lambda: JoinedSpellings(store.people),
            ),
            store,
        )
        reader.close()
        database.close()


def ids(service: ArchiveService, typed: str, *choices: Choice) -> list[str]:
    results = service.search(Request(service.read(typed), choices=choices, size=50))
    return sorted(result.id for result in results.results)


@pytest.mark.parametrize(
    "typed", ["minister:gasanov", "minister:həsənov", "minister:гасанов", "minister:hassanov", "minister:gasan*"]
)
def test_a_joined_person_is_found_by_every_spelling(engine: str, typed: str) -> None:
    with searching(ARCHIVE, engine) as (service, _):
        assert ids(service, typed) == ["0", "1", "2", "3", "4"]


def test_a_similar_name_alone_does_not_join_persons(engine: str) -> None:
    with searching([*ARCHIVE, *OTHERS], engine) as (service, _):
        assert ids(service, "minister:gasanov") == ["0", "1", "2", "3", "4", "kazakh"]
        assert ids(service, 'minister:"ali hasanov"') == ["ali"]


def test_an_exact_name_matches_only_its_own_spelling(engine: str) -> None:
    with searching(ARCHIVE, engine) as (service, _):
        assert ids(service, 'minister:="Hasanov"') == ["0"]
        assert ids(service, 'minister:="Həsənov"') == ["2"]


def test_the_key_of_any_spelling_finds_its_person(engine: str) -> None:
    with searching([*ARCHIVE, *OTHERS], engine) as (service, _):
        for key in ("az-zakir-hasanov", "az-zakir-gasanov"):
            assert ids(service, f"holder:{key}") == ["0", "1", "2", "3", "4"]
        results = service.search(Request(service.read("holder:az-zakir-hasanov"), size=1)).results
        assert [(one.field, one.value) for one in results[0].matched] == [("holder", "az-zakir-gasanov")]


def test_a_result_shows_which_spelling_matched(engine: str) -> None:
    with searching(ARCHIVE, engine) as (service, _):
        results = service.search(Request(service.read("minister:gasanov"), size=50)).results
        matched = {result.id: result.matched[0] for result in results}
        assert (matched["0"].label, matched["0"].spelling) == ("Zakir Hasanov", "Zakir Gasanov")
        assert (matched["1"].label, matched["1"].spelling) == ("Zakir Gasanov", None)


def test_joined_spellings_are_one_facet_value(engine: str) -> None:
    both = report(
        "both", "2021-05-18", official("Zakir Hasanov", "AZ", "defence"), official("Hassanov", "AZ", "defence")
    )
    with searching([*ARCHIVE, both, *OTHERS], engine) as (service, _):
        request = Request(service.read("*"), facets=(FacetRequest(MINISTER),))
        values = service.search(request).facets[0].values
        assert [(value.label, value.count) for value in values] == [
            ("Zakir Hasanov", 6),
            ("Ali Hasanov", 1),
            ("Zakir Gasanov", 1),
        ]
        assert len(ids(service, "*", Choice(MINISTER, (values[0].value,)))) == 6


@pytest.mark.parametrize("chosen", ["az-zakir-gasanov", "az-hassanov", "gasanov"])
def test_a_facet_choice_accepts_a_spelling_instead_of_a_key(engine: str, chosen: str) -> None:
    with searching(ARCHIVE, engine) as (service, _):
        assert ids(service, "*", Choice(MINISTER, (chosen,))) == ["0", "1", "2", "3", "4"]


PEOPLE = tuple(
    official(name, country, portfolio)
    for name in ("Zakir Hasanov", "Zakir Gasanov", "Z. Hassanov", "Hasanov", "Ali Hasanov", "Гасанов")
    for country, portfolio in (("AZ", "defence"), ("AZ", "interior"), (None, "defence"))
)


def reports(rows: Sequence[tuple[str | None, list[Official]]]) -> list[Article]:
    return [report(str(number), day, *officials) for number, (day, officials) in enumerate(rows)]


archives = st.lists(
    st.tuples(
        st.sampled_from((None, "1990-01-01", "2012-05-18", "2021-05-18")),
        st.lists(st.sampled_from(PEOPLE), max_size=3, unique_by=lambda one: (one.key, one.portfolio)),
    ),
    max_size=8,
).map(reports)
words = st.sampled_from(("hasanov", "Gasanov", "zakir", "гасанов", "Z.", "Hassanov", "absent"))
leaves: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, words, st.just(TextField.MINISTER)),
    st.builds(
        Phrase,
        st.lists(words, min_size=2, max_size=2).map(tuple),
        st.just(TextField.MINISTER),
        st.none() | st.integers(0, 3),
    ),
    st.builds(Prefix, st.sampled_from(("has", "ga", "zak")), st.just(TextField.MINISTER)),
    st.builds(Fuzzy, words, st.sampled_from((1, 2)), st.just(TextField.MINISTER)),
    st.builds(Exact, st.lists(words, min_size=1, max_size=1).map(tuple), st.just(TextField.MINISTER)),
)
queries = leaves | st.builds(Not, leaves)


# Joined spellings are resolved before the engine is called, so this test needs no cluster.
@pytest.mark.parametrize("engine", sorted(EMBEDDED))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(archive=archives, asked=st.lists(queries, min_size=1, max_size=4))
def test_results_and_counts_equal_the_brute_force_oracle(
    engine: str, archive: list[Article], asked: list[Query]
) -> None:
    with searching(archive, engine) as (service, store):
        articles = [change.article for change in store.changes(0)]
        named = JoinedSpellings(store.people).named
        for query in asked:
            request = Request(
                ReadQuery("", query), sort=Sort.NEWEST, size=50, facets=(FacetRequest(MINISTER, size=50),)
            )
            results = service.search(request)
            assert [one.id for one in results.results] == [one.id for one in oracle.found(request, articles, named)]
            (facet,) = results.facets
            counts = {value.value: value.count for value in facet.values}
            assert counts == oracle.facet(MINISTER, request, articles, named)
            for value, count in counts.items():
                chosen = msgspec.structs.replace(request, choices=(Choice(MINISTER, (value,)),))
                assert service.search(chosen).total.count == count


@settings(max_examples=40, deadline=None)
@given(archive=archives, query=leaves)
def test_a_person_found_by_one_spelling_is_found_by_all(archive: list[Article], query: Query) -> None:
    """A name search finds persons: all articles of each person who has this name anywhere."""
    with searching(archive) as (service, store):
        articles = [change.article for change in store.changes(0)]
        if isinstance(query, Exact):
            return
        shown = {
            one.key
            for article in articles
            if oracle.matches(query, article)
            for one in article.officials
            if oracle.matches(query, msgspec.structs.replace(article, officials=(one,)))
        }
        found = {result.id for result in service.search(Request(ReadQuery("", query), size=50)).results}
        assert found == {article.id for article in articles if shown & {one.key for one in article.officials}}
