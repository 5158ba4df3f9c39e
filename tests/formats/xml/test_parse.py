"""Parsing XML: nothing is expanded or fetched, small damage is repaired, encodings are found."""

from __future__ import annotations

import pytest

from dateline.index.formats.xml.parse import Refusal, Tree, parse_xml
from dateline.index.raw import RejectKind

BOMB = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY z "&y;&y;&y;&y;">]><a>&z;</a>'
LARGE = f'<!DOCTYPE a [<!ENTITY x "{"ha" * 5000}">]><a>{"&x;" * 200}</a>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.test/x.dtd"> %x;]><a>b</a>'


def parsed(content: str | bytes, charset: str | None = None) -> Tree:
    tree = parse_xml(content.encode() if isinstance(content, str) else content, charset)
    assert isinstance(tree, Tree), tree
    return tree


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        LARGE,
        PARAMETER,
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x PUBLIC "x" "http://example.test/x">]><a>&x;</a>',
    ],
    ids=["bomb", "large", "parameter", "file", "address"],
)
def test_entities_that_expand_or_read_files_are_unsafe(content: str) -> None:
    refusal = parse_xml(content.encode())
    assert isinstance(refusal, Refusal)
    assert refusal.kind is RejectKind.UNSAFE


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<a>&lt;b&gt; &amp; &#233;&#xE9;</a>", "<b> & éé"),
        ("<a>caf&eacute;&nbsp;&mdash; &hellip;</a>", "café\xa0— …"),
        ("<a>1 < 2 <3</a>", "1 < 2 <3"),
        ("<a>R&D, AT & T, &unknown;</a>", "R&D, AT & T, &unknown;"),
        ("<a><![CDATA[<p>R&D</p>]]></a>", "<p>R&D</p>"),
        ('<!DOCTYPE a [<!ENTITY agency "Harbour Post">]><a>&agency;</a>', "Harbour Post"),
        ('<!DOCTYPE a SYSTEM "http://example.test/a.dtd"><a>b</a>', "b"),
        ('<!DOCTYPE a [<!ENTITY pic SYSTEM "a.jpg" NDATA jpeg>]><a>b</a>', "b"),
        ("\ufeff\n<?xml version='1.0'?>\n<!-- c --><a>b</a>", "b"),
        ("<a>b\x03c&#3;d</a>", "bcd"),
    ],
)
def test_references_become_characters(content: str, text: str) -> None:
    assert parsed(content).root.text == text


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        ("<a>é</a>".encode("utf-16"), None, "é"),
        ('<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode("utf-16-le"), None, "é"),
        ('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'.encode("latin-1"), None, "é"),
        ('<?xml version="1.0" encoding="windows-1251"?><a>Минск</a>'.encode("cp1251"), None, "Минск"),
        ("<a>Минск</a>".encode("cp1251"), "windows-1251", "Минск"),
        ('<?xml version="1.0" encoding="iso-8859-1"?><a>Tromsø</a>'.encode(), None, "Tromsø"),
        ('<?xml version="1.0" encoding="no-such"?><a>é</a>'.encode("latin-1"), None, "é"),
    ],
)
def test_bytes_count_more_than_declared_encodings(content: bytes, charset: str | None, text: str) -> None:
    assert parsed(content, charset).root.text == text


def test_names_lose_their_namespaces() -> None:
    tree = parsed('<x:a xmlns:x="http://example.test/"><x:b/><y:c/></x:a>')
    assert [tree.root.tag, *(each.tag for each in tree.root)] == ["a", "b", "c"]


def test_small_damage_is_repaired_and_named() -> None:
    tree = parsed("<a><b>one</c></b><d>two</d></a>")
    assert tree.root.findtext("d") == "two"
    assert tree.problem is not None
    assert tree.problem.startswith("damaged XML: ")


@pytest.mark.parametrize("end", ["", "<", "</", "<b", "<b>", "text", "</b"])
def test_a_document_without_its_end_is_cut(end: str) -> None:
    assert parsed(f"<a><b>one</b>{end}").is_cut
    assert not parsed("<a><b>one</b></a>").is_cut


@pytest.mark.parametrize("content", ["", "no markup", "<", "<a" * 9])
def test_what_has_no_element_is_refused(content: str) -> None:
    refusal = parse_xml(content.encode())
    assert not isinstance(refusal, Tree) or refusal.problem


def test_deep_nesting_is_bounded() -> None:
    assert parse_xml(b"<a>" * 100_000)
