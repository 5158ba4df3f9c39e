"""The first minute with Dateline: index the sample articles, open the address that is printed, search."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, expect

from dateline.search.officials.officials import OfficeHolders
from tests.browser.served import DATELINE, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the archive."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def samples(data: Path) -> Iterator[str]:
    """The address of the sample articles."""
    with served(data) as address:
        yield address


def test_a_new_user_finds_the_seed_article_and_sees_why(chromium: Browser, samples: str) -> None:
    page = chromium.new_page()
    page.goto(samples)
    page.get_by_label("Search the articles").fill("country:belarus minister:khrenin")
    page.keyboard.press("Enter")
    first = page.locator("article.result").first
    expect(first.locator(".snippet")).to_contain_text("Khrenin")
    for country in ("Azerbaijan", "Belarus"):
        expect(page.locator('[data-facet="country"]')).to_contain_text(country)
    page.close()


def test_three_clicks_show_what_a_minister_did_in_a_month(chromium: Browser, samples: str) -> None:
    page = chromium.new_page()
    page.goto(f"{samples}/search?q=office:az/defence+date:2021-05")
    total = page.locator("[data-total]")
    expect(total).not_to_have_attribute("data-total", "0")
    page.locator("article.result h3 a").first.click()
    expect(page.get_by_label("What was found in the text")).to_contain_text("Hasanov")
    expect(page.locator("blockquote").filter(has_text="Hasanov").first).to_be_visible()
    page.close()


def test_every_number_of_the_samples_is_the_number_behind_it(chromium: Browser, samples: str) -> None:
    page = chromium.new_page()
    page.goto(f"{samples}/search")
    links = page.locator(".facet a.value").evaluate_all(
        "links => links.map(link => [link.href, link.querySelector('.count').firstChild.textContent])"
    )
    assert links
    for href, shown in links:
        page.goto(href)
        assert page.locator("[data-total]").get_attribute("data-total") == shown.replace(",", ""), href
    page.close()


def test_the_page_of_an_office_says_what_the_command_line_says(chromium: Browser, samples: str, data: Path) -> None:
    command = [*DATELINE, "offices", "BY", "--format", "json", "--data", str(data)]
    answer = msgspec.json.decode(subprocess.run(command, check=True, capture_output=True).stdout, type=OfficeHolders)
    holders = [one for one in answer.holders if one.held.portfolio == "defence"]
    assert holders
    page = chromium.new_page()
    page.goto(f"{samples}/office/by/defence")
    rows = page.get_by_role("table").get_by_role("row")
    for holder in holders:
        row = rows.filter(has_text=holder.name)
        for day in {holder.held.first, holder.held.last} - {None}:
            expect(row.locator(f'time[datetime="{day}"]')).to_be_visible()
        expect(row.locator("blockquote mark").first).to_be_visible()
    page.close()
