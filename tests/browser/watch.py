"""Errors in a browser under test: blocked by the policy, failed scripts, requests to other hosts."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, Response, WebError

HERE = "127.0.0.1"
_COMPLAINTS = {"error", "warning", "assert"}
_ANSWERED_BADLY = "Failed to load resource: the server responded with a status of"
"""Chromium's message for an error status, which `_response` judges: tests often expect a missing page."""


class Watch:
    """Collects the errors of every window of a browser. Chromium logs what the policy blocks to its console."""

    def __init__(self, browser: Browser) -> None:
        self._said: list[str] = []
        browser.on("context", self._context)

    def taken(self) -> list[str]:
        """The errors since the last call."""
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
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.hostname != HERE:
            self._said.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self._said.append(f"a part of a page is not there: {response.status} {response.url}")
