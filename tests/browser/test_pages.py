"""Common tasks in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def total(page: Page) -> int:
    """The number of articles that the page shows."""
    return int(page.locator("[data-total]").get_attribute("data-total") or "-1")


def test_a_typed_search_finds_the_article_with_its_reason(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search the articles").fill("country:belarus defence")
    page.get_by_role("button", name="Search").click()
    assert total(page) == 1
    result = page.locator("article.result").first
    expect(result.get_by_role("heading")).to_contain_text("Minsk: Defence talks open")
    expect(result.locator("mark").first).to_have_text("Defence")
    expect(result).to_contain_text("Ivan Sample, Minister of Defence")
    expect(page.locator('[data-facet="country"]')).to_contain_text("Belarus")


@pytest.mark.parametrize("facet", ["country", "source", "dateline", "date"])
def test_count_click_same_count_and_back_again(page: Page, facet: str) -> None:
    page.goto("/search?q=talks")
    before = total(page)
    labels = page.locator(f'[data-facet="{facet}"] .value bdi').all_inner_texts()
    assert labels
    for label in labels:
        value = page.locator(f'[data-facet="{facet}"] .value').filter(has=page.get_by_text(label, exact=True)).first
        count = int(value.locator(".count").inner_text().split()[0])
        value.click()
        assert total(page) == count, label
        page.locator(".chip").last.click()
        assert total(page) == before
        page.go_back()
        assert total(page) == count, "the back button shows the page before"
        page.goto("/search?q=talks")


def test_a_pasted_query_with_problems_is_corrected_with_one_click(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search the articles").fill('"Belarus: talks (2021')
    page.keyboard.press("Enter")
    expect(page.get_by_label("Search the articles")).to_have_value('"Belarus: talks (2021')
    problems = page.get_by_label("About your search")
    expect(problems).to_be_visible()
    problems.get_by_role("link").first.click()
    expect(page.get_by_label("About your search")).to_have_count(0)


def test_an_article_shows_where_its_country_was_found(page: Page) -> None:
    page.goto("/search?q=rail")
    page.locator("article.result a").first.click()
    page.locator("blockquote a").first.click()
    expect(page.locator(":target")).to_have_text("Azerbaijan")


def test_marks_can_be_switched_off_without_scripts(page: Page) -> None:
    page.goto("/article/baku-2?q=rail")
    mark = page.locator("article.report mark").first
    # Colours pass through JavaScript only in a window that runs it; the picture of the word tells in both.
    shown = mark.screenshot()
    page.get_by_label("words searched for").uncheck()
    assert mark.screenshot() != shown


def test_a_search_can_be_done_by_keyboard(page: Page) -> None:
    page.goto("/search?q=talks")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the results")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".chip").first).to_be_focused()
    page.keyboard.press("Enter")
    assert total(page) == 9


def test_all_results_are_downloaded_as_a_table(page: Page) -> None:
    page.goto("/search?q=talks&n=2")
    with page.expect_download() as taken:
        page.get_by_role("link", name="all as CSV").click()
    assert taken.value.suggested_filename == "dateline-talks.csv"
    assert len(Path(taken.value.path()).read_text().splitlines()) == 1 + total(page)


def test_days_are_typed_and_the_query_is_kept(page: Page) -> None:
    page.goto("/search?q=talks")
    page.get_by_label("From").fill("2021-05-19")
    page.get_by_label("To").fill("2021-06-30")
    page.get_by_role("button", name="Show").click()
    assert total(page) == 2
    expect(page.locator(".chip")).to_contain_text(["talks", "19 May 2021 to 30 June 2021"])


def test_holders_of_an_office_are_two_clicks_from_a_country(page: Page) -> None:
    page.goto("/country")
    page.get_by_role("link", name="Belarus", exact=True).click()
    page.get_by_role("link", name="by/defence", exact=True).or_(
        page.get_by_role("link", name="Defence", exact=True)
    ).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Belarus: Defence")
    row = page.get_by_role("row").filter(has_text="Ivan Sample")
    expect(row).to_contain_text("18 May 2021")
    expect(row.locator("mark")).to_have_text("Ivan Sample")
    row.get_by_role("link", name="1 article").click()
    assert total(page) == 1
    expect(page.locator(".abouts")).to_contain_text("Ivan Sample")


def test_the_bars_of_a_subject_are_links_with_an_equal_list(page: Page) -> None:
    page.goto("/country/BY")
    page.locator(".equal > summary").click()
    listed = page.locator(".counts a").all_inner_texts()
    assert [" ".join(text.split()) for text in listed] == ["May 2021 2 articles"]
    page.locator(".histogram a").first.click()
    assert total(page) == 2
    expect(page.locator(".chip").last).to_contain_text("May 2021")


def test_a_country_on_the_map_links_to_its_articles(page: Page) -> None:
    page.goto("/")
    place = page.locator(".world a").filter(has=page.locator("title", has_text="Georgia")).locator("use")
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    assert box["width"] > 5, "the shape comes from a file of its own, which the policy must let in"
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert total(page) == 2
    expect(page.locator(".chip")).to_contain_text("Georgia")


def test_the_map_beside_results_opens_without_scripts(page: Page) -> None:
    page.goto("/search?q=talks")
    page.get_by_text("Map of countries").click()
    expect(page.locator(".world .land")).to_be_visible()
    page.get_by_role("link", name="All countries of these articles as a list").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Countries")


def test_a_link_leads_to_each_found_word(page: Page) -> None:
    page.goto("/article/baku-2?q=rail")
    page.get_by_label("Words found in the text").get_by_role("link", name="2").click()
    expect(page.locator("#hit-2")).to_be_in_viewport()
    assert page.url.endswith("#hit-2")


def test_keys_move_between_found_words_that_have_the_focus(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    page.goto("/article/baku-2?q=rail")
    first, second = page.locator("#hit-1"), page.locator("#hit-2")
    page.keyboard.press("n")
    expect(first).not_to_be_focused()
    page.get_by_label("Words found in the text").get_by_role("link", name="1").click()
    expect(first).to_be_focused()
    page.keyboard.press("n")
    expect(second).to_be_focused()
    page.keyboard.press("n")
    expect(first).to_be_focused()
    page.keyboard.press("p")
    expect(second).to_be_focused()
    page.close()


def test_a_range_of_bars_is_chosen_by_dragging(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 1440, "height": 900})
    page.goto("/search")
    bars = page.locator(".histogram svg a .reach")
    boxes = [bar.bounding_box() for bar in bars.all()]
    first, last = boxes[0], boxes[2]
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 20)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 20, steps=8)
    expect(page.locator(".histogram .drawn")).to_have_count(3)
    page.mouse.up()
    page.wait_for_url("**/search?from=2021-05&to=2022-01")
    assert total(page) == 4
    page.close()


def test_a_citation_can_be_copied_and_downloaded(page: Page) -> None:
    page.goto("/article/minsk-1")
    page.get_by_text("BibTeX to copy").click()
    expect(page.locator(".cite pre").first).to_contain_text("@misc{dateline:minsk-1,")
    with page.expect_download() as download:
        page.get_by_role("link", name="RIS file").click()
    assert download.value.path().read_text().startswith("TY  - NEWS")


def test_keys_move_between_results(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    page.goto("/search?q=talks")
    titles = page.locator("article.result h3").all_inner_texts()
    page.locator("article.result h3 a").first.click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(titles[0])
    page.keyboard.press("Alt+n")
    expect(heading).to_have_text(titles[1])
    page.keyboard.press("Alt+n")
    expect(heading).to_have_text(titles[2])
    page.keyboard.press("Alt+p")
    expect(heading).to_have_text(titles[1])
    page.close()


def test_links_move_between_results(page: Page) -> None:
    page.goto("/search?q=talks")
    titles = page.locator("article.result h3").all_inner_texts()
    page.locator("article.result h3 a").first.click()
    for title in titles[1:]:
        page.locator("a[rel=next]").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("a[rel=next]")).to_have_count(0)
    page.get_by_role("link", name="Results for talks").click()
    assert total(page) == len(titles)
