"""Every link that can be reached from the first page works, and every `#anchor` is on its page."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from flask import Flask, abort
from flask.testing import FlaskClient

from dateline.archive.reading import open_archive
from dateline.index.corrections.corrections import Corrections
from dateline.search.officials.officials import Officials
from dateline.web.app import create_app
from tests.people.test_search import searching
from tests.web.markup import Markup
from tests.web.test_random_archives import random_archive

HOST = "http://localhost"
MOST = 12
"""Maximum number of addresses followed per form: a path without names, and the names of its parameters."""
ENOUGH = 600
"""Maximum number of addresses followed, nearest first; combinations of choices are endless."""
SUBJECTS = ("/article", "/country", "/official", "/office")


class Crawl:
    """Follows every link from the first page."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self.statuses: dict[str, int] = {}
        """The status of every address that was followed."""
        self._linked_from = {"/": "/"}
        self._ids: dict[str, frozenset[str]] = {}
        self._places: set[tuple[str, str, str]] = set()
        self._walk()

    @property
    def unwell(self) -> dict[str, tuple[int, str]]:
        """Broken addresses, with the status of the reply and a page that links to it."""
        return {
            address: (status, self._linked_from[address]) for address, status in self.statuses.items() if status != 200
        }

    @property
    def missing_places(self) -> set[tuple[str, str]]:
        """Pages with their links to missing anchors."""
        return {
            (page, f"{target}#{place}")
            for page, target, place in self._places
            if target in self._ids and place not in self._ids[target]
        }

    @property
    def forms(self) -> Counter[tuple[str, ...]]:
        """The number of addresses of each form that were followed."""
        return Counter(map(form, self.statuses))

    def _walk(self) -> None:
        waiting = deque(["/"])
        forms: Counter[tuple[str, ...]] = Counter()
        while waiting and len(self.statuses) < ENOUGH:
            address = waiting.popleft()
            forms[form(address)] += 1
            if forms[form(address)] <= MOST:
                for met in self._follow(address):
                    # What the archive is about comes first; of searches there is no end.
                    (waiting.appendleft if met.startswith(SUBJECTS) else waiting.append)(met)

    def _follow(self, address: str) -> Iterator[str]:
        """The addresses that are new."""
        reply = self._client.get(address, buffered=True)
        self.statuses[address] = reply.status_code
        if reply.mimetype != "text/html":
            return
        markup = Markup(reply.text)
        self._ids[address] = frozenset(markup.ids)
        for link in markup.links:
            target, place = urldefrag(urljoin(HOST + address, link))
            if not target.startswith(HOST):
                continue
            inside = target.removeprefix(HOST)
            if place:
                self._places.add((address, inside, place))
            if inside not in self._linked_from:
                self._linked_from[inside] = address
                yield inside


def form(address: str) -> tuple[str, ...]:
    """The form of an address."""
    parts = urlsplit(address)
    first, *rest = parts.path.removeprefix("/").split("/")
    end = re.sub(r".*?(\.[a-z]+)?\Z", r"\1", rest[-1]) if rest else ""
    path = f"/{first}/{len(rest)}{end}" if f"/{first}" in SUBJECTS else parts.path
    return (path, *sorted({name for name, _ in parse_qsl(parts.query)}))


def assert_well(crawl: Crawl) -> None:
    assert crawl.unwell == {}
    assert crawl.missing_places == set()
    assert len(crawl.statuses) == ENOUGH
    assert {f"{subject}/{1 + (subject == '/office')}" for subject in SUBJECTS} <= {path for path, *_ in crawl.forms}


def crawled(**pages: str) -> Crawl:
    """A crawl of a few pages, the first of which is `first`."""
    app = Flask(__name__)

    def page(name: str = "first") -> str:
        return pages.get(name) or abort(404)

    app.add_url_rule("/", "first", page)
    app.add_url_rule("/<name>", "page", page)
    return Crawl(app.test_client())


def test_a_missing_anchor_is_reported() -> None:
    crawl = crawled(
        first='<h1 id="top">All</h1><a href="#top">up</a><a href="#bottom">down</a>'
        '<a href="/other#there">there</a><a href="other#gone">gone</a><a href="/other?q=1#late">late</a>',
        other='<p id="there">There.</p><a href="/#top">back</a><a href="/#There">in other letters</a>',
    )
    assert crawl.unwell == {}
    assert crawl.missing_places == {
        ("/", "/#bottom"),
        ("/", "/other#gone"),
        ("/", "/other?q=1#late"),
        ("/other", "/#There"),
        ("/other?q=1", "/#There"),
    }


def test_a_missing_page_is_reported_with_a_page_that_links_to_it() -> None:
    crawl = crawled(
        first='<a href="/other">on</a><a href="https://example.org/">away</a>', other='<a href="/lost">x</a>'
    )
    assert crawl.unwell == {"/lost": (404, "/other")}


def test_every_link_of_the_sample_archive_works(sample_data: Path) -> None:
    with open_archive(sample_data) as archive:
        assert_well(Crawl(create_app(archive.service, archive.officials).test_client()))


def test_every_link_of_a_random_archive_works() -> None:
    with searching(random_archive(4)) as (service, store):
        assert_well(Crawl(create_app(service, Officials(service, store.people, store, Corrections)).test_client()))
