"""Mailboxes, messages with attachments, and saved pages."""

from __future__ import annotations

import base64
import gzip
import mailbox
import plistlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from dateline.index.containers.walk import expand_blob
from dateline.index.formats.stretch import LIMIT
from dateline.index.raw import Hints, RejectKind
from dateline.index.sources.blob import Blob
from dateline.index.sources.stream import Stream, Unpacked
from tests.opened import unpacked

LETTER = b"From: desk@example.org\nSubject: Council meets\nDate: Tue, 18 May 2021 09:30:00 +0000\n\nThe council met.\n"
MARK = b"From desk@example.org Tue May 18 09:30:00 2021\n"


def message(subject: str = "Council meets") -> EmailMessage:
    """A message with a text."""
    letter = EmailMessage()
    letter["From"] = "desk@example.org"
    letter["To"] = "reader@example.org"
    letter["Subject"] = subject
    letter["Message-ID"] = f"<{subject.replace(' ', '')}@example.org>"
    letter.set_content("The council met on Monday.\n")
    return letter


@pytest.mark.parametrize(
    "head",
    [
        b"From: a@example.org\nDate: Tue, 18 May 2021 09:30:00 +0000\nSubject: x\n\n",
        b"Received: from a\n\tby b; Tue\nFrom: a@example.org\n\n",
        b"Return-Path: <a@example.org>\r\nSubject: x\r\n\r\n",
        b"MIME-Version: 1.0\nContent-Type: text/plain\n\n",
        b"From: a@example.org (A B)\nSubject: Re: x\nOrganization: University\nLines: 12\n\n",
    ],
)
def test_a_message_is_recognised_by_its_headers(head: bytes) -> None:
    found = unpacked(head + b"The council met.\n")
    assert found.contents == {"in": head + b"The council met.\n"}
    assert found.hints["in"] == Hints(media_type="message/rfc822", format="mail")


@pytest.mark.parametrize(
    "text",
    [
        b"The council met on Monday.\n",
        b"date 2021-05-18\n\nBAKU, May 18. The council met.\n",
        b"Headline: Council meets\nDate: 2021-05-18\nSource: Desk\n\nThe council met.\n",
        b"From Paris, the minister said: nothing.\n",
        b"From: Paris\n\nThe council met.\n",
        b"From: Paris\nMIME-Version: 1.0 is a header and\nthis is none.\n\nText.\n",
    ],
)
def test_a_text_is_no_message(text: bytes) -> None:
    found = unpacked(text)
    assert found.hints["in"].format is None


def test_attachments_are_read_beside_their_message() -> None:
    letter = message()
    letter.add_attachment(b'{"a": 1}', maintype="application", subtype="json", filename="stra\u00dfe.json")
    letter.add_attachment("Text in Latin-1: \u00e9", charset="latin-1", filename="note.txt")
    letter.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    letter.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    letter.add_attachment(gzip.compress(b"packed"), maintype="application", subtype="gzip")
    found = unpacked(letter.as_bytes())
    assert list(found.contents) == ["in", "stra\u00dfe.json", "note.txt", "part-5"]
    assert found.contents["in"] == letter.as_bytes()
    assert found.contents["stra\u00dfe.json"] == b'{"a": 1}'
    assert found.hints["stra\u00dfe.json"] == Hints(name="stra\u00dfe.json", media_type="application/json")
    assert found.hints["note.txt"] == Hints(name="note.txt", media_type="text/plain", charset="iso-8859-1")
    assert found.contents["part-5"] == b"packed"
    assert found.passed == {"logo.png": "a picture or recording in a message", "smime.p7s": "a signature"}


def test_attachments_of_one_name_have_different_addresses() -> None:
    letter = message()
    for text in ("one", "two"):
        letter.add_attachment(text, filename="note.txt")
    assert list(unpacked(letter.as_bytes()).contents) == ["in", "note.txt", "2-note.txt"]


def test_an_attached_message_is_opened_too() -> None:
    inner = message("Inner")
    inner.add_attachment("note", filename="note.txt")
    outer = message("Outer")
    outer.add_attachment(inner)
    found = unpacked(outer.as_bytes())
    assert list(found.contents) == ["in", "part-1", "part-1!/note.txt"]
    assert found.hints["part-1"].format == "mail"


def test_text_and_html_of_one_message_are_no_attachments() -> None:
    letter = message()
    letter.add_alternative("<p>The council met.</p>", subtype="html")
    assert list(unpacked(letter.as_bytes()).contents) == ["in"]


def test_a_message_too_large_for_a_format_is_given_without_attachments() -> None:
    letter = message()
    attachment = b"x" * LIMIT
    letter.add_attachment(attachment, maintype="application", subtype="octet-stream", filename="a.bin")
    found = unpacked(letter.as_bytes())
    assert found.contents["a.bin"] == attachment
    assert b"The council met on Monday." in found.contents["in"]
    assert len(found.contents["in"]) < 10_000


def test_a_mailbox_gives_each_message(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    for number in range(3):
        box.add(message(f"Number {number}").as_bytes() + b"From here on, it rained.\n\nFrom Paris, she said 9:30.\n")
    box.close()
    found = unpacked((tmp_path / "box").read_bytes())
    assert list(found.contents) == ["1", "2", "3"]
    for number, content in enumerate(found.contents.values()):
        assert f"Subject: Number {number}\n".encode() in content
        assert content.rstrip().endswith(b"From here on, it rained.\n\nFrom Paris, she said 9:30.")
    assert {hints.format for hints in found.hints.values()} == {"mail"}


@pytest.mark.parametrize(
    "mark",
    [
        MARK,
        b"From - Tue May 18 09:30:00 2021\r\n",
        b"From desk at example.org  Tue May 18 09:30:00 2021\n",
        b"From 1234@xxx Tue May 18 09:30:00 +0000 2021\n",
        b"From ???@??? Tue May 18 09:30:00 2021\n",
        b"From desk Tue May 18 09:30:00 CEST 2021\n",
    ],
)
def test_the_line_before_a_message_has_many_forms(mark: bytes) -> None:
    assert list(unpacked(b"\n".join([mark + LETTER] * 3)).contents) == ["1", "2", "3"]


def test_a_mailbox_without_an_end_is_read_in_constant_memory() -> None:
    class Endless:
        """A letter of one gigabyte."""

        def __init__(self) -> None:
            self.left = 1 << 30
            self.begin = MARK + LETTER

        def read(self, size: int, /) -> bytes:
            chunk = self.begin or bytes(min(size, self.left))
            self.begin = b""
            self.left -= len(chunk)
            return chunk

    count = 0
    for blob in expand_blob(Blob("in", Stream(Unpacked(Endless())))):
        assert isinstance(blob, Blob)
        while chunk := blob.stream.read(1 << 16):
            count += len(chunk)
    assert count == (1 << 30) - len(MARK)


def test_a_message_of_many_megabytes_with_attachments_is_rejected() -> None:
    head = b"MIME-Version: 1.0\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n"
    found = unpacked(head + b"x" * (65 << 20))
    assert found.rejects == {"in": RejectKind.TOO_LARGE}


SAVED = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/news/1.html
Subject: Council meets
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/news/1.html

<p>The council met=2E</p>
--b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://example.org/a.png

iVBORw==
--b--
"""


def test_the_page_of_a_saved_page_is_read() -> None:
    found = unpacked(SAVED)
    assert found.contents == {"1": b"<p>The council met.</p>"}
    assert found.hints["1"] == Hints(media_type="text/html", charset="utf-8", url="https://example.org/news/1.html")
    assert found.passed == {"2": "a part of a saved page"}


def test_a_saved_page_of_one_part_is_read() -> None:
    page = b"From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: text/html\nContent-Location: https://a.org/\n\n<p>"
    found = unpacked(page)
    assert found.contents == {"1": b"<p>"}
    assert found.hints["1"].url == "https://a.org/"


@pytest.mark.parametrize(
    "head",
    [
        b'Content-Type: multipart/mixed; boundary="x"\n\n',
        b"content-type: message/rfc822\n\n",
        b"X-Note: a\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n",
    ],
)
def test_a_message_without_an_address_is_recognised(head: bytes) -> None:
    assert unpacked(head + b"The council met.\n").hints["in"].format == "mail"


def test_a_message_of_apple_mail_is_opened() -> None:
    content = message().as_bytes()
    rest = b'<?xml version="1.0"?>\n<plist version="1.0"><dict/></plist>\n'
    found = unpacked(b"%d      \n" % len(content) + content + rest)
    assert found.contents == {"in": content}
    assert found.hints["in"].format == "mail"
    assert not found.rejects


def test_a_cut_message_of_apple_mail_is_kept_and_said() -> None:
    content = message().as_bytes()
    found = unpacked(b"%d\n" % (len(content) + 9) + content)
    assert (found.contents, found.rejects) == ({"in": content}, {"in": RejectKind.DAMAGED})


def test_a_number_before_prose_is_no_message() -> None:
    assert unpacked(b"1944\n\nThe war went on.\n").hints["in"] == Hints()


def test_an_attached_message_is_decoded() -> None:
    inner = message("Inner").as_bytes()
    head = b'MIME-Version: 1.0\nFrom: a@example.org\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n'
    part = b"Content-Type: message/rfc822; name=inner.eml\nContent-Transfer-Encoding: base64\n\n"
    found = unpacked(head + part + base64.encodebytes(inner) + b"\n--x--\n")
    assert found.contents["inner.eml"].replace(b"\r\n", b"\n") == inner


def saved_by_safari(**page: object) -> bytes:
    """A page as Safari saves it."""
    resource = {"WebResourceData": b"<p>The council met.", "WebResourceMIMEType": "text/html", **page}
    picture = {"WebResourceData": b"GIF89a", "WebResourceURL": "https://example.org/a.gif"}
    return plistlib.dumps({"WebMainResource": resource, "WebSubresources": [picture]}, fmt=plistlib.FMT_BINARY)


def test_a_page_saved_by_safari_is_opened() -> None:
    found = unpacked(saved_by_safari(WebResourceURL="https://example.org/a", WebResourceTextEncodingName="UTF-8"))
    assert found.contents == {"1": b"<p>The council met."}
    assert found.hints["1"] == Hints(media_type="text/html", charset="UTF-8", url="https://example.org/a")
    assert found.passed == {"2": "a part of a saved page"}


@pytest.mark.parametrize(
    "content", [saved_by_safari()[:-9], saved_by_safari(WebResourceData=7), saved_by_safari()[:40]]
)
def test_a_damaged_page_of_safari_is_a_reject(content: bytes) -> None:
    found = unpacked(content)
    assert found.rejects == {"in": RejectKind.DAMAGED}
    assert not found.contents
