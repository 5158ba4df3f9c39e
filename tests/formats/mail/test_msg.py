"""Messages that Outlook saved: which of their properties become the report."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.formats.format import Certainty
from dateline.index.formats.mail.msg import Msg
from dateline.index.raw import Hints, Passed, RejectKind
from tests.formats.mail.compound import compound
from tests.formats.parsed import certainty, outcomes, reject, report

MSG = Msg()
SENT = int((datetime(2021, 5, 18, 12) - datetime(1601, 1, 1)).total_seconds()) * 10**7  # noqa: DTZ001 - both in UTC
UNICODE = {
    "001A001F": "IPM.Note",
    "0037001F": "FW: Ministers meet",
    "0C1A001F": "Press Office",
    "1035001F": "<1@ministry.test>",
    "1000001F": "The ministers met.\r\n\r\n-- \r\nPress Office",
}


def made(streams: Mapping[str, str | bytes], numbers: Mapping[int, int] | None = None) -> bytes:
    """Return a message of properties: texts and bytes by tag and type, numbers by both in one."""
    entries = b"".join(
        struct.pack("<HHIQ", tag & 0xFFFF, tag >> 16, 6, value) for tag, value in (numbers or {}).items()
    )
    named = {
        f"__substg1.0_{name}": content if isinstance(content, bytes) else content.encode("utf-16-le")
        for name, content in streams.items()
    }
    return compound({"__properties_version1.0": b"\0" * 32 + entries, **named})


def test_properties_become_fields_of_the_report() -> None:
    content = made(UNICODE, {0x00390040: SENT})
    assert certainty(MSG, content) is Certainty.SURE
    read = report(MSG, content)
    assert (read.headline, read.source, read.given_id) == ("Ministers meet", "Press Office", "1@ministry.test")
    assert read.published == "2021-05-18T12:00:00+00:00"
    assert read.body.strip() == "The ministers met."


def test_texts_in_a_code_page_are_decoded() -> None:
    text = "Министры встретились во вторник в Осло."
    content = made({"1000001E": text.encode("cp1251"), "0037001E": b"A\0"}, {0x3FFD0003: 1251})
    read = report(MSG, content)
    assert (read.headline, read.body) == ("A", text)


def test_html_is_read_where_there_is_no_plain_text() -> None:
    content = made({"10130102": "<meta charset=utf-8><p>Café</p><p>closes</p>".encode()})
    assert report(MSG, content).paragraphs == ("Café", "closes")


def test_headers_of_transport_are_used() -> None:
    headers = "From: a@b.test\r\nDate: Tue, 18 May 2021 10:00:00 +0400\r\nKeywords: defence\r\n\r\n"
    read = report(MSG, made({**UNICODE, "007D001F": headers}, {0x00390040: SENT}))
    assert (read.published, read.keywords) == ("Tue, 18 May 2021 10:00:00 +0400", ("defence",))


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("REPORT.IPM.Note.NDR", "a delivery report"),
        ("IPM.Schedule.Meeting.Request", "an invitation"),
        ("IPM.Contact", "an entry of Outlook that is no mail"),
    ],
)
def test_what_is_no_mail_is_passed_over(kind: str, reason: str) -> None:
    (passed,) = outcomes(MSG, made(UNICODE | {"001A001F": kind}))
    assert isinstance(passed, Passed)
    assert passed.reason == reason


def test_encrypted_mail_is_rejected() -> None:
    assert reject(MSG, made(UNICODE | {"001A001F": "IPM.Note.SMIME"})).kind is RejectKind.ENCRYPTED


def test_other_compound_files_are_not_recognised() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    assert certainty(MSG, content) is Certainty.NO
    assert certainty(MSG, content, Hints(name="A.MSG")) is Certainty.SURE


@pytest.mark.parametrize("size", [8, 512, 1024])
def test_a_truncated_message_is_rejected(size: int) -> None:
    assert reject(MSG, made(UNICODE)[:size]).kind is RejectKind.DAMAGED


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    content = bytearray(made(UNICODE))
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, min(len(content) - 1, 2000)))] = data.draw(st.integers(0, 255))
    assert len(outcomes(MSG, bytes(content))) == 1
