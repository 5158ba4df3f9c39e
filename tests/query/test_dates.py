from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dateline.search.query.tree import Dated
from dateline.search.syntax.dates import RELATIVE, days_beside, days_between, read_days

days = st.dates()


@given(day=days, today=days)
def test_an_iso_date_is_that_day(day: date, today: date) -> None:
    assert _query(str(day), today) == Dated(day, day)


@given(one=days, other=days, today=days)
def test_a_range_includes_both_ends_in_either_order(one: date, other: date, today: date) -> None:
    assert _query(f"{one}..{other}", today) == Dated(min(one, other), max(one, other))


@given(day=days, today=days)
def test_after_a_day_and_up_to_it_divide_all_days(day: date, today: date) -> None:
    after, until = _query(f">{day}", today), _query(f"<={day}", today)
    assert until == Dated(None, day)
    assert after == Dated(min(day, date.max - timedelta(days=1)) + timedelta(days=1), None)


@given(year=st.integers(0, 9999), month=st.integers(0, 99), day=st.integers(0, 99), today=days)
def test_an_impossible_day_has_a_nearest_reading_and_a_problem(year: int, month: int, day: int, today: date) -> None:
    found = read_days(f"{year:04}-{month:02}-{day:02}", today)
    assert found is not None
    assert found.first is not None
    assert (found.problem is None) == ((found.first.year, found.first.month, found.first.day) == (year, month, day))


@given(count=st.integers(1, 99_999), unit=st.sampled_from(["day", "week", "month", "year"]), today=days)
def test_the_last_days_end_today(count: int, unit: str, today: date) -> None:
    found = _query(f"last-{count}-{unit}s", today)
    assert found is not None
    assert found.since is not None
    assert found.since <= today == found.until


@given(name=st.sampled_from(RELATIVE), today=days)
def test_every_named_period_can_be_read_on_every_day(name: str, today: date) -> None:
    found = _query(name, today)
    assert found is not None
    assert found.since is not None
    assert found.until is not None
    assert found.since <= found.until


def test_the_last_thirty_days_are_thirty_days() -> None:
    found = _query("last-30-days", date(2021, 5, 18))
    assert found == Dated(date(2021, 4, 19), date(2021, 5, 18))


def test_the_last_month_before_march_31_starts_on_march_1() -> None:
    assert _query("last-1-month", date(2021, 3, 31)) == Dated(date(2021, 3, 1), date(2021, 3, 31))


@given(text=st.text(alphabet="0123456789-./ .T:<>=dwmy…lastnowdays", max_size=25), today=days)
def test_no_date_raises(text: str, today: date) -> None:
    for found in (read_days(text, today), days_between(text, text, today), days_beside("newer_than", text, today)):
        assert found is None or (found.first, found.last) != (None, None)


def _query(text: str, today: date) -> Dated | None:
    found = read_days(text, today)
    return None if found is None else found.query
