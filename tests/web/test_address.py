"""Conversion of requests to addresses and back."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.facets.registry import COUNTRY, DAY, FACETS, MONTH, OFFICE, YEAR, Facet
from dateline.search.query.tree import Word
from dateline.search.request import NONE, Choice, ReadQuery, Request, Sort
from dateline.search.sentences import BY_CODE
from dateline.web import changes
from dateline.web.address import (
    LAST_PAGE,
    MOST_A_PAGE,
    MOST_CHOICES,
    Parameter,
    ReadAddress,
    read_address,
    write_address,
    write_each,
)


def read_query(text: str) -> ReadQuery:
    """Read any text as one word, so that queries are equal exactly if their texts are."""
    return ReadQuery(text, Word(text))


def read(address: str) -> ReadAddress:
    return read_address(parse_qsl(urlsplit(address).query, keep_blank_values=True), read_query)


def chosen(address: str) -> dict[str, tuple[str, ...]]:
    return {choice.facet.name: choice.values for choice in read(address).request.choices}


def texts(address: str) -> list[str]:
    return [problem.text for problem in read(address).problems]


LETTERS = st.characters(exclude_categories=["Cs"])
NAMES = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
DAYS = st.dates(date(1, 1, 1))
VALUES = {
    YEAR: DAYS.map(lambda day: day.isoformat()[:4]),
    MONTH: DAYS.map(lambda day: day.isoformat()[:7]),
    DAY: DAYS.map(date.isoformat),
}


@st.composite
def choices(draw: st.DrawFn) -> tuple[Choice, ...]:
    fields = [field for field in FACETS if draw(st.booleans())]
    values = [
        st.lists(VALUES.get(field, NAMES) | st.just(NONE), min_size=1, max_size=4, unique=True) for field in fields
    ]
    return tuple(Choice(field, tuple(draw(some))) for field, some in zip(fields, values, strict=True))


@st.composite
def requests(draw: st.DrawFn) -> Request:
    since, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if since and until and since > until:
        since, until = until, since
    text = draw(st.text(LETTERS, max_size=30).filter(lambda text: not text or text.strip()))
    return Request(
        query=read_query(text),
        choices=draw(choices()),
        since=since,
        until=until,
        sort=draw(st.none() | st.sampled_from(Sort)),
        page=draw(st.integers(1, LAST_PAGE)),
        size=draw(st.integers(0, MOST_A_PAGE)),
    )


@given(requests())
def test_a_request_survives_its_address(request: Request) -> None:
    found = read(write_address(request))
    assert found == ReadAddress(request, strict=False, problems=())


@given(requests(), st.sampled_from(tuple(FACETS)), st.lists(NAMES, min_size=1, max_size=4))
def test_write_each_gives_the_addresses_of_write_address(request: Request, field: Facet, values: list[str]) -> None:
    address_of = write_each(changes.only(request, field, [""]), field)
    assert [address_of(value) for value in values] == [
        write_address(changes.only(request, field, [value])) for value in values
    ]


@given(requests())
def test_an_address_is_ascii_without_blanks(request: Request) -> None:
    address = write_address(request)
    assert address.isascii()
    assert not any(letter.isspace() for letter in address)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["q", "from", "to", "sort", "page", "n", "year", "day", "country"]) | NAMES, st.text()
        )
    )
)
def test_any_address_gives_a_request_with_an_equal_address(pairs: list[tuple[str, str]]) -> None:
    request = read_address(pairs, read_query).request
    if request.query.text.strip():
        assert read(write_address(request)).request == request


def test_the_default_request_has_no_parameters() -> None:
    assert write_address(Request(read_query(""))) == "/search"


def test_an_address_is_readable() -> None:
    request = Request(
        read_query("country:belarus talks"),
        (Choice(COUNTRY, ("BY", "AZ")), Choice(OFFICE, ("az/defence",))),
        since=date(2021, 5, 1),
        sort=Sort.NEWEST,
        page=2,
    )
    assert write_address(request) == (
        "/search?q=country:belarus+talks&country=BY&country=AZ&office=az/defence&from=2021-05-01&sort=newest&page=2"
    )


def test_the_order_of_parameters_does_not_matter() -> None:
    one, other = read("/search?country=BY&q=talks&year=2021"), read("/search?year=2021&country=BY&q=talks")
    assert write_address(one.request) == write_address(other.request)


def test_a_value_chosen_twice_is_chosen_once() -> None:
    assert chosen("/search?country=BY&country=BY") == {"country": ("BY",)}


def test_empty_parameters_are_ignored() -> None:
    assert read("/search?q=&country=&from=&page=&strict=") == read("/search")


def test_an_unknown_parameter_is_ignored_and_reported_once() -> None:
    assert texts("/search?contry=BY&contry=AZ") == ["contry: no such parameter; ignored"]


@pytest.mark.parametrize(
    ("typed", "since", "said"),
    [
        ("2021-05-18", date(2021, 5, 18), False),
        ("2021-05", date(2021, 5, 1), False),
        ("2021", date(2021, 1, 1), False),
        ("2021-02-31", date(2021, 2, 28), True),
        ("2021-02-00", date(2021, 2, 1), True),
        ("2021-13-01", None, True),
        ("0000-01-01", None, True),
        ("18.5.2021", None, True),
        ("٢٠٢١-٠٥-١٨", None, True),
        ("yesterday", None, True),
    ],
)
def test_a_first_day_is_read_corrected_or_ignored(typed: str, since: date | None, *, said: bool) -> None:
    found = read(f"/search?from={typed}")
    assert found.request.since == since
    assert bool(found.problems) is said


@pytest.mark.parametrize(("typed", "until"), [("2020-02", date(2020, 2, 29)), ("2021", date(2021, 12, 31))])
def test_a_last_day_is_the_last_of_its_month_or_year(typed: str, until: date) -> None:
    assert read(f"/search?to={typed}").request.until == until


def test_days_in_the_wrong_order_are_swapped_and_reported() -> None:
    found = read("/search?from=2021-06-01&to=2021-05-01")
    assert (found.request.since, found.request.until) == (date(2021, 5, 1), date(2021, 6, 1))
    assert len(found.problems) == 1


@pytest.mark.parametrize(
    ("typed", "page"),
    [("3", 3), ("0", 1), ("-7", 1), ("x", 1), ("1.5", 1), ("²", 1), ("9" * 5000, LAST_PAGE), ("-" + "9" * 5000, 1)],
)
def test_an_impossible_page_becomes_the_nearest_one(typed: str, page: int) -> None:
    found = read(f"/search?page={typed}")
    assert found.request.page == page
    assert bool(found.problems) == (typed != "3")


@pytest.mark.parametrize("value", ["2021-13", "21", "2021-05-18", "x", "２０２１-05"])
def test_an_invalid_month_is_ignored_and_reported(value: str) -> None:
    assert chosen(f"/search?month={value}") == {}
    assert texts(f"/search?month={value}") == [f"month: “{value}” is not a date such as 2021-05; ignored"]


def test_an_unknown_order_is_reported() -> None:
    assert texts("/search?sort=loudest") == ["sort: “loudest” is not one of relevance, newest, oldest; ignored"]


def test_too_many_choices_are_cut_and_reported_once() -> None:
    address = "/search?" + "&".join(f"source=s{number}" for number in range(MOST_CHOICES + 5))
    assert len(chosen(address)["source"]) == MOST_CHOICES
    assert texts(address) == [f"only the first {MOST_CHOICES} chosen values are used"]


WRONG = {
    "nonsense=1": "parameter-unknown",
    "ui=tlh": "parameter-no-choice",
    "from=yesterday": "parameter-no-date",
    "to=2021-13-01": "parameter-no-date",
    "from=2021-02-31": "parameter-date-nowhere",
    "from=2021-06-01&to=2021-05-01": "chosen-dates-turned",
    "sort=loudest": "parameter-no-choice",
    "page=x": "parameter-no-number",
    "page=0": "parameter-beyond",
    "n=x": "parameter-no-number",
    "n=100000": "parameter-beyond",
    "year=21": "parameter-no-date",
    "month=2021-13": "parameter-no-date",
    "day=2021-02-31": "parameter-no-date",
    "&".join(f"source=s{number}" for number in range(MOST_CHOICES + 1)): "all-chosen-too-many",
}


@pytest.mark.parametrize(("parameters", "code"), WRONG.items())
def test_each_invalid_parameter_is_a_problem_with_a_code(parameters: str, code: str) -> None:
    [problem] = read(f"/search?{parameters}").problems
    assert problem.code == code
    assert problem.text == BY_CODE[code].english(problem.values or {})


def test_every_parameter_that_can_be_invalid_is_tried() -> None:
    tried = {pair.partition("=")[0] for parameters in WRONG for pair in parameters.split("&")}
    never_wrong = {Parameter.QUERY.value, Parameter.STRICT.value} | {
        facet.name for facet in FACETS if facet not in VALUES
    }
    assert {each.value for each in Parameter} | {facet.name for facet in FACETS} <= tried | never_wrong


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*(each.value for each in Parameter), *(facet.name for facet in FACETS), "ui"]) | NAMES,
            st.text(max_size=12),
        )
    )
)
def test_every_problem_of_an_address_has_a_code(pairs: list[tuple[str, str]]) -> None:
    assert all(problem.code in BY_CODE for problem in read_address(pairs, read_query).problems)


def test_strict_is_read_from_the_address() -> None:
    assert read("/search?strict=1").strict
    assert not read("/search?strict=0").strict
