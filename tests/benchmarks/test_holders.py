"""The comparison of terms with a table of facts."""

from __future__ import annotations

import pytest

from benchmarks.holders import Fact, Holder, figures
from dateline.index.people.terms import Term


def term(first: str, last: str) -> Term:
    return Term(first, last, None, None, 5, acting=False, contested=False)


@pytest.mark.parametrize(
    ("since", "until", "first", "last", "is_covered"),
    [
        ("2019-05-01", "2021-05-31", "2019-05-01", "2021-06-07", True),
        ("2019-05-01", "2021-05-31", "2019-04-30", "2021-05-31", False),
        ("2019-05-01", "2021-05-31", "2019-05-01", "2021-06-08", False),
        ("2019-05", "2021-02", "2019-05-01", "2021-03-07", True),
        ("2019", "2021", "2019-01-01", "2021-12-31", True),
        ("2019", None, "2019-01-01", "2031-12-31", True),
    ],
)
def test_a_term_lies_within_a_true_one(
    *, since: str, until: str | None, first: str, last: str, is_covered: bool
) -> None:
    fact = Fact("AZ", "defence", "A B", (), since, until)
    assert fact.covers(term(first, last)) is is_covered


def test_figures_count_holders_with_terms() -> None:
    fact = Fact("AZ", "defence", "A B", (), "2019", "2021")
    right = Holder("A B", "AZ/defence", (term("2019-01-01", "2020-01-01"),), (fact,))
    wrong = Holder("A B", "AZ/defence", (term("2018-01-01", "2020-01-01"),), (fact,))
    without = Holder("A B", "AZ/defence", (), (fact,))
    assert figures([right, wrong, without]) == {"holders": 3, "with a term": 2, "within the true term": 0.5}
