"""From HTML, or a field that may hold some, to text: no tag is left, and what is no tag stays."""

from __future__ import annotations

from html import escape
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.index.formats.markup import has_markup, has_tags, paragraphs, plain, plain_line

PIECES: Final = (
    *("<p>", "</p>", "<b", "<br/>", "<", ">", "&lt;", "&gt;", "&amp;", "&#60;", "&#x3c;", "lt;", "p", "/", "a < b"),
    *("<!--", "-->", "<![CDATA[", "]]>", "<script>", "</script>", "<?xml", "<td>", "<pre>", "\n", " ", "R&D", "i>"),
    *("<!doctype", "\x00", "\x0b", "<a href='x'>", "<textarea>", "<svg>", "<plaintext>", "\ufeff", "\ud800"),
)
MARKUP: Final = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=30).map("".join)
AS_IT_IS: Final = (
    "a < b",
    "a<b and c",
    "R&D",
    "AT&T; and others",
    "x <- y",
    "<3 you",
    "Ann <ann@example.org> wrote",
    "<Leader>x",
    "1 &lt 2 & 3",
    "line one\r\nline two\n\n\nline three",
    "",
)
PARAGRAPHS: Final = (
    ("One.", ("One.",)),
    ("<p>One.</p><p>Two.</p>", ("One.", "Two.")),
    ("<p>One.<p>Two.", ("One.", "Two.")),
    ("One.<div>Two.</div>Three.", ("One.", "Two.", "Three.")),
    ("<p>One\n  and\ttwo.</p>", ("One and two.",)),
    ("<p>a<br>b</p>", ("a\nb",)),
    ("<p>a<br/>\n<br />b</p>", ("a", "b")),
    ("<ul><li>One</li><li>Two <ol><li>Three</li></ol></li></ul>", ("One", "Two", "Three")),
    ("<table><tr><td>Goals</td><td>3</td></tr><tr><th>Cards</th><td>1</td></tr></table>", ("Goals  3", "Cards  1")),
    ("<pre>a\n  b</pre>", ("a b",)),
    ("<p>a<!-- not b -->c</p>", ("ac",)),
    ("<p>R&amp;D &#8211; &eacute;t&eacute;&nbsp;!</p>", ("R&D \u2013 \u00e9t\u00e9 !",)),
    ("<p>a<b>b</b>c</p>", ("abc",)),
    ("<p>a</p><script>x < y</script><style>p {}</style><p>b</p>", ("a", "b")),
    ("<select><option>a</option></select><textarea>b</textarea><svg><text>c</text></svg>", ()),
    ("<html><head><title>T</title></head><body><p>a</p></body></html>", ("a",)),
    ("<p>  </p><p>&nbsp;</p>", ()),
    ("", ()),
    ("<!-- only -->", ()),
)


@given(MARKUP)
@example("&amp;amp;lt;p&amp;amp;gt;")
@example("<&lt;p>p>")
@example("<<p>p>x</<p>p>")
def test_no_tag_is_left(markup: str) -> None:
    assert not has_tags(plain(markup))
    assert "\n" not in plain_line(markup)
    for paragraph in paragraphs(markup):
        assert paragraph.strip() == paragraph != ""


@pytest.mark.parametrize("text", AS_IT_IS)
def test_text_without_markup_stays_as_it_is(text: str) -> None:
    assert plain(text) == text
    assert not has_markup(text)


@pytest.mark.parametrize(("markup", "expected"), PARAGRAPHS)
def test_html_gives_paragraphs(markup: str, expected: tuple[str, ...]) -> None:
    assert paragraphs(markup) == expected


@pytest.mark.parametrize("times", range(3))
def test_markup_that_was_escaped_is_removed(times: int) -> None:
    markup = "<p>R&amp;D is <b>up</b>.</p><p>Two.</p>"
    for _ in range(times):
        markup = escape(markup)
    assert plain(markup) == "R&D is up.\n\nTwo."


def test_a_field_in_cdata_has_its_text() -> None:
    assert "<" not in plain("<![CDATA[<p>The ministers met.</p>]]>")
    assert "The ministers met." in plain("<![CDATA[<p>The ministers met.</p>]]>")


def test_a_line_is_one_line() -> None:
    assert plain_line("<p>One</p><p>two &amp;\nthree</p>") == "One two & three"
    assert plain_line("One\n two") == "One two"


@pytest.mark.parametrize("tag", ["div", "b", "ul", "table", "blockquote", "font"])
@pytest.mark.parametrize("depth", [300, 100_000])
def test_deep_nesting_loses_no_text(tag: str, depth: int) -> None:
    markup = f"<p>start {f'<{tag}>' * depth}deep{f'</{tag}>' * depth} <script>x</script><p>one<br>end"
    assert " ".join(paragraphs(markup)).split() == ["start", "deep", "one", "end"]
