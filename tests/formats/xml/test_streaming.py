"""Messages that are larger than an article may be: read article by article."""

from __future__ import annotations

from dateline.index.formats.stretch import LIMIT
from dateline.index.formats.xml.format import XmlFormat
from dateline.index.formats.xml.newsml_g2 import NewsmlG2
from dateline.index.formats.xml.nitf import Nitf
from dateline.index.raw import Document, RejectKind
from tests.formats.parsed import documents, reject, reports

DECLARED = '<?xml version="1.0" encoding="iso-8859-1"?>\n'
ROOT = '<n:newsMessage xmlns:n="http://iptc.org/std/nar/2006-10-01/"><n:header/><n:itemSet>'
TEXT = (
    "<inlineXML><nitf><body><body.content><p>"
    + "Une journée à la mer, près du château. " * 2_500
    + "</p></body.content></body></nitf></inlineXML>"
)


def message(count: int) -> bytes:
    items = "".join(
        f'<newsItem guid="{number}"><contentMeta><headline>H</headline></contentMeta>'
        f"<contentSet>{TEXT}</contentSet></newsItem>"
        for number in range(count)
    )
    return (DECLARED + ROOT + items + "</n:itemSet></n:newsMessage>").encode("latin-1")


def test_a_long_message_is_read_article_by_article() -> None:
    content = message(100)
    assert len(content) > LIMIT
    split = [each for each in documents(XmlFormat(NewsmlG2()), content) if isinstance(each, Document)]
    assert [each.item for each in split] == list(range(1, 101))
    assert max(len(each.content) for each in split) < LIMIT // 10


def test_articles_of_a_long_message_are_whole() -> None:
    read = reports(XmlFormat(NewsmlG2()), message(100))
    assert [(each.given_id, each.item) for each in read] == [(str(number), number + 1) for number in range(100)]
    assert all(each.paragraphs[0].startswith("Une journée à la") for each in read)
    assert read[1].place.byte == read[0].byte_end


def test_one_article_that_is_too_long_is_rejected() -> None:
    content = b"<nitf>" + b"x" * LIMIT + b"</nitf>"
    only = reject(XmlFormat(Nitf()), content)
    assert only.kind is RejectKind.TOO_LARGE
    assert only.byte_end == len(content)
