"""What a browser complains of while tests use it: refusals by the policy, errors of scripts, requests that leave."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, Response, WebError

HERE = "127.0.0.1"
_COMPLAINTS = {"error", "warning", "assert"}
_ANSWERED_BADLY = "Failed to load resource: the server responded with a status of"
"""How Chromium says what `_response` judges: that a page is missing is often what a test is about."""


class Watch:
    """Keeps the complaints of every window of a browser. Chromium tells in its console what a policy refuses."""

    def __init__(self, browser: Browser) -> None:
        self._said: list[str] = []
        browser.on("context", self._context)

    def taken(self) -> list[str]:
        """The complaints since this was last asked."""
        said, self._said = self._said, []
        return said

    def _context(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in _COMPLAINTS and not message.text.startswith(_ANSWERED_BADLY):
            self._said.append(f"{message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self._said.append(f"a script failed: {error.error}")

    def _request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in {"data", "blob"} and asked.hostname != HERE:
            self._said.append(f"asked of another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self._said.append(f"a part of a page is not there: {response.status} {response.url}")
