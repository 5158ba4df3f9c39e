"""Facets: the number beside a link is the number behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.web.conftest import Link, Seen

Open = Callable[[str], Seen]
STATES = (
    "/search",
    "/search?q=talks",
    "/search?q=talks&country=BY",
    "/search?country=BY&country=AZ&sort=oldest",
    "/search?office=defence",
    "/search?office=by/defence&office=none",
    "/search?region=caucasus",
    "/search?region=caucasus&country=AZ",
    "/search?year=2021",
    "/search?month=2021-05",
    "/search?day=2021-05-18&source=Sample+Wire+Europe",
    "/search?from=2021-05-19&to=2022-02-01",
    "/search?year=none&country=none",
)
FACETS = ("country", "minister", "office", "source", "region", "dateline", "lang", "date")


def counted(page: Seen) -> list[Link]:
    """Links with a number; a link that removes a chosen value has the number of that value."""
    links = [link for facet in FACETS for link in page.facet(facet) if not link.text.startswith("Remove ")]
    return [link for link in links if link.kind == "count alone" or link.text.endswith((" article", " articles"))]


@pytest.mark.parametrize("state", STATES)
def test_the_number_beside_a_link_is_the_number_behind_it(see: Open, state: str) -> None:
    links = counted(see(state))
    assert links
    for link in links:
        assert see(link.href).total == link.count, link


@pytest.mark.parametrize("state", ["/search", "/search?q=talks", "/search?country=BY&n=2", "/search?q=talks&year=2021"])
@pytest.mark.parametrize("facet", ["country", "source", "lang", "dateline"])
def test_a_chosen_value_links_to_its_removal(see: Open, state: str, facet: str) -> None:
    links = [link for link in see(state).facet(facet) if link.kind == "value" and not link.text.startswith("Remove ")]
    assert links
    for link in links:
        [label] = {each.text for each in see(link.href).chips()} - {each.text for each in see(state).chips()}
        chosen = see(link.href).value(facet, label.removesuffix("×"))
        assert chosen.href == state


def test_a_chosen_value_stays_and_is_marked(see: Open) -> None:
    page = see("/search?q=talks&country=BY")
    assert page.value("country", "Belarus").text.startswith("Remove ")
    assert 'aria-current="true"' in page.html


def test_a_chosen_value_stays_with_a_count_of_zero(see: Open) -> None:
    assert see("/search?q=rail&country=BY").value("country", "Belarus").text == "Remove Belarus 0 articles"


def test_values_without_articles_are_left_out(see: Open) -> None:
    assert [link.text for link in see("/search?q=rail").facet("country")] == ["Azerbaijan 1 article"]


def test_a_facet_ignores_its_own_choices(see: Open) -> None:
    def labels(address: str) -> list[str]:
        return [
            link.text.removeprefix("Remove ").split()[0]
            for link in see(address).facet("country")
            if link.kind == "value"
        ]

    assert labels("/search?q=talks") == labels("/search?q=talks&country=BY")


def test_a_second_value_can_be_added_or_chosen_alone(see: Open) -> None:
    links = see("/search?country=BY").facet("country")
    added = next(link for link in links if link.text == "Georgia")
    alone = next(link for link in links if link.text.startswith("Only Georgia"))
    assert added.href == "/search?country=BY&country=GE"
    assert alone.href == "/search?country=GE"
    assert see(alone.href).total == alone.count


def test_articles_without_a_value_have_a_bucket(see: Open) -> None:
    page = see("/search")
    bucket = page.value("country", "no country")
    assert bucket.href == "/search?country=none"
    assert see(bucket.href).total == bucket.count == 1


def test_choosing_goes_back_to_the_first_page(see: Open) -> None:
    assert see("/search?n=2&page=3").value("country", "Belarus").href == "/search?country=BY&n=2"


def test_a_portfolio_opens_to_the_offices_of_single_countries(see: Open) -> None:
    page = see("/search?office=defence")
    office = page.value("office", "by/defence")
    assert office.href == "/search?office=by/defence", "the office takes the place of its portfolio"
    assert see(office.href).value("office", "defence").href == "/search?office=defence"


def test_a_region_opens_to_its_countries(see: Open) -> None:
    page = see("/search?region=caucasus")
    inside = [link for link in page.facet("region") if "country=" in link.href]
    assert [link.href for link in inside] == [
        "/search?country=AZ&region=caucasus",
        "/search?country=GE&region=caucasus",
    ]
    assert not [link for link in see("/search").facet("region") if "country=" in link.href]


def test_dates_open_from_years_to_months_to_days(see: Open) -> None:
    year = see("/search").value("date", "2021")
    assert (year.href, year.count) == ("/search?year=2021", 3)
    month = see(year.href).value("date", "May")
    assert (month.href, month.count) == ("/search?month=2021-05", 2)
    day = see(month.href).value("date", "18 May")
    assert (day.href, day.count) == ("/search?day=2021-05-18", 1)


def test_days_sum_to_their_month_and_years_with_the_undated_to_all(see: Open) -> None:
    month = see("/search?month=2021-05").facet("date")
    days = [link.count for link in month if link.href.startswith("/search?day=")]
    assert sum(days) == see("/search?month=2021-05").total
    years = [link.count for link in see("/search").facet("date")]
    assert sum(years) == see("/search").total


def test_all_dates_are_one_click_away(see: Open) -> None:
    links = see("/search?q=talks&month=2021-05&from=2021-05-02").links
    assert [link.href for link in links if link.text == "All dates"] == ["/search?q=talks"]


def test_first_and_last_day_can_be_typed(see: Open) -> None:
    html = see("/search?q=talks&from=2021-05-19&country=BY").html
    form = html[html.index('class="days"') :]
    assert 'name="from" value="2021-05-19"' in form
    assert 'name="q" value="talks"' in form
    assert 'name="country" value="BY"' in form


def test_the_page_of_a_facet_lists_all_values_under_the_request(see: Open) -> None:
    page = see("/search/country?q=talks")
    assert [link.text for link in page.links if link.kind == "value"] == [
        "Belarus 2 articles",
        "Azerbaijan 1 article",
        "France 1 article",
        "Georgia 1 article",
        "no country 1 article",
    ]
    assert [link.href for link in page.links if link.text == "← Back to the results"] == ["/search?q=talks"]


def test_the_page_of_a_facet_is_narrowed_by_letters(see: Open) -> None:
    links = see("/search/country?contains=GEO").links
    assert [link.text for link in links if link.kind == "value"] == ["Georgia 2 articles"]


@pytest.mark.parametrize("start", ["-1", "x", "9" * 400, "²"])
def test_the_page_of_a_facet_accepts_any_start(see: Open, start: str) -> None:
    see(f"/search/country?start={start}")
