from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.query.simplify import simplify
from dateline.search.query.tree import (
    Absent,
    And,
    Dated,
    Everything,
    Exact,
    Fuzzy,
    Not,
    Nothing,
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
from dateline.search.request import ReadQuery
from dateline.search.syntax.wording import reach
from tests.strategies import CAN_BE_ABSENT

LOOK_ALIKES = [
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "NEAR/5",
    "near5",
    "AROUND",
    "TO",
    "w/3",
    "none",
    "None",
    "all",
    "country:az",
    "title:visit",
    "hd=a",
    "=a",
    "+a",
    "-a",
    "!a",
    "a~",
    "a~2",
    "a*",
    "*a",
    "w?rd",
    'a"b',
    '"',
    "(a)",
    "(a",
    "[a",
    "TO]",
    "{a}",
    "a\\b",
    "\\a",
    '\\"',
    "a^2",
    "&&",
    "||",
    "a|b",
    "a:b",
    ":",
    "https://example.org/a(b)?c=d",
    "10:30",
    "U.S.",
    "AT&T",
    "1,000",
    "O’Neill",
    "Azerbaijan's",
    "military-technical",
    "“a”",
    "«a»",
    "_a",
    "a_",
    "a.",
    "a,",
    "'a'",
    "حيدر",
    "\u200fحيدر",
    "a\u200fb",
    "नमस्ते",
    "é",
    "हिन्दी",
    "國防",
    "həsənov",
    "Weiße",
    "_exists_:country",
    "after:2021-05-01",
    "last-30-days",
    "2021..2022",
    "a\u200b",
    "\u2066a\ufeff",
    "a…",
    "İ",
    "ﬁ",
]

words = st.one_of(
    st.from_regex(r"[a-z]{1,8}", fullmatch=True),
    st.sampled_from([word for word in LOOK_ALIKES if any(map(str.isalnum, word))]),
    st.text(min_size=1, max_size=8).filter(lambda text: text.split() == [text] and any(map(str.isalnum, text))),
)
text_fields = st.sampled_from(TextField)
some_words = st.lists(words, min_size=2, max_size=4).map(tuple)
values = st.one_of(
    st.builds(Value, st.just(ValueField.COUNTRY), st.sampled_from(["AZ", "BY", "KR"])),
    st.builds(Value, st.just(ValueField.ABOUT), st.sampled_from(["AZ", "BY"])),
    st.just(Value(ValueField.REGION, "caucasus")),
    st.builds(
        Value, st.just(ValueField.HOLDER), st.sampled_from(["az-zakir-hasanov", "xx-hasanov--defence", "ru-закир"])
    ),
    st.builds(Value, st.just(ValueField.OFFICE), st.sampled_from(["defence", "az/defence", "foreign-affairs"])),
    st.builds(Value, st.just(ValueField.LANGUAGE), st.sampled_from(["en", "az", "zh-hant"])),
    st.builds(
        Value,
        st.sampled_from([ValueField.SOURCE, ValueField.KEYWORD]),
        st.sampled_from(["trend", "the daily news", "none", "a: b", "(x)", "*", "a*", 'five "w"', "-a", "and"]).filter(
            lambda text: any(map(str.isalnum, text))
        ),
    ),
    st.builds(Value, st.sampled_from([ValueField.ID, ValueField.URL, ValueField.DUPLICATES]), words),
    st.builds(Value, st.just(ValueField.DUPLICATES), st.sampled_from(["all", "none", "ALL"])),
)


def _between(one: date, other: date) -> Dated:
    return Dated(min(one, other), max(one, other))


def _near(words: tuple[str, ...], field: TextField, gap: int) -> Phrase:
    """Make a phrase whose gap is not wider than engines support for these words."""
    return Phrase(words, field, reach(words, gap))


dates = st.dates(min_value=date(1, 1, 1))
periods = st.one_of(
    st.builds(Dated, dates, st.none()),
    st.builds(Dated, st.none(), dates),
    st.builds(_between, dates, dates),
    st.sampled_from([Dated(date(2021, 1, 1), date(2021, 12, 31)), Dated(date(2021, 2, 1), date(2021, 2, 28))]),
)
leaves: st.SearchStrategy[Query] = st.one_of(
    st.just(Everything()),
    st.just(Nothing()),
    st.just(WithCopies()),
    st.builds(Word, words, text_fields),
    st.builds(Phrase, some_words, text_fields, st.none()),
    st.builds(_near, some_words, text_fields, st.integers(0, 100)),
    st.builds(Exact, st.lists(words, min_size=1, max_size=3).map(tuple), text_fields),
    st.builds(Prefix, words, text_fields),
    st.builds(Fuzzy, words, st.sampled_from([1, 2]), text_fields),
    values,
    st.builds(Absent, st.sampled_from(CAN_BE_ABSENT)),
    periods,
)
trees: st.SearchStrategy[Query] = st.recursive(
    leaves,
    lambda children: st.one_of(
        st.lists(children, min_size=2, max_size=4).map(lambda several: And(tuple(several))),
        st.lists(children, min_size=2, max_size=4).map(lambda several: Or(tuple(several))),
        children.map(Not),
    ),
    max_leaves=12,
)


@given(tree=trees)
def test_parsing_the_text_of_a_tree_returns_it_simplified(read: Callable[[str], ReadQuery], tree: Query) -> None:
    assert read(str(tree)).query == simplify(tree)


@given(tree=trees.map(simplify))
def test_the_text_of_a_simplified_tree_has_no_problems(read: Callable[[str], ReadQuery], tree: Query) -> None:
    assert read(str(tree)).problems == ()


@given(tree=trees.map(simplify))
def test_the_text_of_a_simplified_tree_is_canonical(read: Callable[[str], ReadQuery], tree: Query) -> None:
    assert read(str(tree)).read_as == str(tree)


@given(tree=trees)
def test_a_tree_survives_json(tree: Query) -> None:
    assert msgspec.json.decode(msgspec.json.encode(tree), type=Query) == tree


@given(text=st.text())
def test_the_canonical_text_of_any_text_is_read_as_the_same_query(read: Callable[[str], ReadQuery], text: str) -> None:
    once = read(text)
    assert read(once.read_as).query == once.query
