"""The advanced search and the help beside the search box, by mouse and keyboard, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_filled_fields_become_a_query_in_the_box(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Search by fields").click()
    page.get_by_label("All of these words").fill("talks")
    page.get_by_label("Mentions a country").fill("Belarus")
    page.get_by_label("Mentions a country").press("Enter")
    expect(page.locator("[data-total]")).to_have_attribute("data-total", "2")
    expect(page.locator("#q")).to_have_value("talks country:Belarus")
    page.get_by_role("link", name="Search by fields").click()
    expect(page.get_by_label("All of these words")).to_have_value("talks")
    page.get_by_role("link", name="Back to the results").click()
    expect(page.locator("[data-total]")).to_have_attribute("data-total", "2")


def test_choices_beside_the_results_are_kept(page: Page) -> None:
    page.goto("/search?q=talks&country=BY")
    page.get_by_role("link", name="Search by fields").click()
    page.get_by_label("Any of these words").fill("paper minister")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.locator(".chip").last).to_contain_text("Belarus")


def test_help_opens_by_keyboard_and_an_example_searches(page: Page) -> None:
    page.goto("/search?q=talks")
    page.locator(".help > summary").focus()
    page.keyboard.press("Enter")
    example = page.locator(".help a").first
    expect(example).to_be_visible()
    page.keyboard.press("Tab")
    expect(example).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("defence talks")


def test_help_stays_in_the_window_of_a_phone(phone: Page) -> None:
    phone.goto("/")
    phone.locator(".help > summary").tap()
    expect(phone.locator(".help > div")).to_be_in_viewport(ratio=0.99)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
