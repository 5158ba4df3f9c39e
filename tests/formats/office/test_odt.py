"""OpenDocument text: as LibreOffice shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.formats.format import Certainty
from dateline.index.formats.office.odt import Odt
from dateline.index.raw import RawReject, RawReport, RejectKind
from tests.formats.office.packages import ODF, Case, cases, odt
from tests.formats.parsed import certainty, outcomes, reject, report

FORMAT = Odt()
BODIES = cases(Path(__file__).with_name("odt_bodies.json"))
FLAT = (
    f'<?xml version="1.0"?>\n<office:document {ODF} office:mimetype="application/vnd.oasis.opendocument.text">'
    "<office:body><office:text><text:p>A</text:p></office:text></office:body></office:document>"
).encode()


def written() -> bytes:
    heading = "<text:h text:outline-level='1'>Ministers meet</text:h>"
    words = "<keyword>oil</keyword><keyword>gas</keyword>"
    return odt(
        f"<text:p>PRESS RELEASE</text:p>{heading}<text:p>They met.</text:p>",
        metadata=f"<creator>Anna Berg</creator><language>en</language>{words}",
    )


def test_a_file_becomes_a_report() -> None:
    content = written()
    assert certainty(FORMAT, content) is Certainty.SURE
    read = report(FORMAT, content)
    assert (read.headline, read.byline, read.language) == ("Ministers meet", "Anna Berg", "en")
    assert read.paragraphs == ("PRESS RELEASE", "They met.")
    assert read.keywords == ("oil", "gas")


@pytest.mark.parametrize("case", BODIES, ids=lambda case: case.shows)
def test_text_is_read_as_it_is_shown(case: Case) -> None:
    assert report(FORMAT, odt(case.body)).paragraphs == case.paragraphs


@pytest.mark.parametrize(
    "style",
    [
        '<style:style style:name="P1" style:parent-style-name="Title"/>',
        '<style:style style:name="P1" style:parent-style-name="Heading_20_1"/>',
        '<style:style style:name="P1"><style:text-properties fo:font-weight="bold"/></style:style>',
    ],
)
def test_the_style_makes_the_headline(style: str) -> None:
    read = report(FORMAT, odt('<text:p text:style-name="P1">Ministers meet</text:p><text:p>They met.</text:p>', style))
    assert (read.headline, read.paragraphs) == ("Ministers meet", ("They met.",))


def test_flat_files_are_read() -> None:
    assert certainty(FORMAT, FLAT) is Certainty.SURE
    assert report(FORMAT, FLAT).paragraphs == ("A",)


def test_encrypted_files_are_rejected() -> None:
    content = odt("<text:p>A</text:p>", manifest="<manifest><encryption-data/></manifest>")
    assert reject(FORMAT, content).kind is RejectKind.ENCRYPTED


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]>'
    assert reject(FORMAT, odt("<text:p>&b;</text:p>", prologue=bomb)).kind is RejectKind.UNSAFE


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_read_as_far_as_it_goes(part: float) -> None:
    content = odt("<text:p>The ministers met.</text:p>" * 50)
    *read, rejected = outcomes(FORMAT, content[: int(len(content) * part)])
    assert isinstance(rejected, RawReject)
    assert rejected.kind is RejectKind.DAMAGED
    assert all(isinstance(each, RawReport) and each.paragraphs[0] == "The ministers met." for each in read)
    assert len(read) == (part > 0.5)


@settings(max_examples=50, deadline=None)
@given(data=st.data(), content=st.sampled_from([odt("<text:p>A</text:p>"), FLAT]))
def test_no_damage_raises(data: st.DataObject, content: bytes) -> None:
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 10))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    assert outcomes(FORMAT, bytes(damaged))
