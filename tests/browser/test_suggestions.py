"""The search box as a combobox, by keyboard and pointer, and as a plain field without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.watch import Watch

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(chromium: Browser, address: str) -> Iterator[Page]:
    """A desktop window with scripts."""
    context = chromium.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search the articles")


def active(page: Page) -> Locator:
    return page.locator("[role=option][aria-selected=true]")


def type_until_open(page: Page, text: str) -> None:
    box(page).press_sequentially(text)
    expect(page.get_by_role("listbox")).to_be_visible()


def test_suggestions_have_kinds_and_counts(desk: Page) -> None:
    desk.goto("/")
    type_until_open(desk, "talks bel")
    expect(box(desk)).to_have_attribute("aria-expanded", "true")
    expect(desk.get_by_role("option").first).to_have_text(re.compile(r"Belarus\s+country\s+2 articles"))
    expect(desk.get_by_role("status")).to_have_text("2 suggestions")


def test_arrows_select_and_enter_takes_then_searches(desk: Page) -> None:
    desk.goto("/")
    type_until_open(desk, "talks bel")
    desk.keyboard.press("ArrowDown")
    expect(active(desk)).to_contain_text("country")
    chosen = active(desk).get_attribute("id") or ""
    expect(box(desk)).to_have_attribute("aria-activedescendant", chosen)
    expect(box(desk)).to_be_focused()
    desk.keyboard.press("Enter")
    expect(box(desk)).to_have_value("talks country:belarus ")
    expect(desk.get_by_role("listbox")).to_be_hidden()
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-total]")).to_have_attribute("data-total", "2")


def test_arrows_cycle_through_the_typed_text(desk: Page) -> None:
    desk.goto("/")
    type_until_open(desk, "talks bel")
    for seen in ("word", "country", None, "word"):
        desk.keyboard.press("ArrowUp")
        if seen is None:
            expect(active(desk)).to_have_count(0)
            expect(box(desk)).not_to_have_attribute("aria-activedescendant", re.compile(".*"))
        else:
            expect(active(desk)).to_contain_text(seen)
    expect(box(desk)).to_have_value("talks bel")


def test_escape_closes_the_list_and_arrow_down_opens_it_again(desk: Page) -> None:
    desk.goto("/")
    type_until_open(desk, "talks bel")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("listbox")).to_be_hidden()
    expect(box(desk)).to_have_value("talks bel")
    expect(box(desk)).to_have_attribute("aria-expanded", "false")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.get_by_role("listbox")).to_be_visible()
    expect(active(desk)).to_have_count(0)


def test_tab_leaves_the_box_without_taking_a_suggestion(desk: Page) -> None:
    desk.goto("/")
    type_until_open(desk, "talks bel")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Search")).to_be_focused()
    expect(desk.get_by_role("listbox")).to_be_hidden()
    expect(box(desk)).to_have_value("talks bel")


def test_a_click_takes_a_suggestion_and_typing_continues(desk: Page) -> None:
    desk.goto("/")
    type_until_open(desk, "bel")
    desk.get_by_role("option").first.click()
    expect(box(desk)).to_have_value("country:belarus ")
    expect(box(desk)).to_be_focused()
    desk.keyboard.type("defence")
    expect(box(desk)).to_have_value("country:belarus defence")


def test_a_field_is_taken_without_a_blank_and_suggests_values(desk: Page) -> None:
    desk.goto("/")
    type_until_open(desk, "cou")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(box(desk)).to_have_value("country:")


def test_counts_of_suggestions_respect_choices(desk: Page) -> None:
    desk.goto("/search?q=x&country=AZ")
    box(desk).fill("")
    type_until_open(desk, "pipel")
    expect(desk.get_by_role("option").first).to_contain_text("1 article")


def test_editing_the_middle_of_a_text_opens_no_list(desk: Page) -> None:
    desk.goto("/")
    type_until_open(desk, "bel")
    desk.keyboard.press("Home")
    desk.keyboard.type("a")
    expect(desk.get_by_role("listbox")).to_be_hidden()
    desk.wait_for_timeout(400)
    expect(desk.get_by_role("listbox")).to_be_hidden()


def test_a_late_answer_is_not_shown(desk: Page) -> None:
    desk.goto("/")
    box(desk).press_sequentially("bel")
    box(desk).press_sequentially("zzz")
    desk.wait_for_timeout(400)
    expect(desk.get_by_role("listbox")).to_be_hidden()


def test_the_list_stays_in_the_window_of_a_phone(phone: Page) -> None:
    phone.goto("/")
    type_until_open(phone, "talks bel")
    expect(phone.get_by_role("listbox")).to_be_in_viewport(ratio=1)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("option").first.tap()
    expect(box(phone)).to_have_value("talks country:belarus ")


def test_an_unreachable_server_leaves_a_plain_box(desk: Page, watch: Watch) -> None:
    desk.route("**/suggestions?*", lambda route: route.abort())
    desk.goto("/")
    box(desk).press_sequentially("talks bel")
    desk.wait_for_timeout(300)
    expect(desk.get_by_role("listbox")).to_be_hidden()
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-total]")).to_have_attribute("data-total", "2")
    assert set(watch.taken()) == {"error: Failed to load resource: net::ERR_FAILED"}, "what was not answered, no more"


def test_without_scripts_the_box_is_a_plain_field(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, java_script_enabled=False)
    page.goto("/")
    field = page.get_by_role("searchbox", name="Search the articles")
    field.fill("talks country:belarus")
    field.press("Enter")
    expect(page.locator("[data-total]")).to_have_attribute("data-total", "2")
    page.close()


def test_axe_finds_nothing_in_an_open_list(chromium: Browser, address: str, axe: str) -> None:
    for scheme in ("light", "dark"):
        context = chromium.new_context(
            base_url=address, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
        )
        page = context.new_page()
        page.goto("/")
        type_until_open(page, "talks bel")
        page.keyboard.press("ArrowDown")
        page.evaluate(axe)
        found = page.evaluate("(async () => (await axe.run(document)).violations.map(each => each.id))()")
        assert found == []
        context.close()
