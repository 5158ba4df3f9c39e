"""Tallies: updated with the claims, and equal to what all claims give."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.index.article import Article, Official, Status
from dateline.index.corrections.corrections import Corrections
from dateline.index.database import Database, Row
from dateline.index.people.claims import Claim
from dateline.index.people.person import by_office
from dateline.index.people.seen import Joined, person_at
from dateline.index.people.tally_rows import count_all
from dateline.index.people.ties import Tie
from dateline.index.store import Store
from tests.people.by_hand import articles_of, ends_of, held_by, spelled, tallied_by_hand
from tests.people.conftest import official, report

PEOPLE = tuple(
    official(name, country, portfolio, status)
    for name in ("Zakir Hasanov", "Zakir Gasanov", "HASANOV", "Ali Hasanov")
    for country, portfolio, status in (
        ("AZ", "defence", Status.CURRENT),
        ("AZ", "defence", Status.FORMER),
        ("AZ", "interior", Status.ACTING),
        ("KZ", "defence", Status.CURRENT),
    )
)
DAYS = (None, "2012-05-18", "2012-05-19", "2012-11-30", "2021-05-18")
TITLES = ("Minister", "MINISTER", "Defence Chief")
TIES = (
    Tie(("az-ali-hasanov", "az-zakir-hasanov"), together=True, reason="known", since=2013),
    Tie(("az-zakir-gasanov", "az-zakir-hasanov"), together=False, reason="brothers"),
    Tie(("az-zakir-hasanov", "kz-zakir-hasanov"), together=True, reason="moved"),
)


def made(article_id: str, day: str | None, title: str, officials: Sequence[Official]) -> Article:
    titled = (replace(one, office=title) for one in officials)
    statuses = " ".join(one.status.value for one in officials)
    return report(article_id, day, *titled, text=f"{title} {statuses}")


reports = st.builds(
    made,
    st.sampled_from("abcdef"),
    st.sampled_from(DAYS),
    st.sampled_from(TITLES),
    st.lists(st.sampled_from(PEOPLE), max_size=4, unique_by=lambda one: (one.key, one.portfolio)),
)
batches = st.lists(reports, min_size=1, max_size=5)
corrections = st.lists(st.sampled_from(TIES), max_size=2, unique=True).map(lambda ties: Corrections(ties=tuple(ties)))
histories = st.lists(batches | batches | corrections, min_size=1, max_size=7)


@contextmanager
def archive_after(history: Sequence[list[Article] | Corrections]) -> Generator[tuple[Database, Store], None, None]:
    """An archive to which all of this was stored or applied, in order."""
    with tempfile.TemporaryDirectory() as name:
        database = Database.create(Path(name))
        store = Store(database)
        for step in history:
            if isinstance(step, Corrections):
                store.apply_corrections(step)
            else:
                store.put(step)
        yield database, store
        database.close()


def claims_in(database: Database) -> list[Claim]:
    return [
        Claim(str(key), str(portfolio), str(article), str(day) if day else None, str(status), str(name), str(office))
        for key, portfolio, article, day, status, name, office in database.rows("SELECT * FROM claims")
    ]


def by_person(database: Database) -> Mapping[str, list[Claim]]:
    """All claims, by the person they denote."""
    persons = sorted(
        Joined(str(key), str(portfolio), int(since or 0), str(person))
        for key, portfolio, since, person, _ in database.rows("SELECT * FROM persons")
    )
    found: dict[str, list[Claim]] = {}
    for claim in claims_in(database):
        joined = [one for one in persons if (one.key, one.portfolio) == (claim.key, claim.portfolio)]
        found.setdefault(person_at(joined, claim.year) or "", []).append(claim)
    return found


def rows(database: Database) -> list[list[Row]]:
    return [list(database.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3, 4")) for table in ("tallies", "overlaps")]  # noqa: S608


@settings(max_examples=50)
@given(histories)
def test_tallies_equal_grouped_claims_after_any_history(history: Sequence[list[Article] | Corrections]) -> None:
    with archive_after(history) as (database, _):
        grouped = [
            (
                wording.key,
                wording.portfolio,
                wording.year,
                wording.is_held,
                wording.name,
                wording.office,
                tally.claims,
                *days,
            )
            for tally in tallied_by_hand(claims_in(database)).tallies
            for wording, days in [(tally.wording, (tally.first, tally.last))]
        ]
        columns = "key, portfolio, year, held, name, office, claims, first, last"
        assert list(database.rows(f"SELECT {columns} FROM tallies ORDER BY 1, 2, 3, 4, 5, 6")) == grouped  # noqa: S608


@settings(max_examples=50)
@given(histories)
def test_recounting_all_claims_gives_the_same_rows(history: Sequence[list[Article] | Corrections]) -> None:
    with archive_after(history) as (database, _):
        kept = rows(database)
        with database.writing() as cursor:
            cursor.execute("DELETE FROM tallies")
            cursor.execute("DELETE FROM overlaps")
            count_all(cursor)
        assert rows(database) == kept


@settings(max_examples=50)
@given(histories)
def test_a_person_description_matches_all_claims(history: Sequence[list[Article] | Corrections]) -> None:
    with archive_after(history) as (database, store):
        for key, claims in by_person(database).items():
            person = store.people.person(key)
            assert person is not None
            assert person.articles == len(articles_of(claims))
            assert (person.name, person.spellings) == spelled(claims)
            by_hand = [held_by(own) for own in _by_office(claims).values()]
            assert sorted(map(repr, person.offices)) == sorted(map(repr, by_hand))


@settings(max_examples=50)
@given(histories, st.integers(1, 4))
def test_first_last_and_newest_claims_match_all_claims(
    history: Sequence[list[Article] | Corrections], most: int
) -> None:
    with archive_after(history) as (database, store):
        people = store.people
        for key, claims in by_person(database).items():
            newest = sorted(claims, key=lambda claim: (claim.day or "", claim), reverse=True)
            assert people.newest(key, most) == newest[:most]
            offices = by_office(people.tallied(key))
            for office, own in _by_office(claims).items():
                first, last = offices[office].ends
                assert (people.first_claim(first), people.last_claim(last)) == ends_of(own)


@settings(max_examples=50)
@given(histories)
def test_lookups_by_office_and_country_count_all_claims(
    history: Sequence[list[Article] | Corrections],
) -> None:
    with archive_after(history) as (database, store):
        in_country = store.people.of_country("AZ")
        found = store.people.in_office("AZ", "defence")
        for key, claims in by_person(database).items():
            own = _by_office(claims).get(("AZ", "defence"), [])
            assert (key in found) == bool(own)
            assert not own or found[key].articles == len(articles_of(own))
            assert (key in in_country) == any(claim.key.startswith("az-") for claim in claims)


def test_an_article_with_two_spellings_of_a_person_counts_once() -> None:
    both = made("a", "2021-05-18", "Minister", [PEOPLE[0], PEOPLE[4]])
    with archive_after([[both], [made("b", "2021-05-19", "Minister", [PEOPLE[4]])]]) as (_, store):
        person = store.people.person("az-zakir-gasanov")
    assert person is not None
    assert [(one.name, one.articles) for one in person.spellings] == [("Zakir Gasanov", 2), ("Zakir Hasanov", 1)]
    assert (person.articles, person.offices[0].articles) == (2, 2)


def test_claims_of_another_office_do_not_reduce_the_count() -> None:
    spelled = [PEOPLE[0], PEOPLE[2], PEOPLE[6]]
    assert [(one.person, one.portfolio) for one in spelled] == [
        ("Zakir Hasanov", "defence"),
        ("Zakir Hasanov", "interior"),
        ("Zakir Gasanov", "interior"),
    ]
    with archive_after([[made("a", "2021-05-18", "Minister", spelled)]]) as (_, store):
        [own] = store.people.in_office("AZ", "defence").values()
    assert own.articles == 1


def _by_office(claims: Sequence[Claim]) -> dict[tuple[str | None, str], list[Claim]]:
    found: dict[tuple[str | None, str], list[Claim]] = {}
    for claim in claims:
        code = claim.key.split("-")[0].upper()
        found.setdefault((code, claim.portfolio), []).append(claim)
    return found
