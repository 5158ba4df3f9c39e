"""Front matter and Markdown: fields, and a body without marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.formats.fields import Json
from dateline.index.formats.format import Certainty
from dateline.index.formats.text.front_matter import FrontMatter
from dateline.index.formats.text.yaml_subset import read_mapping
from dateline.index.raw import Hints, Passed, RejectKind
from tests.formats.parsed import certainty, outcomes, reject, report

FORMAT = FrontMatter()
YAML = """---
title: "Ministers meet: a plan"
date: 2021-05-18 10:00:00 +0400
author: Anna Berg
tags: [oil, "gas, and coal"]
lang: en
url: /2021/05/plan/
canonical_url: https://post.test/plan
# a comment
layout: post
---
They met on *Tuesday*.

They left.
"""
TOML = """+++
title = "Ministers meet"
date = 2021-05-18T10:00:00Z
authors = ["Anna Berg", "Jon Dahl"]
tags = ["oil"]
+++
They met.
"""


def test_fields_are_read_from_yaml() -> None:
    assert certainty(FORMAT, YAML.encode()) is Certainty.LIKELY
    read = report(FORMAT, YAML.encode())
    assert (read.headline, read.byline, read.language) == ("Ministers meet: a plan", "Anna Berg", "en")
    assert read.published == "2021-05-18 10:00:00 +0400"
    assert read.keywords == ("oil", "gas, and coal")
    assert (read.body, read.paragraphs) == ("", ("They met on Tuesday.", "They left."))


def test_addresses_within_a_site_are_left_out() -> None:
    assert report(FORMAT, b"---\ntitle: A\nurl: /2021/\n---\nB").url is None
    assert report(FORMAT, b"---\ntitle: A\nurl: https://a.test/b\n---\nB").url == "https://a.test/b"


def test_fields_are_read_from_toml() -> None:
    assert certainty(FORMAT, TOML.encode()) is Certainty.LIKELY
    read = report(FORMAT, TOML.encode())
    assert (read.headline, read.published) == ("Ministers meet", "2021-05-18T10:00:00Z")
    assert (read.byline, read.keywords) == ("Anna Berg, Jon Dahl", ("oil",))


def test_front_matter_that_is_no_toml_is_left_out_with_a_problem() -> None:
    read = report(FORMAT, b"+++\ntitle = A\n+++\nThey met.")
    assert read.paragraphs == ("They met.",)
    assert [each.text for each in read.problems] == ["the front matter is not TOML; it was left out"]


@pytest.mark.parametrize("line", ["draft: true", "published: false", "status: Draft"])
def test_drafts_are_passed_over(line: str) -> None:
    (passed,) = outcomes(FORMAT, f"---\ntitle: A\n{line}\n---\nB".encode())
    assert isinstance(passed, Passed)


def test_published_may_be_a_date_or_a_yes() -> None:
    assert report(FORMAT, b"---\npublished: 2021-05-18\n---\nB").published == "2021-05-18"
    assert report(FORMAT, b"---\npublished: true\ndate: 2021-05-18\n---\nB").published == "2021-05-18"


@pytest.mark.parametrize(
    "text",
    [
        "# Ministers meet\n\nThey met.",
        "Ministers meet\n=====\nThey met.",
        "---\ndate: 2021\n---\n# Ministers *meet*\nThey met.",
    ],
)
def test_a_heading_that_opens_the_text_is_the_headline(text: str) -> None:
    assert certainty(FORMAT, text.encode()) is Certainty.LIKELY
    read = report(FORMAT, text.replace("\n", "\r\n").encode())
    assert (read.headline, read.paragraphs) == ("Ministers meet", ("They met.",))


@pytest.mark.parametrize(
    ("markdown", "paragraphs"),
    [
        ("A **bold** _word_ and `code`.", ("A bold word and code.",)),
        ("A [link](http://a.test) and <http://b.test>.", ("A link and http://b.test.",)),
        ("![picture](a.jpg)\n\nA", ("A",)),
        ("## Heading\nA\nB", ("Heading", "A B")),
        ("- A\n- B\n\n1. C", ("A", "B", "C")),
        ("> quoted\n\nA", ("quoted", "A")),
        ("A<br>B &amp; C", ("A\nB & C",)),
        ("A  \nB", ("A\nB",)),
        ("|a|b|\n|-|-|\n|c|d|", ("a  b", "c  d")),
        ('{{< figure src="a.jpg" >}}\nA {% include x %}B', ("A B",)),
        ("A[^1]\n\n[^1]: Note", ("A", "Note")),
        ("snake_case_word 2 * 3 * 4", ("snake_case_word 2 * 3 * 4",)),
    ],
)
def test_marks_of_markdown_become_text(markdown: str, paragraphs: tuple[str, ...]) -> None:
    assert report(FORMAT, f"---\ntitle: T\n---\n{markdown}".encode()).paragraphs == paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "BAKU, Azerbaijan, May 18\n\nTrend:\n\nThe minister met.",
        "---\n\nThe minister met.\n\n---\n\nThey left.",
        "#hashtag of the day",
        "---\ntitle: never closed\n\nText",
        "Text\n\n# Heading below",
    ],
)
def test_other_text_is_not_recognised(text: str) -> None:
    assert certainty(FORMAT, text.encode()) is Certainty.NO


@pytest.mark.parametrize("hints", [Hints(name="A.md"), Hints(media_type="text/markdown")])
def test_a_name_or_media_type_says_that_text_is_markdown(hints: Hints) -> None:
    assert certainty(FORMAT, b"A *word*.", hints) is Certainty.LIKELY


def test_a_lower_heading_counts_where_text_is_said_to_be_markdown() -> None:
    for text in ("## Ministers meet\nThey met.", "Ministers meet\n---\nThey met."):
        assert certainty(FORMAT, text.encode()) is Certainty.NO
        assert report(FORMAT, text.encode()).headline == "Ministers meet"


def test_fields_without_a_body_or_headline_are_rejected() -> None:
    assert reject(FORMAT, b"---\ndate: 2021-05-18\n---\n").kind is RejectKind.NO_TEXT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b", {"a": "b"}),
        ("a: 'it''s' # c", {"a": "it's"}),
        (r'a: "b\u00e9\n\"c\""', {"a": 'b\u00e9\n"c"'}),
        ("a: http://b.test/#c", {"a": "http://b.test/#c"}),
        ("a: b # c", {"a": "b"}),
        ("a:\n- b\n- 'c: d'\ne: f", {"a": ["b", "c: d"], "e": "f"}),
        ("a:\n  - b\n  # c\n  - d", {"a": ["b", "d"]}),
        ("a: [b, 'c, d',\n  e]", {"a": ["b", "c, d", "e"]}),
        ("a:\n  name: b\n  mail: c\nd: e", {"a": {"name": "b", "mail": "c"}, "d": "e"}),
        ("a:\n  - name: b\n    mail: c\n  - name: d", {"a": [{"name": "b", "mail": "c"}, {"name": "d"}]}),
        ("a: >\n  b\n  c\n\n  d\ne: f", {"a": "b c\n\nd", "e": "f"}),
        ("a: |-\n  b\n  c", {"a": "b\nc"}),
        ("a: b\n  c\nd: e", {"a": "b c", "d": "e"}),
        ("a: 'b\n  c: d'\ne: f", {"a": "b c: d", "e": "f"}),
        ("a:\nb: ~\nc: d", {"a": None, "b": None, "c": "d"}),
        ("a: b\n??\nc: d", {"a": "b", "c": "d"}),
        ("a b: c\n'd': e", {"a b": "c", "d": "e"}),
    ],
)
def test_yaml_of_front_matter_is_understood(text: str, expected: dict[str, Json]) -> None:
    assert read_mapping(text) == expected


PIECES = st.sampled_from(
    [
        "---\n",
        "+++\n",
        "a: ",
        "- ",
        "  ",
        "\n",
        "[",
        "]",
        '"',
        "'",
        "|\n",
        ">",
        "# ",
        "a = 1\n",
        "\\u12",
        "*",
        "![",
        "](",
        "{{<",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=4), max_size=60).map("".join))
def test_any_text_ends_as_one_outcome(text: str) -> None:
    content = text.encode(errors="replace")
    certainty(FORMAT, content)
    assert len(outcomes(FORMAT, content)) == 1
    assert len(outcomes(FORMAT, b"---\na: b\n" + content)) == 1
