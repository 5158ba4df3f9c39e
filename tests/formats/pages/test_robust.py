"""Hostile, broken and real pages: nothing raises, nothing is slow, and no markup reaches an article."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.index.formats.format import Certainty, Head
from dateline.index.formats.markup import has_tags
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.pages.page import Page
from dateline.index.raw import NO_HINTS, Document, Hints, Outcome, Passed, RawReject, RawReport, RejectKind
from dateline.problems import Place

Read = Callable[..., Outcome]

SECONDS = 5.0
PIECES = (
    *("<!doctype html>", "<html lang=en>", "<head>", "<title>", "</title>", "<body>", "<h1>", "</h1>", "<p>", "</p>"),
    *(
        "<div class='comment",
        "<article>",
        "</article>",
        "<a href='",
        "'>",
        "<time datetime=2021>",
        "<meta property=og:title content='",
    ),
    *(
        "<script type=application/ld+json>",
        '{"@type": "NewsArticle", "headline": ',
        '"x',
        "]}",
        "</script>",
        "<!--",
        "-->",
    ),
    *(
        "<![CDATA[",
        "<?xml version='1.0'?>",
        "&amp;lt;b&amp;gt;",
        "&#x110000;",
        "\0",
        "\ufffe",
        "<base href='//['>",
        "<table><tr><td>",
    ),
    "<link rel=canonical href='http://[",
    "A sentence of an article, which is long enough to count as one of its paragraphs. ",
)
HOSTILE = {
    "deep elements": "<div>" * 100_000,
    "deep inline elements": "<b>x" * 100_000,
    "a huge attribute": f"<p class='{'x ' * 3_000_000}'>",
    "many attributes": f"<p {' '.join(f'a{number}=1' for number in range(200_000))}>",
    "deep JSON-LD": f"<script type=application/ld+json>{'[' * 100_000}</script>",
    "many links": "<a href=x>x" * 50_000,
    "many brackets": "<" * 1_000_000,
    "deep tables": "<table><tr><td>" * 30_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_are_read_in_seconds(outcome: Read, text: tuple[str, ...], kind: str) -> None:
    body = "".join(f"<p>{each}</p>" for each in text)
    started = time.process_time()
    outcome(f"<html><body><h1>Talks</h1>{body}{HOSTILE[kind]}{body}</body></html>")
    assert time.process_time() - started < SECONDS


def test_a_page_nested_too_deeply_is_rejected(outcome: Read) -> None:
    found = outcome(f"<html><body>{'<div>' * 100_000}<p>A sentence.</p></body></html>")
    assert isinstance(found, RawReject)
    assert found.kind is RejectKind.LIMIT


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=2_000),
        st.lists(st.sampled_from(PIECES), max_size=60).map(lambda parts: "".join(parts).encode()),
    )
)
@example(b"")
@example(b"<html>")
def test_any_bytes_give_one_outcome_without_markup(content: bytes) -> None:
    (found,) = Page().parse(Document("page", content, Place("a"), len(content)), ReadOptions())
    assert_sound(found)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_page_cut_anywhere_gives_one_outcome(data: st.DataObject) -> None:
    page = "".join(PIECES).encode()
    end = data.draw(st.integers(0, len(page)))
    (found,) = Page().parse(Document("page", page[:end], Place("a"), end), ReadOptions())
    assert_sound(found)


def real_pages(shared: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((shared / "formats").glob("html-*/**/*.html*")):
        content = path.read_bytes()
        yield path.name, gzip.decompress(content) if path.suffix == ".gz" else content


def test_no_markup_is_read_from_real_pages(shared: Path, outcome: Read) -> None:
    articles = 0
    for name, content in real_pages(shared):
        found = outcome(content, Hints(name=name))
        assert_sound(found)
        articles += isinstance(found, RawReport)
    assert articles >= 50


def assert_sound(found: Outcome) -> None:
    if isinstance(found, RawReport):
        fields = (
            found.headline,
            found.byline,
            found.source,
            found.section,
            found.genre,
            found.language,
            found.published,
        )
        for value in (*fields, *found.keywords, *found.paragraphs):
            assert value is None or not has_tags(value), value
            assert value is None or value.strip(), found
        assert found.paragraphs
    else:
        assert isinstance(found, RawReject | Passed)
        assert found.reason


RECOGNISED = [
    (b"<!DOCTYPE html><html>", NO_HINTS, Certainty.SURE),
    (b"\xef\xbb\xbf\n<!-- saved from url=(0014)about:internet -->\n<HTML>", NO_HINTS, Certainty.SURE),
    (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", NO_HINTS, Certainty.SURE),
    ("<html>".encode("utf-16"), NO_HINTS, Certainty.SURE),
    (b"<p>A fragment</p>", NO_HINTS, Certainty.LIKELY),
    (b"\n<b>BAKU</b> - talks", Hints(media_type="text/html"), Certainty.LIKELY),
    (b"BAKU, Azerbaijan, May 18", Hints(media_type="text/html"), Certainty.NO),
    (b"<?xml version='1.0'?><rss>", Hints(media_type="text/html"), Certainty.NO),
    (b"<nitf><head><title>x", NO_HINTS, Certainty.NO),
    (b'{"html": "<html>"}', NO_HINTS, Certainty.NO),
    (b"\x89PNG\r\n\x1a\n\0\0<html>", NO_HINTS, Certainty.NO),
]


@pytest.mark.parametrize(("content", "hints", "certainty"), RECOGNISED)
def test_a_page_is_recognised_by_its_opening(content: bytes, hints: Hints, certainty: Certainty) -> None:
    assert Page().recognise(Head(content, hints)) is certainty
