"""Personal names: which spellings can denote one person."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.official_key import official_key
from dateline.index.people.names import Fullness, are_compatible, block_of, country_in, name_in
from dateline.index.people.sound import skeleton, sound

SPELLINGS = (
    ("Hasanov", "Gasanov", "Hassanov", "Həsənov", "Гасанов", "Hasanow", "Khasanov"),
    ("Qaddafi", "Gaddafi", "Kadhafi", "Gadafi", "Khadafy"),
    ("Gorbachev", "Gorbatschow", "Gorbachov", "Горбачёв"),
    ("Zelensky", "Zelenskyy", "Zelenskiy", "Зеленский"),
    ("Medvedev", "Medwedew", "Medvedeff", "Медведев"),
    ("Lukashenko", "Lukashenka", "Лукашенко"),
    ("Papandreou", "Παπανδρεου"),
    ("Wickremesinghe", "Wickramasinghe", "Wikremesinghe"),
)
GIVEN = (
    ("Zakir", "Закир", "Zaqir"),
    ("Aleksandr", "Alexander", "Alyaksandr", "Александр"),
    ("Heydar", "Geidar", "Heidar"),
    ("Mohammed", "Muhammad", "Mohamed"),
)


def key(name: str, country: str = "AZ") -> str:
    return official_key(country, name)


@pytest.mark.parametrize("spelled", SPELLINGS, ids=lambda spelled: spelled[0])
def test_spellings_of_a_last_name_share_a_block(spelled: tuple[str, ...]) -> None:
    for one, other in combinations(spelled, 2):
        one_key, other_key = key(f"Anna {one}"), key(f"Anna {other}")
        assert block_of(one_key) == block_of(other_key), (one, other)
        assert are_compatible(name_in(one_key), name_in(other_key)), (one, other)


@pytest.mark.parametrize("spelled", GIVEN, ids=lambda spelled: spelled[0])
def test_spellings_of_a_given_name_are_compatible(spelled: tuple[str, ...]) -> None:
    for one, other in combinations(spelled, 2):
        assert are_compatible(name_in(key(f"{one} Hasanov")), name_in(key(f"{other} Gasanov"))), (one, other)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Zakir Hasanov", "Z. Gasanov", True),
        ("Zakir Hasanov", "Hasanov", True),
        ("Zakir Hasanov", "A. Hasanov", False),
        ("Zakir Hasanov", "Ali Hasanov", False),
        ("Zakir Asgar oglu Hasanov", "Zakir Hasanov", True),
        ("José Manuel Barroso", "Manuel Barroso", True),
        ("J. R. Jayewardene", "Junius Richard Jayewardene", True),
        ("D. S. Senanayake", "Dudley Senanayake", False),
        ("M. U. M. Ali Sabry", "Ali Sabry", True),
        ("George W. Bush", "George H. W. Bush", False),
        ("George W. Bush", "George Bush", True),
        ("J.R. Jayewardene", "Ananda Jayewardene", False),
        ("Bashar al-Assad", "Bashar Asad", True),
        ("Zakir Hasanov", "Zakir Aliyev", False),
        ("George V", "George VI", False),
        ("Ferdinand Marcos", "Ferdinand Marcos Jr.", True),
    ],
)
def test_names_are_compatible_if_given_names_and_suffixes_are(one: str, other: str, *, agree: bool) -> None:
    assert are_compatible(name_in(key(one)), name_in(key(other))) is agree


@pytest.mark.parametrize(
    ("name", "fullness"),
    [
        ("Zakir Hasanov", Fullness.FULL),
        ("Li Peng", Fullness.FULL),
        ("Z. Hasanov", Fullness.INITIAL),
        ("J.R. Jayewardene", Fullness.INITIAL),
        ("Hasanov", Fullness.BARE),
        ("al-Assad", Fullness.BARE),
        ("Elizabeth II", Fullness.BARE),
    ],
)
def test_fullness_of_names_is_recognised(name: str, fullness: Fullness) -> None:
    assert name_in(key(name)).fullness is fullness


def test_a_key_contains_its_country() -> None:
    assert country_in("az-zakir-hasanov") == "AZ"
    assert country_in("xx-zakir-hasanov") is None


@given(st.text(max_size=20))
def test_any_name_has_a_block_and_is_compatible_with_itself(text: str) -> None:
    own = official_key(None, text)
    assert block_of(own) == block_of(own)
    assert are_compatible(name_in(own), name_in(own))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_skeleton_has_no_doubled_letters_and_is_not_empty(word: str) -> None:
    bones = skeleton(sound(word))
    assert bones or not sound(word)
    assert all(one != other for one, other in pairwise(bones))
