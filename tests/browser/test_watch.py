"""The error watch of all browser tests notices each kind of error."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.watch import HERE, Watch

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
)
SCRIPTS = {
    "inline": "<script>document.title = 'run'</script>",
    "handler": "<button autofocus onfocus='document.title = 1'>x</button>",
    "fails": "<script src='/throws.js'></script>",
    "rejects": "<script src='/rejects.js'></script>",
    "asks elsewhere": "<script src='/asks.js'></script>",
    "warns": "<script src='/warns.js'></script>",
}
MARKUP = {
    "style": "<style>p { color: red }</style>",
    "style attribute": "<p style='color: red'>x</p>",
    "picture of another host": "<img alt='' src='http://127.0.0.2/x.png'>",
    "frame": "<iframe src='/frame'></iframe>",
    "missing part": "<link rel='stylesheet' href='/missing.css'>",
}
FILES = {
    "/throws.js": "throw new Error('thrown')",
    "/rejects.js": "Promise.reject(new Error('rejected'))",
    "/asks.js": "fetch('http://127.0.0.2/').catch(() => {})",
    "/warns.js": "console.warn('beware')",
    "/good.js": "document.title = 'good'",
    "/good.css": "p { color: red }",
}
GOOD = "<link rel='stylesheet' href='/good.css'><script src='/good.js'></script><p>x</p>"


def complaints(browser: Browser, watch: Watch, body: str, *, scripts: bool) -> list[str]:
    """The errors reported for a page with this body."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path in FILES:
            kind = "text/css" if path.endswith("css") else "text/javascript"
            route.fulfill(body=FILES[path], content_type=kind)
        elif path == "/":
            html = f"<!doctype html><title>x</title>{body}"
            route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})
        else:
            route.fulfill(status=404)

    context = browser.new_context(base_url=f"http://{HERE}", java_script_enabled=scripts)
    page = context.new_page()
    page.route("**/*", answer)
    page.goto("/", wait_until="networkidle")
    context.close()
    return watch.taken()


@pytest.mark.parametrize("body", [*SCRIPTS.values(), *MARKUP.values()], ids=[*SCRIPTS, *MARKUP])
def test_a_forbidden_action_is_reported(chromium: Browser, watch: Watch, body: str) -> None:
    assert complaints(chromium, watch, body, scripts=True)


@pytest.mark.parametrize("body", MARKUP.values(), ids=MARKUP)
def test_a_forbidden_action_is_reported_without_scripts(chromium: Browser, watch: Watch, body: str) -> None:
    assert complaints(chromium, watch, body, scripts=False)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_page_that_obeys_its_policy_is_not_reported(chromium: Browser, watch: Watch, scripts: bool) -> None:  # noqa: FBT001 - a case
    assert complaints(chromium, watch, GOOD, scripts=scripts) == []
