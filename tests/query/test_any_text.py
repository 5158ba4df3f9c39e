from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.problems import Problem
from dateline.search.query.tree import And, Not, Or, Phrase, Query, Word
from dateline.search.request import ReadQuery
from dateline.search.syntax.limits import LONGEST_PHRASE, LONGEST_TEXT, MOST_CLAUSES, MOST_DEPTH, MOST_PROBLEMS
from dateline.search.syntax.parse import LANGUAGE, read_query
from dateline.search.syntax.tagging import Tagging
from dateline.search.syntax.tokens import Token

FRAGMENTS = [
    "talks",
    "visit",
    "a",
    "2021",
    "2021-02-30",
    "az",
    "azerbaijan",
    "none",
    "*",
    "~",
    "~2",
    "?",
    "=",
    "+",
    "-",
    "--",
    "!",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    '"',
    "“",
    "”",
    "«",
    "»",
    "'",
    ":",
    ",",
    ".",
    "&",
    "&&",
    "|",
    "||",
    "^2",
    "\\",
    "AND",
    "OR",
    "NOT",
    "TO",
    "NEAR",
    "NEAR/5",
    "AROUND",
    "country:",
    "contry:",
    "headline:",
    "title:",
    "date:",
    "date:>=",
    "..",
    "[2021",
    "TO",
    "duplicates:",
    "id:",
    "url:",
    "ti(",
    "loc(",
    "hd=",
    "country=",
    "_exists_:",
    "after:",
    "before:",
    "newer_than:30d",
    "last-30-days",
    "https://x.org/(",
    "\u200f",
    "國防",
    "�",
    "\x00",
    "~99999",
]

pieced = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(["", " "])), max_size=30).map(
    lambda pieces: "".join(piece + space for piece, space in pieces)
)
any_text = pieced | st.text()


@given(text=any_text)
def test_no_text_raises_and_every_problem_has_a_span(read: Callable[[str], ReadQuery], text: str) -> None:
    for problem in read(text).problems:
        assert problem.text
        assert problem.span is not None
        assert 0 <= problem.span.start <= problem.span.end <= len(text)


@given(text=pieced)
def test_the_canonical_text_can_be_typed_again(read: Callable[[str], ReadQuery], text: str) -> None:
    understood = read(text)
    assert read(understood.read_as) == ReadQuery(understood.read_as, understood.query)


@given(text=any_text)
def test_a_suggestion_differs_from_the_typed_text(read: Callable[[str], ReadQuery], text: str) -> None:
    assert all(problem.suggestion != text for problem in read(text).problems)


@given(text=any_text)
def test_tokens_are_in_order_and_do_not_overlap(text: str) -> None:
    _assert_ordered(Tagging(LANGUAGE)(text), text)


@pytest.mark.parametrize("left_out", list(combinations(range(len(LANGUAGE)), 2)), ids=str)
def test_rows_work_in_any_combination(left_out: tuple[int, int]) -> None:
    rows = [row for number, row in enumerate(LANGUAGE) if number not in left_out]
    text = 'talks minist* hasanv~2 "a b"~5 -(x OR =y) headline:visit a NEAR/5 b date:[2021 TO 2022] * contry:az "open'
    _assert_ordered(Tagging(rows)(text), text)


def _assert_ordered(tokens: list[Token], text: str) -> None:
    ends = [0, *(token.end for token in tokens)]
    assert all(end <= token.start < token.end for end, token in zip(ends, tokens, strict=False))
    assert ends[-1] <= len(text)


# fmt: off
PIECES = (
    "(", ")", '"', "a", "a:", "country:", "=", "-", "*", "\\", "a~", "^1", "a,", "\u00e9", "-=a:", "+a:-",
    "=a:=", "ti=", "a:-", "-a:=", "a~~", "a:(", 'a:"', "-(", "\u200f", "a\u200f", "a ", "NOT ", "a OR ",
    "[2021 TO ", "AND ", "NEAR ", "a: ", "headline: -", "NOT headline: ", "headline: ", "a NEAR/5 ", "12 ", "1.",
)
# fmt: on


@pytest.mark.parametrize("piece", PIECES)
def test_a_hundred_thousand_characters_are_cut_and_read(read: Callable[[str], ReadQuery], piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    understood = read(text)
    problems = understood.problems
    assert len(problems) <= MOST_PROBLEMS
    assert _depth(understood.query) <= 2 * MOST_DEPTH + 2
    assert f"at most {LONGEST_TEXT:,} characters" in " ".join(problem.text for problem in problems)


def test_ten_thousand_brackets_do_not_crash(read: Callable[[str], ReadQuery]) -> None:
    text = "(" * 4_990 + "talks" + ")" * 4_990
    understood = read(text)
    assert understood.read_as == "talks"
    assert _only(understood.problems).text == f"brackets more than {MOST_DEPTH} deep are left out"


def test_depth_counts_alternating_operators(read: Callable[[str], ReadQuery]) -> None:
    text = "".join(f"(a{step} OR (b{step} " for step in range(100)) + "end" + "))" * 100
    assert _depth(read(text).query) <= 2 * MOST_DEPTH + 2


def test_excess_clauses_are_left_out_with_one_problem(read: Callable[[str], ReadQuery]) -> None:
    understood = read(" ".join(f"w{number}" for number in range(MOST_CLAUSES + 300)))
    assert isinstance(understood.query, And)
    assert len(understood.query.children) == MOST_CLAUSES
    assert "at most 1,000 words" in _only(understood.problems).text


def test_a_phrase_is_cut_at_the_limit(read: Callable[[str], ReadQuery]) -> None:
    understood = read('"' + "talks " * (LONGEST_PHRASE + 1) + '"')
    assert understood.query == Phrase(("talks",) * LONGEST_PHRASE)
    assert "at most 100 words" in _only(understood.problems).text


def test_words_after_an_unclosed_quote_are_cut_like_a_phrase(read: Callable[[str], ReadQuery]) -> None:
    words = [f"w{number}" for number in range(LONGEST_PHRASE + 1)]
    understood = read('"' + " ".join(words))
    assert understood.read_as == " ".join(words[:-1])
    assert {problem.suggestion for problem in understood.problems} == {understood.read_as}
    assert any("at most 100 words" in problem.text for problem in understood.problems)


def test_a_lone_surrogate_is_replaced(read: Callable[[str], ReadQuery]) -> None:
    assert read("talks\ud800").query == Word("talks\ufffd")


def test_text_without_values_needs_no_vocabulary() -> None:
    from datetime import date

    assert read_query("defence talks", today=date(2021, 5, 18)).read_as == "defence talks"


def _only(problems: tuple[Problem, ...]) -> Problem:
    (problem,) = problems
    return problem


def _depth(query: Query) -> int:
    match query:
        case And() | Or():
            return 1 + max(map(_depth, query.children))
        case Not():
            return 1 + _depth(query.child)
        case _:
            return 1
