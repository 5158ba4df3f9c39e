"""DOCX: the text as Word shows it, without what was deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.formats.format import Certainty
from dateline.index.formats.office.docx import Docx
from dateline.index.raw import RawReject, RawReport, RejectKind
from tests.formats.office.packages import WORD, Case, cases, docx, package, styled
from tests.formats.parsed import certainty, outcomes, reject, report

DOCX = Docx()
BODIES = cases(Path(__file__).with_name("docx_bodies.json"))


def written(*paragraphs: tuple[str, str], **properties: str) -> bytes:
    return styled(paragraphs, **properties)


def text(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def test_a_file_becomes_a_report() -> None:
    content = written(
        ("Normal", "PRESS RELEASE"),
        ("Title", "Ministers meet"),
        ("Normal", "They met on Tuesday."),
        ("Heading 1", "Details"),
        ("List Bullet", "A plan"),
        creator="Anna Berg",
        title="template",
        keywords="oil; gas",
    )
    assert certainty(DOCX, content) is Certainty.SURE
    read = report(DOCX, content)
    assert (read.headline, read.byline, read.keywords) == ("Ministers meet", "Anna Berg", ("oil", "gas"))
    assert read.paragraphs == ("PRESS RELEASE", "They met on Tuesday.", "Details", "A plan")
    assert (read.published, read.body, read.item) == (None, "", None)


def test_the_first_heading_is_the_headline_without_a_title() -> None:
    read = report(DOCX, written(("Heading 1", "First"), ("Normal", "A."), ("Heading 1", "Second"), ("Normal", "B.")))
    assert (read.headline, read.paragraphs) == ("First", ("A.", "Second", "B."))


@pytest.mark.parametrize("author", ["python-docx", "Windows User", "admin", "a.berg@b.test", "user1"])
def test_accounts_are_no_writers(author: str) -> None:
    assert report(DOCX, written(("Normal", "A."), creator=author)).byline is None


def test_the_title_among_the_properties_is_used_last() -> None:
    assert report(DOCX, written(("Normal", "A."), title="Ministers meet")).headline == "Ministers meet"
    assert report(DOCX, written(("Normal", "A."), title="Microsoft Word - a.doc")).headline is None


@pytest.mark.parametrize("case", BODIES, ids=lambda case: case.shows)
def test_text_is_read_as_it_is_shown(case: Case) -> None:
    assert report(DOCX, docx(case.body)).paragraphs == case.paragraphs


def test_a_wholly_bold_line_is_the_headline() -> None:
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Ministers meet</w:t></w:r></w:p>"
    read = report(DOCX, docx(bold + text("They met.")))
    assert (read.headline, read.paragraphs) == ("Ministers meet", ("They met.",))


def test_the_main_part_is_found_by_its_relation() -> None:
    assert report(DOCX, docx(text("A"), main="word/document2.xml")).paragraphs == ("A",)


def test_the_strict_form_is_read() -> None:
    strict = WORD.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/main"
    )
    assert report(DOCX, docx(text("A"), namespace=strict)).paragraphs == ("A",)


def test_damaged_xml_is_read_as_far_as_it_goes() -> None:
    content = package({"word/document.xml": f"<w:document {WORD}><w:body>{text('A')}<w:p><w:r><w:t>B</w:"})
    assert report(DOCX, content).paragraphs == ("A", "B")


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
    assert reject(DOCX, docx(text("&c;"), prologue=bomb)).kind is RejectKind.UNSAFE


def test_a_part_that_unpacks_to_too_much_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.formats.packages.MAX_MEMBER", 100)
    assert reject(DOCX, docx(text("A" * 200))).kind is RejectKind.UNSAFE


def test_a_file_without_text_is_rejected() -> None:
    assert reject(DOCX, docx("<w:p/>")).kind is RejectKind.NO_TEXT


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_read_as_far_as_it_goes(part: float) -> None:
    content = written(*[("Normal", "The ministers met.")] * 50)
    *read, rejected = outcomes(DOCX, content[: int(len(content) * part)])
    assert isinstance(rejected, RawReject)
    assert rejected.kind is RejectKind.DAMAGED
    assert all(isinstance(each, RawReport) and each.paragraphs[0] == "The ministers met." for each in read)
    assert len(read) == (part > 0.5)


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    content = bytearray(docx(text("A", "B")))
    for _ in range(data.draw(st.integers(1, 10))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert outcomes(DOCX, bytes(content))


NAMES = st.sampled_from(["p", "tr", "tc", "tbl", "r", "t", "br", "del", "pStyle", "txbxContent"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(NAMES, st.booleans()), max_size=40))
def test_any_nesting_ends_as_an_outcome(tags: list[tuple[str, bool]]) -> None:
    body = "".join(f"<w:{name}>A" if opens else f"</w:{name}>" for name, opens in tags)
    assert len(outcomes(DOCX, docx(body))) == 1
