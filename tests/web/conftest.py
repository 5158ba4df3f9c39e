"""An application over the archive in memory, and the visible content of its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dateline.web.app import create_app
from tests.web.memory import MemoryArchive
from tests.web.memory_people import officials_of

TODAY = date(2024, 6, 1)


class Link(msgspec.Struct, frozen=True):
    """A link of a page: its address, its text with single blanks, its classes, and its facet."""

    href: str
    text: str
    kind: str
    facet: str | None

    @property
    def count(self) -> int:
        """The last number in its text."""
        return int("".join(letter if letter.isdigit() else " " for letter in self.text.replace(",", "")).split()[-1])


class Seen(HTMLParser):
    """The visible content of a page: text without markup, links, and the total."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.total: int | None = None
        self.links: list[Link] = []
        self._facets: list[str | None] = []
        self._open: tuple[str, str, list[str]] | None = None
        self._text: list[str] = []
        self.feed(html)

    @property
    def text(self) -> str:
        """All text, with single blanks."""
        return " ".join("".join(self._text).split())

    def facet(self, name: str) -> list[Link]:
        """The links of values in one facet."""
        return [link for link in self.links if link.facet == name and link.kind in {"value", "count alone"}]

    def value(self, facet: str, label: str) -> Link:
        """The link of one value."""
        return next(link for link in self.facet(facet) if label in link.text and link.kind == "value")

    def chips(self) -> list[Link]:
        """The chosen values."""
        return [link for link in self.links if link.kind == "chip"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "details":
            self._facets.append(given.get("data-facet"))
        if tag == "a":
            self._open = (given.get("href", ""), given.get("class", ""), [])
        if "data-total" in given:
            self.total = int(given["data-total"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self._facets.pop()
        if tag == "a" and self._open:
            href, kind, text = self._open
            facet = next((name for name in reversed(self._facets) if name), None)
            self.links.append(Link(href, " ".join("".join(text).split()), kind, facet))
            self._open = None

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        if self._open:
            self._open[2].append(data)


@pytest.fixture
def archive() -> MemoryArchive:
    return MemoryArchive()


@pytest.fixture
def app(archive: MemoryArchive) -> Flask:
    app = create_app(archive, officials_of(archive), today=lambda: TODAY)
    # Errors that nothing foresaw are to fail the test that met them, unless it is about them.
    app.config["TESTING"] = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def twin(client: FlaskClient) -> Callable[[str], dict[str, object]]:
    """Fetch a JSON address."""

    def fetch(address: str) -> dict[str, object]:
        return msgspec.json.decode(client.get(address).data, type=dict[str, object])

    return fetch


@pytest.fixture
def see(client: FlaskClient) -> Callable[[str], Seen]:
    """Open an address, which must answer 200."""

    def open_page(address: str) -> Seen:
        response = client.get(address)
        assert response.status_code == 200, address
        return Seen(response.text)

    return open_page
