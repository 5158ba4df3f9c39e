"""Inputs that once stopped a parser, as small as they still do, and inputs that are made to."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import pytest

from dateline.index.raw import Outcome, RawReject, RawReport, RejectKind

Reader = Callable[..., list[Outcome]]
SECONDS: Final = 5.0
FEED: Final = b"<rss version='2.0'><channel><item><title>Talks</title></item></channel></rss>"
STARTS: Final = {
    "nitf": b"<nitf><body><body.content>",
    "newsml-g2": b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><contentSet><inlineXML>",
    "newsml-1": b"<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>",
    "feed": b"<rss version='2.0'><channel><item><title>x</title><description>",
    "html": b"<!doctype html><html><body><article>",
    "sgml": b"<DOC>\n<DOCNO>1</DOCNO>\n<TEXT>\n",
    "json": b'{"title": "x", "body": "',
    "csv": b'title,body\nx,"',
    "mail": b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n\n",
    "plain": b"Talks in Minsk\n\n",
}
REPEATED: Final = (
    b"<p>",
    b"<!--",
    b"<![CDATA[",
    b"&lt;b&gt;",
    b"<",
    b"[",
    b"{",
    b'"',
    b"\\",
    b"\0",
    b"&amp;",
    b"<br/>",
)
PIECES: Final = 20_000


@pytest.mark.parametrize(
    "content",
    [
        b"<?xml version='1.0' encoding='\xd2'?>" + FEED,
        b"<rss version='2.0'><channel><width></height></width><item><title>Talks</title></item></channel></rss>",
        b"<!-- a --> " * 40 + b"<rss",
        b"<nitf><a:43>Talks</a:43></nitf>",
        b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><a:>Talks</a:></newsItem>",
        b'{"title": "Talks", "body": "Ministers met.", "id": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_once_stopped_a_parser_stops_none(read_bytes: Reader, content: bytes) -> None:
    assert faults(read_bytes(content)) == []


def test_a_number_with_too_many_digits_does_not_cost_the_article(read_bytes: Reader) -> None:
    (report,) = read_bytes(b'{"title": "Talks", "body": "Ministers met.", "size": ' + b"9" * 5000 + b"}")
    assert isinstance(report, RawReport)


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("start", STARTS.values(), ids=list(STARTS))
def test_a_piece_repeated_without_end_is_read_in_time(read_bytes: Reader, start: bytes, piece: bytes) -> None:
    started = time.process_time()
    outcomes = read_bytes(start + piece * PIECES + b"Ministers met.")
    assert time.process_time() - started < SECONDS
    assert outcomes
    assert faults(outcomes) == []


@pytest.mark.parametrize("start", ["nitf", "newsml-g2", "newsml-1", "feed"])
def test_entities_neither_expand_without_end_nor_read_files(read_bytes: Reader, start: str) -> None:
    layers = b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10) for n in range(12))
    for declared in (b'<!ENTITY e0 "ha">' + layers, b'<!ENTITY e12 SYSTEM "file:///etc/passwd">'):
        outcomes = read_bytes(b"<!DOCTYPE x [" + declared + b"]>" + STARTS[start] + b"&e12;")
        assert faults(outcomes) == []
        texts = "".join(each.body + "".join(each.paragraphs) for each in outcomes if isinstance(each, RawReport))
        assert len(texts) < 1000
        assert "root:" not in texts


def faults(outcomes: list[Outcome]) -> list[str]:
    bad = (RejectKind.FAULT, RejectKind.TIMEOUT)
    return [each.reason for each in outcomes if isinstance(each, RawReject) and each.kind in bad]
