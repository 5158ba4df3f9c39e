"""Agreement with real files of agencies: titles and days of all, words of the text of nearly all.

What is right is taken from the files by XPath, one for each vocabulary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from dateline.index.formats.format import Certainty
from dateline.index.formats.markup import Element
from dateline.index.formats.xml.format import XML_FORMATS
from dateline.index.raw import RawReport
from tests.formats.parsed import certainty, outcomes

FOLDERS = ("newsml-g2-iptc", "superdesk-aap", "superdesk-core", "superdesk-ntb")


class Paths(NamedTuple):
    """Where the parts of an article stand, by names without namespaces."""

    item: str
    title: str
    day: str
    text: str


PATHS = {
    "newsml-g2": Paths(
        "//newsItem",
        "contentMeta/headline[not(contains(@role, 'sub'))]",
        "itemMeta/firstCreated[text()]|contentMeta/contentCreated[text()]|itemMeta/versionCreated[text()]",
        "contentSet/inlineXML//body.content|contentSet/inlineXML/html/body|contentSet/inlineXML/BODY"
        "|contentSet/inlineXML[not(nitf or html or BODY)]|contentSet/inlineData",
    ),
    "newsml-1": Paths(
        "//NewsItem", ".//NewsLines/HeadLine", "NewsManagement/FirstCreated", ".//DataContent"
    ),
    "nitf": Paths("/nitf", ".//hl1[text()]|head/title[text()]", "head/docdata/date.issue/@norm", "body/body.content"),
    "field-xml": Paths("//RBNews|/release", "headline|title", "PublishDate|publicationDate", "leadtext|content|body"),
}  # fmt: skip


class Agreement(NamedTuple):
    """What was read of one article, beside what is right."""

    name: str
    title: tuple[str, str]
    day: tuple[str, str]
    text: float


def words(text: str) -> list[str]:
    """Return the words of a text, whose markup may be escaped."""
    for _ in range(3):
        text = re.sub(r"<[^<>]+>", " ", text)
        text = unescape(text) if "&" in text else text
    return re.findall(r"\w+", text)


def elements_at(element: Element, path: str) -> list[Element]:
    """Return the elements at a path."""
    found = element.xpath(path)
    return [each for each in found if isinstance(each, Element)] if isinstance(found, list) else []


def found_at(element: Element, path: str) -> list[str]:
    """Return the texts at a path: of elements, or values of attributes."""
    if "@" in path.rpartition("/")[2]:
        return [str(element.xpath(f"string({path})"))]
    return [" ".join(map(str, each.itertext("*"))) for each in elements_at(element, path)]


def first(element: Element, paths: str) -> str:
    """Return the first text at one of the paths, tried in order."""
    texts = (" ".join(text.split()) for path in paths.split("|") for text in found_at(element, path))
    return next(filter(None, texts), "")


def parsed(content: bytes) -> Element:
    """Return the root of a document whose names have lost their namespaces. UTF-8 declared as another is UTF-8."""
    encoding = "utf-8" if content.decode(errors="replace").count("\ufffd") == 0 else None
    root = etree.fromstring(content, etree.XMLParser(encoding=encoding, remove_comments=True, remove_pis=True))
    for each in root.iter("*"):
        each.tag = etree.QName(each).localname
    return root


def agreement(found: Sequence[str], right: Sequence[str]) -> float:
    """Return the F1 of two bags of words."""
    both = sum((Counter(found) & Counter(right)).values())
    return 1.0 if not found and not right else 2 * both / (len(found) + len(right))


def agreements(shared: Path) -> Iterator[Agreement]:
    """Compare every article that is read of every file."""
    for path in sorted(each for name in FOLDERS for each in (shared / "formats" / name).rglob("*.xml")):
        content = path.read_bytes()
        format_ = max(XML_FORMATS, key=lambda each: certainty(each, content))
        if certainty(format_, content) is not Certainty.SURE:
            continue
        reports = [each for each in outcomes(format_, content) if isinstance(each, RawReport)]
        paths = PATHS[format_.name]
        items = elements_at(parsed(content), paths.item)
        ids = {str(each.get("guid")): each for each in items}
        for item, report in zip(items, reports, strict=len(items) == len(reports)):
            own = ids.get(str(report.given_id), item)
            title = (" ".join((report.headline or "").split()), first(own, paths.title))
            day = (re.sub(r"\D", "", report.published or "")[:8], re.sub(r"\D", "", first(own, paths.day))[:8])
            text = " ".join((*report.paragraphs, report.body))
            yield Agreement(path.name, title, day, agreement(words(text), words(" ".join(found_at(own, paths.text)))))


@pytest.fixture(scope="module")
def compared(shared: Path) -> list[Agreement]:
    """All articles of the files of agencies."""
    return list(agreements(shared))


def test_articles_of_many_agencies_are_read(compared: list[Agreement]) -> None:
    assert len(compared) >= 40


def test_all_titles_agree(compared: list[Agreement]) -> None:
    assert [each for each in compared if words(each.title[0]) != words(each.title[1])] == []


def test_all_days_agree(compared: list[Agreement]) -> None:
    assert [each for each in compared if each.day[0] != each.day[1]] == []


def test_texts_agree(compared: list[Agreement]) -> None:
    assert sum(each.text for each in compared) / len(compared) >= 0.98
    assert [(each.name, round(each.text, 3)) for each in compared if each.text < 0.9] == []
