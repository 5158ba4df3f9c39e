"""What a robots.txt allows: the examples of RFC 9309, and files as sites have them."""

from __future__ import annotations

import time

import pytest

from dateline.index.follow.robots import LONGEST_DELAY, Robots

AGENT = "Dateline/1.0 (+https://example.org)"


def robots(text: str | bytes) -> Robots:
    return Robots(200, text if isinstance(text, bytes) else text.encode(), 0.0)


def allows(text: str | bytes, path: str, agent: str = AGENT) -> bool:
    return robots(text).allow(agent, f"https://example.org{path}")


SIMPLE = """\
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot

"""
"""RFC 9309, 5.1."""


@pytest.mark.parametrize(
    ("agent", "path", "expected"),
    [
        ("Dateline", "/picture.gif", False),
        ("Dateline", "/picture.gif?size=2", True),
        ("Dateline", "/example/page.html", False),
        ("Dateline", "/publications/1", True),
        ("foobot", "/other", False),
        ("foobot", "/example/page.html", True),
        ("foobot", "/example/allowed.gif", True),
        ("barbot", "/example/page.html", False),
        ("bazbot/2.0", "/example/page.html", False),
        ("bazbot", "/example/", True),
        ("quxbot", "/example/page.html", True),
    ],
)
def test_the_simple_example_of_the_standard(agent: str, path: str, *, expected: bool) -> None:
    assert allows(SIMPLE, path, agent) is expected


def test_the_longest_match_decides() -> None:
    text = "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n"
    assert allows(text, "/example/page/a.gif", "foobot")
    assert not allows(text, "/example/page/disallowed.gif", "foobot")


def test_of_two_rules_that_are_as_long_the_one_that_allows_decides() -> None:
    assert allows("User-agent: *\nDisallow: /page\nAllow: /page\n", "/page")


@pytest.mark.parametrize(
    ("rule", "path", "is_matched"),
    [
        ("/fish", "/fish", True),
        ("/fish", "/fishheads/yummy.html", True),
        ("/fish", "/Fish.asp", False),
        ("/fish", "/catfish", False),
        ("/fish*", "/fish", True),
        ("/fish/", "/fish", False),
        ("/*.php", "/folder/filename.php?parameters", True),
        ("/*.php", "/windows.PHP", False),
        ("/*.php$", "/filename.php/", False),
        ("/*.php$", "/folder/filename.php", True),
        ("/fish*.php", "/fishheads/catfish.php?id=5", True),
        ("/a*b*c$", "/aXbYc", True),
        ("/a*b*c$", "/aXbYcZ", False),
        ("/ab*b$", "/ab", False),
        ("/$", "/", True),
        ("/$", "/a", False),
        ("*", "/anything", True),
        ("/a$b", "/a$b", True),
    ],
)
def test_wildcards(rule: str, path: str, *, is_matched: bool) -> None:
    assert allows(f"User-agent: *\nDisallow: {rule}\n", path) is not is_matched


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("/foo/bar/\u30c4", "/foo/bar/%E3%83%84"),
        ("/foo/bar/%E3%83%84", "/foo/bar/\u30c4"),
        ("/foo/bar/%62%61%7A", "/foo/bar/baz"),
        ("/foo/bar/baz", "/foo/bar/%62%61%7a"),
        ("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar"),
        ("/a%2fb", "/a%2Fb"),
    ],
    ids=["letters", "escaped-letters", "needless-rule", "needless-path", "query", "case"],
)
def test_paths_are_compared_as_the_standard_escapes_them(rule: str, path: str) -> None:
    assert not allows(f"User-agent: *\nDisallow: {rule}\n", path)


def test_an_escaped_slash_is_no_slash() -> None:
    assert allows("User-agent: *\nDisallow: /a/b\n", "/a%2Fb")


def test_several_groups_of_one_robot_are_one() -> None:
    text = "User-agent: dateline\nDisallow: /c\n\nUser-agent: *\nDisallow: /\n\nUser-agent: Dateline\nDisallow: /d\n"
    assert [allows(text, path) for path in ("/c", "/d", "/e")] == [False, False, True]


def test_blank_lines_and_unknown_lines_do_not_end_a_group() -> None:
    text = "User-agent: other\nSitemap: https://example.org/s.xml\n\nUser-agent: dateline\n\nNonsense\nDisallow: /a\n"
    assert not allows(text, "/a")
    assert not allows(text, "/a", "other")


def test_a_group_for_another_name_that_begins_the_same_is_not_ours() -> None:
    assert allows("User-agent: date\nDisallow: /\n", "/a")
    assert allows("User-agent: dateline-news\nDisallow: /\n", "/a")


def test_rules_before_any_group_and_empty_ones_are_ignored() -> None:
    assert allows("Disallow: /\nUser-agent: *\nDisallow:\n", "/a")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_comments_and_spaces(end: str) -> None:
    text = end.join(["# for all", "  USER-AGENT : *  # all", "disallow : /a # not this", ""])
    assert not allows(text, "/a")
    assert allows(text, "/b")


def test_a_byte_order_mark_is_no_text() -> None:
    assert not allows(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n", "/a")


def test_bytes_that_are_no_text_are_compared_as_bytes() -> None:
    assert not allows(b"User-agent: *\nDisallow: /caf\xe9\n", "/caf%E9")


def test_the_robots_txt_itself_may_be_read() -> None:
    assert allows("User-agent: *\nDisallow: /\n", "/robots.txt")


def test_an_answer_that_is_a_page_forbids_nothing() -> None:
    assert allows("<!DOCTYPE html><html><body>User-agent: no</body></html>", "/a")


def test_a_crawl_delay_is_that_of_our_group_and_has_a_limit() -> None:
    text = "User-agent: *\nCrawl-delay: 9\n\nUser-agent: dateline\nCrawl-delay: 2.5\nDisallow: /a\n"
    assert robots(text).delay(AGENT) == 2.5
    assert robots(text).delay("other") == 9
    assert robots("User-agent: *\nCrawl-delay: 86400").delay(AGENT) == LONGEST_DELAY
    assert robots("User-agent: *\nCrawl-delay: soon").delay(AGENT) == 0
    assert not allows(text, "/a")


def test_a_huge_file_is_read_to_a_limit_in_little_time() -> None:
    started = time.monotonic()
    text = "User-agent: *\nDisallow: /first\n" + "Disallow: /*a*a*a*a*a*a*a*a*b$\n" * 40_000 + "Disallow: /last\n"
    rules = robots(text)
    assert not rules.allow(AGENT, "https://example.org/first")
    assert rules.allow(AGENT, "https://example.org/last")
    assert rules.allow(AGENT, "https://example.org/" + "a" * 2_000)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("status", "is_allowed"), [(200, False), (404, True), (403, True), (429, False), (500, False), (None, False)]
)
def test_what_the_answer_means(status: int | None, *, is_allowed: bool) -> None:
    found = Robots(status, b"User-agent: *\nDisallow: /", 0.0)
    assert found.allow(AGENT, "https://example.org/a") is is_allowed
