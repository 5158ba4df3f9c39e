"""Layout on a phone, on a desktop and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/search",
    "/search?q=talks&country=BY&month=2021-05",
    "/search?q=zzz",
    "/search/country",
    "/article/minsk-1?q=talks",
    "/country",
    "/country/BY",
    "/official/by-ivan-sample",
    "/office/by/defence",
    "/docs",
    "/advanced",
    "/nowhere",
    "/?ui=de",
    "/search?q=talks&country=BY&ui=de",
    "/advanced?ui=de",
    "/office/by/defence?ui=ru",
    "/article/minsk-1?q=talks&ui=ar",
    "/search?q=talks&country=BY&ui=ar",
)


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_page_scrolls_horizontally(chromium: Browser, address: str, where: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(address + where)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_phone_shows_box_sentence_and_number_at_once(phone: Page) -> None:
    phone.goto("/search?q=talks&country=BY&country=GE")
    for seen in (phone.get_by_label("Search the articles"), phone.locator(".total"), phone.locator(".chip").last):
        expect(seen).to_be_in_viewport(ratio=1)


def test_facets_are_one_touch_away_on_a_phone(phone: Page) -> None:
    phone.goto("/search?q=talks&country=BY")
    opener = phone.locator(".narrow > summary")
    expect(opener).to_contain_text("countries 4")
    expect(opener).to_contain_text("1 chosen")
    value = phone.locator('[data-facet="country"] .value').first
    expect(value).to_be_hidden()
    opener.tap()
    expect(value).to_be_visible()


def test_facets_are_open_on_a_desktop(page: Page) -> None:
    page.goto("/search?q=talks")
    expect(page.locator('[data-facet="country"] .value').first).to_be_visible()
    expect(page.locator(".narrow > summary")).to_be_hidden()


def test_text_from_right_to_left_stays_within_its_name(page: Page) -> None:
    page.goto("/article/hostile")
    expect(page.locator("article.report .source bdi")).to_have_text("<b>Wire</b>")
    expect(page.locator("article.report h1")).to_contain_text("<script>alert(1)</script>")


@pytest.mark.parametrize("where", PAGES)
def test_no_page_requests_other_hosts_or_violates_the_policy(chromium: Browser, address: str, where: str) -> None:
    page = chromium.new_page()
    requested: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address + where)
    page.close()
    assert all(url.startswith(address) for url in requested)
    assert [text for text in said if "404" not in text] == []


def test_paper_shows_the_article_without_controls(page: Page) -> None:
    page.goto("/article/minsk-1?q=talks")
    page.emulate_media(media="print")
    expect(page.locator("article.report")).to_be_visible()
    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    for control in (".hits", ".show", ".similar", ".links", ".cite summary >> nth=0"):
        expect(page.locator(control)).to_be_hidden()
    expect(page.locator(".printed")).to_contain_text("/article/minsk-1")
