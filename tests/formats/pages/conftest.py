"""Reads HTML as one page, for the tests of pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.index.formats.options import ReadOptions
from dateline.index.formats.pages.page import Page
from dateline.index.raw import NO_HINTS, Document, Hints, Outcome, RawReport
from dateline.problems import Place

OUTLET = "https://www.example.com/2021/05/news/talks-in-baku"
TEXT = (
    "The defence ministers of Azerbaijan and Belarus met in Baku on Tuesday and spoke about joint exercises.",
    "Zakir Hasanov, the minister of the host, said that the two armies would train together in the autumn.",
    "His colleague invited him to Minsk, where both sides are to sign a plan for the coming year in September.",
    "The visit ends on Thursday with a tour of a military academy, the press service of the ministry added.",
)


@pytest.fixture(scope="session")
def outcome() -> Callable[..., Outcome]:
    """Returns a function that reads HTML and returns what it gives."""

    def read(page: str | bytes, hints: Hints = NO_HINTS) -> Outcome:
        content = page.encode() if isinstance(page, str) else page
        (found,) = Page().parse(Document("page", content, Place("a.html"), len(content), hints), ReadOptions())
        return found

    return read


@pytest.fixture(scope="session")
def article(outcome: Callable[..., Outcome]) -> Callable[..., RawReport]:
    """Returns a function that reads HTML that is an article."""

    def read(page: str | bytes, hints: Hints = NO_HINTS) -> RawReport:
        found = outcome(page, hints)
        assert isinstance(found, RawReport), found
        return found

    return read


@pytest.fixture(scope="session")
def html() -> Callable[..., str]:
    """Returns a function that writes a page: a head, and a body around the paragraphs of TEXT."""

    def write(
        head: str = "", before: str = "<h1>Ministers meet in Baku</h1>", after: str = "", between: str = ""
    ) -> str:
        paragraphs = [f"<p>{each}</p>" for each in TEXT]
        text = "\n".join([*paragraphs[:2], between, *paragraphs[2:]])
        return (
            f"<!doctype html><html><head>{head}</head><body>{before}<div class=text>{text}</div>{after}</body></html>"
        )

    return write


@pytest.fixture(scope="session")
def text() -> tuple[str, ...]:
    """The paragraphs that every written page has."""
    return TEXT
