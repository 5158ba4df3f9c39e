"""axe-core finds no violations, light and dark, on a phone and on a desktop."""

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = {
    "first page": "/",
    "results": "/search?q=talks",
    "chosen": "/search?q=talks&country=BY&country=AZ&office=defence&month=2021-05",
    "nothing found": "/search?q=zzz&country=BY&year=2021",
    "problem": "/search?q=contry:belarus&page=9",
    "one facet": "/search/country?q=talks",
    "article": "/article/minsk-1?q=talks",
    "article without headline": "/article/paris-2",
    "a month": "/search?month=2021-05",
    "countries": "/country",
    "country": "/country/BY",
    "official": "/official/by-ivan-sample",
    "office": "/office/by/defence",
    "no such country": "/country/azerbaijn",
    "help": "/docs",
    "form": "/advanced?q=defence+country:belarus+minist*",
    "missing": "/nowhere",
    "first page in Arabic": "/?ui=ar",
    "results in Arabic": "/search?q=talks&country=BY&ui=ar",
    "article in Arabic": "/article/minsk-1?q=talks&ui=ar",
    "office in Arabic": "/office/by/defence?ui=ar",
    "help in Arabic": "/docs?ui=ar",
    "results in German": "/search?q=talks&country=BY&ui=de",
    "article in German": "/article/minsk-1?q=talks&ui=de",
    "form in German": "/advanced?q=defence&ui=de",
    "country in German": "/country/BY?ui=de",
}
RUN = """
    const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await axe.run(document, {runOnly: rules});
    return JSON.stringify(found.violations.map(each => ({
        rule: each.id, help: each.help, where: each.nodes.map(node => node.html).slice(0, 3)
    })));
"""


class Violation(msgspec.Struct, frozen=True):
    """A rule that a page breaks, and the first elements that do."""

    rule: str
    help: str
    where: tuple[str, ...]


@pytest.mark.parametrize("where", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, axe: str, address: str, where: str, width: int, scheme: str) -> None:
    # The pages' own policy allows no script at all, so the judge must be let in.
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(address + where)
    for closed in page.locator(".narrow:not([open]) > summary:visible").all():
        closed.click()
    page.evaluate(axe)
    found = msgspec.json.decode(str(page.evaluate(f"(async () => {{{RUN}}})()")), type=tuple[Violation, ...])
    context.close()
    assert found == ()
