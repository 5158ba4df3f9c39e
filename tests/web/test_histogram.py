"""The histogram: each bar is a link with its number, by year, month or day, and a list has the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.web.app import create_app
from tests.web.conftest import Link, Seen
from tests.web.memory import MemoryArchive, make_article

Open = Callable[[str], Seen]


DAYS = (
    st.dates().map(str)
    | st.dates(date(2019, 6, 1), date(2022, 6, 1)).map(str)
    | st.sampled_from(("2021-05-18", "2021-05-31", "2020-02-29", ""))
)


def listed(page: Seen) -> list[Link]:
    """The list with the same numbers as the picture."""
    html = page.html
    start = html.find('<ol class="counts">')
    return Seen(html[start : html.index("</ol>", start)]).links if start >= 0 else []


def drawn(page: Seen) -> dict[str, str]:
    """The bars of the picture: label and address of each."""
    bars = re.findall(r'<a href="([^"]*)" tabindex="-1"[^>]*><title>([^<]*)</title><rect class="reach"', page.html)
    return {title: href.replace("&amp;", "&") for href, title in bars}


def number(link: Link) -> int:
    return int(link.text.rpartition(" article")[0].split()[-1].replace(",", ""))


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/search?q=talks", "May 2021 2 articles"),
        ("/search?q=talks&year=2021", "May 2021 2 articles"),
        ("/search?q=talks&month=2021-05", "18 May 2021 1 article"),
        ("/search?from=2021-05-19&to=2021-06-02", "20 May 2021 1 article"),
        ("/search?from=2021-05-19&to=2022-06-02", "May 2021 2 articles"),
    ],
)
def test_shorter_periods_have_finer_bars(see: Open, address: str, first: str) -> None:
    assert listed(see(address))[0].text == first


def page_of(days: list[str], address: str = "/search") -> tuple[Seen, Callable[[str], Seen]]:
    articles = [make_article(f"a{n}", "BY", "Minsk", day, None, "News from {}.") for n, day in enumerate(days)]
    client = create_app(MemoryArchive(articles)).test_client()

    def see(where: str) -> Seen:
        return Seen(client.get(where).text)

    return see(address), see


def test_bars_of_one_year_name_the_year(see: Open) -> None:
    assert ">Jan 2021</text>" in see("/search?q=talks&year=2021").html
    assert ">1 May 2021</text>" in see("/search?q=talks&month=2021-05").html


def test_months_of_several_years_are_labelled_at_each_year() -> None:
    page, _ = page_of(["2021-05-01", "2023-02-01"])
    names = re.findall(r'text-anchor="[a-z]+">([^<]+)</text>', page.html)
    assert names == ["Jan 2021", "Jan 2022", "Jan 2023"]


def test_many_years_are_shown_by_the_year() -> None:
    page, _ = page_of(["1963-01-01", "1970-01-01", "1970-06-01"])
    assert [link.text for link in listed(page)] == ["1963 1 article", "1970 2 articles"]


def test_very_many_years_share_bars() -> None:
    page, see = page_of(["0001-01-01", "1851-05-01", "1852-05-01", "2021-01-01", "9999-12-31"])
    assert [link.text for link in listed(page)] == [
        "1 to 99 1 article",
        "1800 to 1899 2 articles",
        "2000 to 2099 1 article",
        "9900 to 9999 1 article",
    ]
    for link in listed(page):
        assert see(link.href).total == number(link), link


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.dates().map(str)
        | st.dates(date(2019, 6, 1), date(2022, 6, 1)).map(str)
        | st.sampled_from(("2021-05-18", "2021-05-31", "2020-02-29", "")),
        max_size=12,
    ),
    st.sampled_from(
        (
            "/search",
            "/search?year=2021",
            "/search?month=2021-05",
            "/search?day=2021-05-18&day=2021-05-19",
            "/search?from=2021-05-01&to=2021-06-15",
            "/search?from=2021-12-20&to=2022-01-05",
            "/search?from=2020-02-29",
            "/search?year=none",
            "/search?year=2020&year=2021",
            "/country/BY",
        )
    ),
)
def test_every_bar_is_the_number_behind_it(days: list[str], address: str) -> None:
    page, see = page_of(days, address)
    for link in listed(page):
        assert see(link.href).total == number(link), link
    assert set(drawn(page).values()) == {link.href for link in listed(page)}, "picture and list say the same"


def test_undated_articles_have_no_histogram() -> None:
    page, _ = page_of(["", ""])
    assert 'class="histogram"' not in page.html
