"""Dates as people write them: every case in `date_forms.json`. A new case needs no code."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import Precision
from dateline.index.metadata.dates.moment import UnreadableDate
from dateline.index.metadata.dates.order import order_of
from dateline.index.metadata.dates.published import read_published
from dateline.index.metadata.dates.read import read_moment, read_time
from dateline.index.metadata.extract import fingerprint_of_report, identities_of_report
from dateline.index.raw import RawReport
from dateline.problems import Place


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text, and what is read of it: a time, a problem, or both."""

    proves: str
    text: str
    at: datetime | None = None
    precision: Precision | None = None
    problem: str | None = None
    day_first: bool | None = None
    language: str | None = None


CASES = msgspec.json.decode((Path(__file__).parent / "date_forms.json").read_bytes(), type=tuple[Case, ...])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.proves)
def test_a_date_is_read_in_the_precision_that_is_certain(case: Case) -> None:
    assert read(case) == (case.at, case.precision, case.problem)


def read(case: Case) -> tuple[datetime | None, Precision | None, str | None]:
    try:
        moment = read_moment(case.text, day_first=case.day_first, language=case.language)
    except UnreadableDate as unreadable:
        return None, None, str(unreadable)
    return moment.at, moment.precision, moment.problem


def test_an_unknown_zone_is_a_problem_of_the_article() -> None:
    raw = RawReport("x", Place("x", line=3), "jsonl", published="18 May 2021 23:30 QQQ")
    found, (problem,) = read_published(raw, None)
    assert found is not None
    assert (found.at, found.precision) == (datetime(2021, 5, 18, tzinfo=UTC), Precision.DAY)
    assert "QQQ" in problem.text
    assert problem.place == Place("x", line=3)


def test_the_order_of_an_input_decides_its_dates() -> None:
    raw = RawReport("x", Place("x"), "csv", published="05/06/2021")
    assert read_published(raw, None)[0] is None
    found, problems = read_published(raw, None, day_first=order_of(["17/06/2021"]))
    assert found is not None
    assert found.at == datetime(2021, 6, 5, tzinfo=UTC)
    assert not problems


@pytest.mark.parametrize(
    ("texts", "day_first"),
    [
        ([], None),
        (["05/06/2021", "2021-05-18", "18 May 2021"], None),
        (["05/06/2021", "31/05/2021"], True),
        (["05/06/2021", "05-31-2021 10:15"], False),
        (["id,date\n1,05/06/2021\n2,31/05/2021\n"], True),
        (["31/05/2021", "05/31/2021"], None),
        (["/2021/05/31/2021", "1.05/31/2021.2", "99/99/2021", "13/13/2021", "05/05/2021", "05/31/21"], None),
    ],
)
def test_dates_that_leave_no_choice_show_the_order(texts: list[str], day_first: bool | None) -> None:  # noqa: FBT001
    assert order_of(texts) is day_first


def test_a_time_that_cannot_be_read_is_none() -> None:
    assert read_time("soon") is None
    assert read_time(" ") is None
    assert read_time(None) is None
    assert read_time("2021-05-18") == read_moment("2021-05-18")


_PARTS = [
    "May",
    "18",
    "2021",
    "05",
    "/",
    "-",
    ".",
    ":",
    "10",
    "T",
    "Z",
    "+",
    "pm",
    "ET",
    "年",
    "W",
    " ",
    "mar",
    "元",
    "3",
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(_PARTS), max_size=12).map("".join))
def test_any_text_is_a_time_or_unreadable(text: str) -> None:
    found = read_time(text)
    assert found is None or found.at.tzinfo is UTC


def test_the_order_changes_the_fingerprint_and_not_the_identity() -> None:
    raw = RawReport("Talks were held.", Place("t.csv", line=2), "csv", published="05/06/2021", item=1)
    first = msgspec.structs.replace(raw, day_first=True)
    assert (
        len({fingerprint_of_report(each) for each in (raw, first, msgspec.structs.replace(raw, day_first=False))}) == 3
    )
    named = [identities_of_report(each, fingerprint_of_report(each)) for each in (first, raw)]
    assert named[0] == named[1]
    clear = msgspec.structs.replace(first, published="31/05/2021")
    assert fingerprint_of_report(clear) == fingerprint_of_report(msgspec.structs.replace(clear, day_first=None))
