"""Joining spellings into persons by office, country, time and name; never by name alone, in any input order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.people.join import join
from dateline.index.people.names import Fullness, country_in, name_in
from dateline.index.people.seen import Joined, Seen, person_at
from dateline.index.people.ties import NO_TIES, Tie, Ties


def joined_persons(*spelled: str, ties: Ties = NO_TIES) -> dict[str, str]:
    """The person of each `KEY OFFICE YEAR`; after the year, `former` marks a former holder, `x8` how often."""
    rows = [one.split() for one in spelled]
    joined = join((Seen(key, office, int(year), *_times(rest)) for key, office, year, *rest in rows), ties)
    return {" ".join(row): person(joined, row[0], row[1], int(row[2])) for row in rows}


def _times(rest: Sequence[str]) -> tuple[int, int]:
    """How often as holder and as former holder: once, unless `xN` says otherwise."""
    times = next((int(word[1:]) for word in rest if word.startswith("x")), 1)
    return (0, times) if "former" in rest else (times, 0)


def person(joined: Iterable[Joined], key: str, office: str, year: int) -> str:
    found = person_at([one for one in joined if (one.key, one.portfolio) == (key, office)], year)
    assert found is not None
    return found


def are_one(*spelled: str, ties: Ties = NO_TIES) -> bool:
    return len(set(joined_persons(*spelled, ties=ties).values())) == 1


@pytest.mark.parametrize(
    ("why", "spelled"),
    [
        ("two transliterations", ("az-zakir-hasanov defence 2021", "az-zakir-gasanov defence 2021")),
        ("another script", ("az-zakir-hasanov defence 2021", "az-закир-гасанов defence 2021")),
        ("an initial", ("az-zakir-hasanov defence 2021", "az-z-gasanov defence 2021")),
        ("the last name alone", ("az-zakir-hasanov defence 2021", "az-gasanov defence 2021")),
        ("two years later", ("az-zakir-hasanov defence 2019", "az-zakir-gasanov defence 2021")),
        ("once without a date", ("az-zakir-hasanov defence 2019", "az-zakir-gasanov defence 0")),
        ("the same full name in two offices", ("az-zakir-hasanov defence 2021", "az-zakir-hasanov interior 2009")),
        ("a former holder", ("az-zakir-hasanov defence 2015", "az-zakir-gasanov defence 2019 former")),
        ("last names alone in one office", ("az-hasanov defence 2021", "az-gasanov defence 2021")),
    ],
)
def test_spellings_are_joined(why: str, spelled: tuple[str, ...]) -> None:
    assert are_one(*spelled), why


@pytest.mark.parametrize(
    ("why", "spelled"),
    [
        ("another office", ("az-zakir-hasanov defence 2021", "az-zakir-gasanov interior 2021")),
        ("another country", ("az-zakir-hasanov defence 2021", "kz-zakir-gasanov defence 2021")),
        ("no country", ("xx-zakir-hasanov defence 2021", "xx-zakir-gasanov defence 2021")),
        ("another given name", ("az-zakir-hasanov defence 2021", "az-ali-hasanov defence 2021")),
        ("another initial", ("az-zakir-hasanov defence 2021", "az-a-hasanov defence 2021")),
        (
            "long before, with an article without a date",
            ("az-zakir-hasanov defence 2021", "az-zakir-hasanov defence 0", "az-zakir-gasanov defence 2011"),
        ),
        ("long before", ("az-zakir-hasanov defence 2021", "az-zakir-gasanov defence 2011")),
        ("former before he came", ("az-zakir-hasanov defence 2021", "az-zakir-gasanov defence 2012 former")),
        ("a last name alone in two offices", ("az-hasanov defence 2021", "az-hasanov interior 2021")),
        ("a last name alone after a generation", ("az-hasanov defence 2021", "az-hasanov defence 1990")),
        ("a name alone, without country", ("xx-zakir-hasanov defence 2021", "xx-zakir-hasanov interior 2021")),
        ("a full name in another office after a lifetime", ("us-john-smith trade 2020", "us-john-smith interior 1950")),
    ],
)
def test_spellings_are_not_joined(why: str, spelled: tuple[str, ...]) -> None:
    assert not are_one(*spelled), why


def test_an_ambiguous_name_is_joined_with_neither_person() -> None:
    persons = joined_persons("az-zakir-hasanov defence 2021", "az-ali-hasanov defence 2021", "az-hasanov defence 2021")
    assert len(set(persons.values())) == 3


def persons_of(spelled: str) -> list[str]:
    """The person of each line, in order."""
    rows = [line.strip() for line in spelled.strip().splitlines()]
    found = joined_persons(*rows)
    return [found[row] for row in rows]


def test_a_slip_in_a_thousand_articles_does_not_part_a_short_name_from_its_person() -> None:
    named, short, slip = persons_of("""
        us-joe-biden head-of-state 2021 x800
        us-biden head-of-state 2021 x1000
        us-q-biden head-of-state 2021
    """)
    assert named == short != slip


def test_a_slip_does_not_link_two_persons() -> None:
    husband, wife, slip = persons_of("""
        us-joe-biden head-of-state 2021 x600
        us-jill-biden head-of-state 2021 x14
        us-si-joe-biden head-of-state 2021
    """)
    assert husband == slip != wife


def test_the_same_name_with_another_suffix_decades_later_is_the_son() -> None:
    father, son, without_suffix, short = persons_of("""
        ph-ferdinand-marcos head-of-state 1987 x19
        ph-ferdinand-marcos-jr head-of-state 2023 x8
        ph-ferdinand-marcos head-of-state 2024 x2
        ph-marcos head-of-state 2024 x4
    """)
    assert father != son
    assert son == without_suffix == short


def test_a_memory_decades_later_means_the_same_person() -> None:
    assert are_one("us-john-f-kennedy head-of-state 1963 x20", "us-john-f-kennedy head-of-state 2021 x3")


def test_a_president_and_a_vice_president_of_one_name_are_two() -> None:
    years = ("2019", "2020")
    rows = [
        f"ni-daniel-ortega {office} {year} x9" for office in ("head-of-state", "deputy-head-of-state") for year in years
    ]
    assert len(set(joined_persons(*rows).values())) == 2
    promoted = ("ni-daniel-ortega deputy-head-of-state 2019 x9", "ni-daniel-ortega head-of-state 2020 x9")
    assert are_one(*promoted)


def test_a_family_name_that_stands_first_joins_its_short_form() -> None:
    usual, reversed_, short = persons_of("""
        cn-xi-jinping head-of-state 2021 x9
        cn-jinping-xi head-of-state 2021
        cn-xi head-of-state 2021 x5
    """)
    assert usual == reversed_ == short


def test_an_initial_does_not_join_two_full_names() -> None:
    persons = joined_persons("az-anar-hasanov defence 2021", "az-ali-hasanov defence 2021", "az-a-hasanov defence 2021")
    assert len(set(persons.values())) == 3


def test_a_bare_last_name_denotes_the_holder_of_its_time() -> None:
    persons = joined_persons(
        "us-james-baker finance 1986",
        "us-howard-baker finance 2016",
        "us-baker finance 1987",
        "us-baker finance 2017",
    )
    assert persons["us-baker finance 1987"] == "us-james-baker"
    assert persons["us-baker finance 2017"] == "us-howard-baker"


def test_a_person_key_is_its_fullest_name_and_unique() -> None:
    persons = joined_persons(
        "az-gasanov defence 2019", "az-zakir-hasanov defence 2021", "az-hasanov culture 2021", "az-hasanov other 2021"
    )
    assert persons["az-gasanov defence 2019"] == "az-zakir-hasanov"
    assert persons["az-hasanov culture 2021"] == "az-hasanov"
    assert persons["az-hasanov other 2021"] == "az-hasanov--other"


def test_a_slip_never_gives_a_person_its_key() -> None:
    rows = [
        Seen("lk-viitha-herath", "foreign", 2020, 1, 0),
        Seen("lk-vijitha-herath", "foreign", 2024, 8, 0),
    ]
    rows.append(Seen("lk-viitha-herath", "foreign", 2024, 1, 0))
    assert {one.person for one in join(rows, NO_TIES)} == {"lk-vijitha-herath"}


BUSHES = ("us-george-bush", "us-george-w-bush")


def test_a_tie_joins_persons() -> None:
    spelled = ("az-zakir-hasanov defence 2021", "az-ali-hasanov culture 1999")
    assert not are_one(*spelled)
    assert are_one(*spelled, ties=Ties([Tie(("az-ali-hasanov", "az-zakir-hasanov"), together=True, reason="known")]))


def test_a_tie_separates_persons_even_when_joined_indirectly() -> None:
    spelled = ("az-zakir-hasanov defence 2021", "az-zakir-gasanov defence 2021", "az-zakir-hassanov defence 2021")
    ties = Ties([Tie(("az-zakir-gasanov", "az-zakir-hasanov"), together=False, reason="known")])
    persons = joined_persons(*spelled, ties=ties)
    assert persons[spelled[0]] != persons[spelled[1]]


def test_ties_can_split_one_key_by_years() -> None:
    ties = Ties(
        [Tie(BUSHES, together=False, reason="father and son"), Tie(BUSHES, together=True, reason="son", since=2001)]
    )
    persons = joined_persons(
        "us-george-bush head-of-state 1990",
        "us-george-bush head-of-state 2002",
        "us-george-w-bush head-of-state 2001",
        "us-bush head-of-state 1991",
        "us-bush head-of-state 2003",
        ties=ties,
    )
    assert persons["us-george-bush head-of-state 1990"] == persons["us-bush head-of-state 1991"]
    assert persons["us-george-bush head-of-state 2002"] == persons["us-bush head-of-state 2003"]
    assert persons["us-bush head-of-state 1991"] != persons["us-bush head-of-state 2003"]


KEYS = (
    *(
        "az-zakir-hasanov",
        "az-zakir-gasanov",
        "az-ali-hasanov",
        "az-z-hasanov",
        "az-a-gasanov",
        "az-hasanov",
        "az-gasanov",
    ),
    *("xx-zakir-hasanov", "xx-hasanov", "kz-hasanov"),
)
YEARS = (0, 1960, 1990, 2010, 2012, 2013, 2021)
rows = st.builds(
    Seen,
    st.sampled_from(KEYS),
    st.sampled_from(("defence", "interior")),
    st.sampled_from(YEARS),
    st.sampled_from((0, 1, 16)),
    st.sampled_from((1, 4)),
)
archives = st.lists(rows, max_size=25, unique_by=lambda row: (row.key, row.portfolio, row.year))
ties = st.lists(
    st.builds(
        Tie,
        st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True).map(tuple),
        st.booleans(),
        st.just("known"),
        st.sampled_from((0, 1990, 2011)),
        st.sampled_from((2012, 9999)),
    ),
    max_size=2,
).map(Ties)


@given(archives, ties, st.randoms())
def test_joining_does_not_depend_on_input_order(archive: list[Seen], ties: Ties, random: Random) -> None:
    shuffled = list(archive)
    random.shuffle(shuffled)
    assert join(archive, ties) == join(shuffled, ties)


@given(archives, ties)
def test_every_spelling_denotes_one_person_in_every_year(archive: list[Seen], ties: Ties) -> None:
    joined = join(archive, ties)
    for row in archive:
        denoted = person(joined, row.key, row.portfolio, row.year)
        assert denoted.split("--")[0] in KEYS


@given(archives)
def test_joined_names_share_country_and_given_name(archive: list[Seen]) -> None:
    joined = join(archive, NO_TIES)
    spellings: dict[str, set[str]] = {}
    for one in joined:
        spellings.setdefault(one.person, set()).add(one.key)
    for keys in spellings.values():
        assert len({country_in(key) for key in keys}) == 1
        given_names = {name_in(key).given[0] for key in keys if name_in(key).fullness is Fullness.FULL}
        assert len(given_names) <= 1
