"""The map: each shaded country is a link with its number, and a list has the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.metadata.tables import country_codes
from dateline.search.results import FacetValue
from dateline.web.pictures.world import SHADES, shade, world
from tests.web.conftest import Seen

Open = Callable[[str], Seen]
PLACE = re.compile(r'<a href="([^"]*)" tabindex="-1"(?: class="chosen")?><title>([^<:]*): (\d+) articles?</title><use')


def value(code: str, count: int) -> FacetValue:
    return FacetValue(code, code, count, chosen=False)


@pytest.mark.parametrize("address", ["/", "/country", "/search", "/search?q=talks&country=BY", "/search?year=2021"])
def test_every_country_on_the_map_is_the_number_behind_it(see: Open, address: str) -> None:
    places = PLACE.findall(see(address).html)
    assert places
    for href, name, number in places:
        page = see(href.replace("&amp;", "&"))
        assert page.total == int(number), name


def test_the_list_beside_the_map_has_every_country_of_it(see: Open) -> None:
    page = see("/country")
    listed = {link.text for link in page.links if link.kind == "name"}
    assert {name for _, name, _ in PLACE.findall(page.html)} == listed


def test_results_link_to_the_whole_list(see: Open) -> None:
    page = see("/search?q=talks")
    [href] = [link.href for link in page.links if link.text == "All countries of these articles as a list"]
    names = {name for _, name, _ in PLACE.findall(page.html)}
    assert names <= {link.text.rsplit(" ", 2)[0] for link in see(href).links if link.kind == "value"}


def test_a_country_without_articles_is_not_shaded() -> None:
    shown = world([(value("AZ", 0), "/az"), (value("BY", 1), "/by"), (value("none", 4), "/none")])
    assert shown is not None
    assert [place.code for place in shown.shaded] == ["BY"]


def test_former_states_are_counted_but_not_drawn() -> None:
    shown = world([(value("SU", 3), "/su"), (value("BY", 1), "/by")])
    assert shown is not None
    assert ([place.code for place in shown.shaded], shown.elsewhere) == (["BY"], 1)


def test_a_small_country_is_a_dot() -> None:
    shown = world([(value("SG", 3), "/sg"), (value("BY", 1), "/by")])
    assert shown is not None
    assert {place.code: "dot" in place.look.split() for place in shown.shaded} == {"SG": True, "BY": False}


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_more_articles_never_make_a_lighter_shade(one: int, other: int) -> None:
    few, most = sorted((one, other))
    assert 1 <= shade(few, most) <= shade(most, most) <= SHADES
    assert shade(max(few - 1, 1), most) <= shade(few, most)


def test_nearly_every_country_is_on_the_map() -> None:
    shown = world([(value(code, 1), "/") for code in country_codes()])
    assert shown is not None
    drawn = {place.code for place in shown.shaded}
    assert {"AZ", "BY", "US", "RU", "XK", "VA", "SG", "MT", "BH", "TV", "NR", "PS", "TW", "HK"} <= drawn
    assert len(drawn) > 235
