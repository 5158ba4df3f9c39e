"""Tours: complete tasks of users from the first page to the end, with scripts and without.

The archive holds the sample articles and a few more, which `dateline serve` serves.
"""

from __future__ import annotations

import csv
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dateline.search.officials.officials import OfficeHolders
from tests.browser.served import DATELINE, served

pytestmark = pytest.mark.browser

ARABIC = "محادثات حول التعاون في باكو"
MORE = (
    {
        "id": "other-spelling",
        "headline": "Ministers meet in Baku",
        "published": "2021-05-20",
        "language": "en",
        "body": "BAKU, Azerbaijan, May 20\n\nAzerbaijan's Defense Minister Zakir Gasanov held talks on cooperation.",
    },
    {
        "id": "arabic",
        "headline": ARABIC,
        "published": "2021-05-21",
        "language": "ar",
        "source": "وكالة (Wire) 24",
        "body": "استقبل الوزير وفدا من جورجيا.\n\nوقال إن محادثات NATO تستمر حتى عام 2022.",
    },
)
VALUES = 10
"""Facet values clicked in the second tour."""
MOST_TABS = 150


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the archive."""
    return tmp_path_factory.mktemp("tours")


@pytest.fixture(scope="module")
def archive(data: Path) -> Iterator[str]:
    """Its address."""
    more = data.with_suffix(".jsonl")
    more.write_bytes(b"\n".join(map(msgspec.json.encode, MORE)))
    with served(data, more) as address:
        yield address


@pytest.fixture(params=["with scripts", "without scripts"])
def visitor(request: pytest.FixtureRequest, chromium: Browser, archive: str) -> Iterator[Page]:
    """A desktop user on the first page."""
    context = chromium.new_context(
        base_url=archive,
        viewport={"width": 1440, "height": 900},
        java_script_enabled=request.param == "with scripts",
    )
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


@pytest.fixture(params=["with scripts", "without scripts"])
def keyboard(request: pytest.FixtureRequest, chromium: Browser, archive: str) -> Iterator[Page]:
    """A keyboard user with a narrow window on the first page."""
    context = chromium.new_context(
        base_url=archive,
        viewport={"width": 390, "height": 844},
        java_script_enabled=request.param == "with scripts",
    )
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def search(page: Page, text: str) -> None:
    page.get_by_label("Search the articles").fill(text)
    page.get_by_role("button", name="Search", exact=True).click()


def total(page: Page) -> int:
    return int(page.locator("strong[data-total]").get_attribute("data-total") or "-1")


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.and_(page.locator(":focus")).count():
            return
    pytest.fail(f"the keyboard does not reach {wanted}")


def tables(page: Page, target: Path) -> list[list[str]]:
    """The rows of all results, from the CSV file."""
    with page.expect_download() as taken:
        page.get_by_role("link", name="all as CSV").click()
    taken.value.save_as(target)
    with target.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


def test_1_first_minute(visitor: Page) -> None:
    search(visitor, "country:belarus minister:khrenin")
    first = visitor.locator("article.result").first
    expect(first).to_contain_text("BAKU, Azerbaijan, May 18")
    expect(first.locator(".snippet")).to_contain_text("Khrenin")
    for country in ("Azerbaijan", "Belarus"):
        expect(visitor.locator('[data-facet="country"]')).to_contain_text(country)


def test_2_count_click_same_count(visitor: Page) -> None:
    search(visitor, "talks")
    everything = visitor.url
    values = visitor.locator(".facet a.value")
    before = total(visitor)
    clicked = 0
    for at in range(0, values.count(), max(1, values.count() // VALUES)):
        value = values.nth(at)
        if not value.is_visible():
            continue
        count = number(value.locator(".count").inner_text())
        value.click()
        assert total(visitor) == count
        visitor.locator(".chip").last.click()
        assert (total(visitor), visitor.url) == (before, everything)
        visitor.go_back()
        assert total(visitor) == count
        visitor.go_back()
        assert (total(visitor), visitor.url) == (before, everything)
        clicked += 1
    assert clicked >= VALUES


def test_3_who_was_it(visitor: Page, tmp_path: Path) -> None:
    """The question: what did Azerbaijan's defence minister do in May 2021."""
    started = time.monotonic()
    visitor.get_by_role("link", name="Countries", exact=True).first.click()
    visitor.get_by_role("main").get_by_role("link", name="Azerbaijan", exact=True).click()
    visitor.get_by_role("link", name="Defence", exact=True).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Azerbaijan: Defence")
    visitor.locator(".standfirst a.counted").first.click()
    visitor.get_by_label("From").fill("2021-05-01")
    visitor.get_by_label("To", exact=True).fill("2021-05-31")
    visitor.get_by_role("button", name="Show").click()
    found = total(visitor)
    assert found == 2
    rows = tables(visitor, tmp_path / "answer.csv")
    assert len(rows) == 1 + found
    visitor.locator("article.result").filter(has_text="BAKU, Azerbaijan, May 18").get_by_role("link").first.click()
    sentence = visitor.locator("blockquote").filter(has_text="Hasanov").first
    expect(sentence).to_contain_text("Minister of Defense of the Republic of Azerbaijan, Colonel General Zakir Hasanov")
    visitor.get_by_text("BibTeX to copy").click()
    expect(visitor.locator(".cite pre").first).to_be_visible()
    expect(visitor.locator(".cite pre").first).to_contain_text("2021")
    with visitor.expect_download() as cited:
        visitor.get_by_role("link", name="RIS file").click()
    assert "2021/05/18" in cited.value.path().read_text()
    assert visitor.locator(".origin code").inner_text() in {cell for row in rows for cell in row}
    assert time.monotonic() - started < 60, "it takes less than a minute"


def test_3_who_was_it_typed(visitor: Page) -> None:
    search(visitor, "office:az/defence date:2021-05")
    assert total(visitor) == 2
    visitor.locator("article.result h3 a").last.click()
    expect(visitor.locator("blockquote").filter(has_text="Hasanov").first).to_be_visible()


def test_4_who_held_it_when(visitor: Page, data: Path) -> None:
    command = [*DATELINE, "offices", "BY", "--format", "json", "--data", str(data)]
    answer = msgspec.json.decode(subprocess.run(command, check=True, capture_output=True).stdout, type=OfficeHolders)
    holders = [one for one in answer.holders if one.held.portfolio == "defence"]
    visitor.goto("/office/by/defence")
    rows = visitor.get_by_role("table").locator("tbody tr")
    assert rows.count() == len(holders) > 0
    for holder in holders:
        row = rows.filter(has_text=holder.name)
        for day in {holder.held.first, holder.held.last} - {None}:
            expect(row.locator(f'time[datetime="{day}"]')).to_be_visible()
        expect(row.locator("blockquote mark").first).to_contain_text(holder.name.split()[-1])


def test_5_pasted_problems(visitor: Page, data: Path) -> None:
    pasted = '"Hasanov: cooperation (2021'
    search(visitor, pasted)
    expect(visitor.get_by_label("Search the articles")).to_have_value(pasted)
    meant = visitor.locator("article.result").filter(has_text="BAKU, Azerbaijan, May 18")
    expect(visitor.locator("article.result")).to_have_count(1)
    expect(meant.locator(".snippet mark").filter(has_text="Hasanov").first).to_be_visible()
    problems = visitor.get_by_label("About your search")
    expect(problems.get_by_role("listitem")).to_have_count(1)
    expect(problems).to_contain_text("this quote is never closed")
    problems.get_by_role("link").click()
    expect(visitor.get_by_label("Search the articles")).to_have_value("Hasanov cooperation 2021")
    expect(problems).to_have_count(0)
    expect(visitor.locator("article.result")).to_have_count(1)
    expect(meant).to_be_visible()
    strict = [*DATELINE, "search", "--strict", "--data", str(data), pasted]
    refused = subprocess.run(strict, check=False, capture_output=True, text=True)
    assert refused.returncode == 2
    said, typed, caret = refused.stderr.splitlines()
    assert "this quote is never closed" in said
    assert (typed, caret) == (pasted, "^" * len(pasted))


def test_6_nothing_found(visitor: Page) -> None:
    search(visitor, "country:belarus minister:smith date:2021-05")
    assert total(visitor) == 0
    expect(visitor.get_by_role("heading", name="Try without one of these")).to_be_visible()
    ways = visitor.locator(".nothing li")
    culprit = ways.filter(has_text="smith")
    count = number(culprit.locator(".count").inner_text())
    assert count > 0
    for other in ways.filter(has_not_text="smith").all():
        assert number(other.locator(".count").inner_text()) == 0
    culprit.get_by_role("link").click()
    assert total(visitor) == count


def test_7_two_spellings(visitor: Page) -> None:
    search(visitor, "minister:gasanov date:2021-05")
    hasanov = visitor.locator("article.result").filter(has_text="BAKU, Azerbaijan, May 18")
    expect(hasanov.locator(".matched")).to_contain_text("Hasanov")
    expect(hasanov.locator(".matched")).to_contain_text("Gasanov")
    search(visitor, "minister:=gasanov date:2021-05")
    assert total(visitor) == 1
    expect(visitor.locator("article.result")).to_contain_text("Ministers meet in Baku")


def test_11_counts_by_keyboard_in_a_narrow_window(keyboard: Page) -> None:
    tab_to(keyboard, keyboard.get_by_label("Search the articles"))
    keyboard.keyboard.type("talks")
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator(".chip")).to_be_visible()
    before = total(keyboard)
    tab_to(keyboard, keyboard.locator(".narrow > summary"))
    keyboard.keyboard.press("Enter")
    value = keyboard.locator('[data-facet="country"] a.value').nth(1)
    tab_to(keyboard, value)
    count = number(value.locator(".count").inner_text())
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator(".chip")).to_have_count(2)
    assert total(keyboard) == count
    tab_to(keyboard, keyboard.locator(".chip").last)
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator(".chip")).to_have_count(1)
    assert total(keyboard) == before
    # The key that goes back is the browser's own.
    keyboard.go_back()
    assert total(keyboard) == count


def test_11_who_was_it_by_keyboard_in_a_narrow_window(keyboard: Page) -> None:
    tab_to(keyboard, keyboard.get_by_label("Search the articles"))
    keyboard.keyboard.type("office:az/defence date:2021-05")
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator(".total")).to_be_in_viewport(ratio=1)
    assert total(keyboard) == 2
    csv_link = keyboard.get_by_role("link", name="all as CSV")
    tab_to(keyboard, csv_link)
    with keyboard.expect_download() as taken:
        keyboard.keyboard.press("Enter")
    assert len(taken.value.path().read_text().splitlines()) > total(keyboard)
    keyboard.reload()
    tab_to(keyboard, keyboard.locator("article.result h3 a").last)
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator("article.report")).to_contain_text("BAKU, Azerbaijan, May 18")
    officials = keyboard.locator(".evidence section").filter(has_text="Officials")
    tab_to(keyboard, officials.locator("blockquote a").filter(has_text="Hasanov").first)
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator(".text p").filter(has=keyboard.locator(":target"))).to_contain_text("Zakir Hasanov")
    tab_to(keyboard, keyboard.get_by_text("BibTeX to copy"))
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator(".cite pre").first).to_be_visible()
    keyboard.keyboard.press("Tab")
    expect(keyboard.locator(".cite pre").first).to_be_focused()


def test_11_an_article_in_arabic_in_a_narrow_window(keyboard: Page) -> None:
    tab_to(keyboard, keyboard.get_by_label("Search the articles"))
    keyboard.keyboard.type("محادثات")
    keyboard.keyboard.press("Enter")
    title = keyboard.locator("article.result h3 a [lang=ar]")
    expect(title).to_have_text(ARABIC)
    expect(keyboard.locator("article.result h3 a [lang=ar]:dir(rtl)")).to_have_count(1)
    tab_to(keyboard, keyboard.locator("article.result h3 a"))
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator("article.report[lang=ar] h1:dir(rtl)")).to_have_text(ARABIC)
    expect(keyboard.locator("article.report .text p:dir(rtl)")).to_have_count(2)
    expect(keyboard.locator("article.report .text p:dir(rtl) mark").first).to_have_text("محادثات")
    expect(keyboard.locator("article.report .filed:dir(ltr)")).to_contain_text("21 May 2021")
    box = keyboard.locator("article.report h1").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
