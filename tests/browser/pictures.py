"""Pictures of every page at two widths, light and dark.

    python tests/browser/pictures.py ADDRESS FOLDER QUERY [NAME ...]

It looks at a server that is up; without names it takes all, `home-390`, `search-1440-dark` and so on. The pictures
in docs/pictures/ are of the sample archive:

    dateline serve --port 8000 &
    python tests/browser/pictures.py http://127.0.0.1:8000 docs/pictures 'country:azerbaijan (peace OR cooperation)' \
        search-1440 search-1440-dark search-390 home-1440 article-1440
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import quote_plus

from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = {390: 844, 1440: 900}
"""A phone and a desk, with their heights, in CSS pixels."""
PASTED = '"Hasanov: cooperation (2021'
"""A query pasted from a mail, with an unclosed quote and parenthesis."""
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def addresses(page: Page, root: str, query: str) -> Iterator[tuple[str, str]]:
    """The name and address of one page of each kind; the article and the facet are those that the results lead to."""
    yield "home", f"{root}/"
    results = f"{root}/search?q={quote_plus(query)}"
    yield "search", results
    page.goto(results)
    yield "article", root + _target(page, ".result h3 a")
    country = _target(page, '[data-facet="country"] .value')
    yield "chosen", root + country
    yield "facet", f"{root}/search/country"
    yield "countries", f"{root}/country"
    page.goto(f"{root}/country")
    about = root + _target(page, ".entries .name")
    yield "country", about
    page.goto(about)
    for kind in ("official", "office"):
        yield kind, root + _target(page, f'.entries .name[href^="/{kind}/"]')
    yield "nothing", f"{root}/search?q={quote_plus(query)}+xylophones&country=FR&year=2021"
    yield "problem", f"{root}/search?q={quote_plus(PASTED)}"
    yield "docs", f"{root}/docs"
    yield "missing", f"{root}/article/no-such-report"


def _target(page: Page, selector: str) -> str:
    return page.locator(selector).first.get_attribute("href") or "/"


def take(browser: Browser, root: str, folder: Path, query: str, names: Collection[str]) -> None:
    """Write what is seen first of each page into `folder`: those named, or all."""
    folder.mkdir(parents=True, exist_ok=True)
    found = tuple(addresses(browser.new_page(), root, query))
    for width, height in WIDTHS.items():
        light, dark = (
            browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            for scheme in ("light", "dark")
        )
        for name, address in found:
            for page, ending in ((light, ""), (dark, "-dark")):
                picture = f"{name}-{width}{ending}"
                if not names or picture in names:
                    page.goto(address)
                    page.screenshot(path=folder / f"{picture}.png")


def main(root: str, folder: str, query: str, *names: str) -> None:
    """Take the pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        take(browser, root.rstrip("/"), Path(folder), query, names)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
