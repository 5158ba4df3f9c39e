"""Pages in other languages: chosen by keyboard, kept, and from right to left."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def test_a_language_is_chosen_by_keyboard_and_kept_by_the_box(page: Page) -> None:
    page.goto("/search?q=talks&country=BY")
    page.get_by_role("link", name="Deutsch").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=talks&country=BY&ui=de$"))
    expect(page.locator("html")).to_have_attribute("lang", "de")
    box = page.get_by_label("In den Meldungen suchen")
    box.fill("defence")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"q=defence.*ui=de"))
    expect(page.locator("h1")).to_contain_text("Land:")


def test_suggestions_have_the_language_of_the_page(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    page.goto("/?ui=ru")
    page.locator("#q").press_sequentially("bela")
    expect(page.get_by_role("listbox", name="Подсказки")).to_be_visible()
    expect(page.get_by_role("option").first).to_have_text(re.compile(r"Беларусь\s+страна\s+\d+ сообщени[ейя]"))
    expect(page.locator('.box [role="status"]')).to_contain_text("подсказ")
    page.close()


def test_right_to_left_pages_keep_the_direction_of_queries_and_pictures(page: Page) -> None:
    page.goto("/docs?ui=ar")
    expect(page.locator("main")).to_have_css("direction", "rtl")
    expect(page.locator("main code").first).to_have_css("direction", "ltr")
    page.goto("/search?q=talks&ui=ar")
    expect(page.locator(".histogram svg")).to_have_css("direction", "ltr")
    box, wordmark = page.locator("#q").bounding_box(), page.locator(".wordmark").bounding_box()
    assert box is not None
    assert wordmark is not None
    assert wordmark["x"] > box["x"], "the page begins at the right"
