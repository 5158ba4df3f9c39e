from __future__ import annotations

from datetime import date

import pytest

from dateline.errors import QueryError
from dateline.problems import Span
from dateline.search.syntax.parse import caret, read_query, read_query_strict

TODAY = date(2021, 5, 18)


def test_a_strict_caller_gets_the_first_warning_as_an_error() -> None:
    text = "talks contry:az OR"
    with pytest.raises(QueryError) as raised:
        read_query_strict(text, today=TODAY)
    assert raised.value.problem.span == Span(6, 13)
    assert raised.value.problem.suggestion == "talks country:az OR"
    assert raised.value.text == text


def test_a_strict_caller_may_use_other_systems_syntax() -> None:
    understood = read_query_strict("hd=visit [2021 TO 2022] after:2021-05-01 && a NEAR/5 b", today=TODAY)
    assert understood.problems
    assert understood == read_query("hd=visit [2021 TO 2022] after:2021-05-01 && a NEAR/5 b", today=TODAY)


def test_a_warning_after_many_notes_is_still_an_error() -> None:
    with pytest.raises(QueryError, match="no such field"):
        read_query_strict("title:a " * 50 + "contry:az", today=TODAY)


def test_a_strict_caller_may_not_exceed_the_limits() -> None:
    with pytest.raises(QueryError, match="at most 10,000 characters"):
        read_query_strict("a" * 10_001, today=TODAY)


@pytest.mark.parametrize(
    ("text", "span", "lines"),
    [
        ("talks contry:az", Span(6, 13), "talks contry:az\n      ^^^^^^^"),
        ("talks (", Span(6, 7), "talks (\n      ^"),
        ("", Span(0, 0), "\n^"),
        ("a\nb\tcontry:az", Span(4, 11), "a b contry:az\n    ^^^^^^^"),
        ("國防 OR", Span(3, 5), "國防 OR\n     ^^"),
        ("e\u0301t OR", Span(4, 6), "e\u0301t OR\n   ^^"),
    ],
)
def test_carets_stand_below_the_span(text: str, span: Span, lines: str) -> None:
    assert caret(text, span) == lines
