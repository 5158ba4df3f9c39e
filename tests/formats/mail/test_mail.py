"""Mail: what of a message becomes the report."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.formats.format import Certainty
from dateline.index.formats.mail.mail import Mail
from dateline.index.formats.mail.text import plain_text
from dateline.index.raw import Passed, RawReject, RawReport, RejectKind
from tests.formats.parsed import certainty, outcomes, reject, report

MAIL = Mail()
TEXT = "The ministers met on Tuesday.\n\nThey agreed on a plan."
HTML = "<html><body><p>The ministers met on <b>Tuesday</b>.</p><p>They agreed on a plan.</p></body></html>"
PARAGRAPHS = ("The ministers met on Tuesday.", "They agreed on a plan.")


def message(body: str = TEXT, **fields: str) -> EmailMessage:
    made = EmailMessage()
    given = {"From": "Press Office <press@ministry.test>", "Subject": "Ministers meet"} | {
        name.replace("_", "-"): text for name, text in fields.items()
    }
    for name, text in given.items():
        made[name] = text
    made.set_content(body)
    return made


def raw(headers: str, body: bytes = TEXT.encode()) -> bytes:
    return headers.encode("utf-8", "surrogateescape") + b"\nMIME-Version: 1.0\n\n" + body


def test_fields_of_the_header_become_fields_of_the_report() -> None:
    made = message(
        Date="Tue, 18 May 2021 10:00:00 +0400",
        Message_ID="<1@ministry.test>",
        Keywords="defence, talks",
        Archived_At="<https://ministry.test/1>",
    )
    made["Content-Language"] = "en"
    read = report(MAIL, made.as_bytes())
    assert read.headline == "Ministers meet"
    assert (read.source, read.byline) == ("Press Office", None)
    assert read.published == "Tue, 18 May 2021 10:00:00 +0400"
    assert read.given_id == "1@ministry.test"
    assert read.keywords == ("defence", "talks")
    assert (read.language, read.url) == ("en", "https://ministry.test/1")
    assert read.body == TEXT


@pytest.mark.parametrize(
    ("subject", "headline"),
    [
        ("Fwd: FW: Talks", "Talks"),
        ("Re: Talks", "Re: Talks"),
        ("=?utf-8?q?Caf=C3=A9?= =?utf-8?q?_closes?=", "Caf\u00e9 closes"),
        ("=?utf-8?b?w?= =?koi8-r?b?7cnOydPU0g==?=", None),
        ("=?koi8-r?b?7cnOydPU0g==?=", "\u041c\u0438\u043d\u0438\u0441\u0442\u0440"),
        ("=?no-such?q?Talks?=", "Talks"),
        ("Talks\n on trade", "Talks on trade"),
        ("\u041c\u0438\u043d\u0438\u0441\u0442\u0440", "\u041c\u0438\u043d\u0438\u0441\u0442\u0440"),
        ("Minister =?utf-8?q?=C3=A9?= \u041c", "Minister \u00e9 \u041c"),
    ],
)
def test_subjects_are_decoded(subject: str, headline: str | None) -> None:
    read = report(MAIL, raw(f"Subject: {subject}"))
    assert headline is None or read.headline == headline


@pytest.mark.parametrize(
    ("sender", "source", "byline"),
    [
        ("Ministry of Defence <a@b.test>", "Ministry of Defence", None),
        ("Anna Berg <a@b.test>", None, "Anna Berg"),
        ('"Berg, Anna" <a@b.test>', None, "Berg, Anna"),
        ("=?utf-8?q?Berg=2C_Anna?= <a@b.test>", None, "Berg, Anna"),
        ("press@ministry.test (Press Office)", "Press Office", None),
        ("a@b.test", None, None),
    ],
)
def test_a_sender_is_the_source_or_the_writer(sender: str, source: str | None, byline: str | None) -> None:
    read = report(MAIL, raw(f"From: {sender}"))
    assert (read.source, read.byline) == (source, byline)


@pytest.mark.parametrize("field", ["Organization: Harbour Post", "List-Id: Harbour Post <post.list.test>"])
def test_the_source_of_a_writer_is_named_in_the_header(field: str) -> None:
    read = report(MAIL, raw(f"From: Anna Berg <a@b.test>\n{field}"))
    assert (read.source, read.byline) == ("Harbour Post", "Anna Berg")


def test_plain_text_is_preferred_to_html() -> None:
    made = message()
    made.add_alternative(HTML, subtype="html")
    assert report(MAIL, made.as_bytes()).body == TEXT


@pytest.mark.parametrize("stub", ["", "Please view this mail as HTML."])
def test_html_is_read_where_plain_text_is_a_stub(stub: str) -> None:
    made = message(stub)
    made.add_alternative(HTML, subtype="html")
    read = report(MAIL, made.as_bytes())
    assert (read.body, read.paragraphs) == ("", PARAGRAPHS)


def test_html_is_read_as_a_reader_sees_it() -> None:
    html = (
        '<div style="display:none">Preview</div><p><a href="x">View this email in your browser</a></p>'
        "<table><tr><td><p>The ministers met on Tuesday.</p></td></tr></table><p>They agreed on a&nbsp;plan.</p>"
    )
    made = EmailMessage()
    made.set_content(html, subtype="html")
    assert report(MAIL, made.as_bytes()).paragraphs == PARAGRAPHS


def test_attachments_are_not_part_of_the_body() -> None:
    made = message()
    made.add_attachment("id,text\n", subtype="csv", filename="a.csv")
    made.add_attachment("Notes", filename="notes.txt")
    made.add_attachment(message("Another mail"))
    assert report(MAIL, made.as_bytes()).body.strip() == TEXT


def test_several_inline_texts_follow_one_another() -> None:
    made = message("One.")
    made.make_mixed()
    second = EmailMessage()
    second.set_content("Two.")
    made.attach(second)
    assert report(MAIL, made.as_bytes()).body == "One.\n\nTwo."


def test_flowed_lines_are_joined() -> None:
    content = raw(
        "Content-Type: text/plain; format=flowed",
        b"The ministers \nmet on Tuesday.\n\n From here.\n> quoted \n> words\nmore\n-- \nAnna Berg\n",
    )
    assert report(MAIL, content).body == "The ministers met on Tuesday.\n\nFrom here.\n> quoted words\nmore"


def test_deleted_spaces_join_words() -> None:
    content = raw("Content-Type: text/plain; format=flowed; delsp=yes", "大臣は \n会談した。".encode())
    assert report(MAIL, content).body == "大臣は会談した。"


def test_signatures_are_cut_and_legal_footers_kept() -> None:
    assert report(MAIL, raw("Subject: A", TEXT.encode() + b"\n\n-- \nAnna Berg\nPress")).body == TEXT
    assert report(MAIL, raw("Subject: A", TEXT.encode() + b"\n\n--\nConfidential.")).body.endswith("Confidential.")


def test_the_armour_of_a_signed_mail_is_cut() -> None:
    body = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{TEXT}\n- -- A\n-----BEGIN PGP SIGNATURE-----\nabc\n"
    assert report(MAIL, raw("Subject: A", body.encode())).body == f"{TEXT}\n-- A"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Type: text/plain; charset=koi8-r", "Министры встретились во вторник.".encode("koi8-r")),
        ("Content-Type: text/plain; charset=us-ascii", "Министры встретились во вторник.".encode()),
        ("Content-Type: text/plain; charset=no-such", "Министры встретились во вторник.".encode()),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
            b"=D0=9C=D0=B8=D0=BD=D0=B8=D1=81=D1=82=D1=80=D1=8B =\n" + "встретились во вторник.".encode(),
        ),
    ],
)
def test_bodies_are_decoded(headers: str, body: bytes) -> None:
    assert report(MAIL, raw(headers, body)).body == "Министры встретились во вторник."


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ("Content-Type: multipart/report; report-type=delivery-status; boundary=b", "a delivery report"),
        ("From: Mail <MAILER-DAEMON@a.test>", "a delivery report"),
        ("Auto-Submitted: auto-replied", "an automatic reply"),
        ("Subject: Automatic reply: Talks", "an automatic reply"),
        ("Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A_A?=", "an automatic reply"),
        ("Content-Type: text/calendar; method=REQUEST", "an invitation"),
    ],
)
def test_what_is_no_article_is_passed_over(headers: str, reason: str) -> None:
    (passed,) = outcomes(MAIL, raw(headers))
    assert isinstance(passed, Passed)
    assert passed.reason == reason


def test_newsletters_sent_by_a_program_are_read() -> None:
    assert report(MAIL, raw("Auto-Submitted: auto-generated\nPrecedence: bulk")).body == TEXT


@pytest.mark.parametrize(
    "content",
    [
        raw("Content-Type: multipart/encrypted; boundary=b"),
        raw("Content-Type: application/pkcs7-mime; smime-type=enveloped-data"),
        raw("Subject: A", b"-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n"),
    ],
)
def test_encrypted_mail_is_rejected(content: bytes) -> None:
    assert reject(MAIL, content).kind is RejectKind.ENCRYPTED


def test_mail_without_text_is_rejected_or_passed_over() -> None:
    assert reject(MAIL, raw("Subject: A", b"")).kind is RejectKind.NO_TEXT
    made = message("")
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    (passed,) = outcomes(MAIL, made.as_bytes())
    assert isinstance(passed, Passed)


def test_a_form_that_is_mailed_as_json_is_read_by_its_names() -> None:
    body = b'{"Headline":["Ministers meet"],"Body":["They\nmet."],"Desk":["", "Sport"],"Timestamp":["9/14/2015"]}'
    read = report(MAIL, raw("Subject: Form\nMessage-ID: <1@a.test>\nDate: Mon, 14 Sep 2015 02:06:01 +0000", body))
    assert (read.headline, read.body, read.section) == ("Ministers meet", "They\nmet.", "Sport")
    assert (read.given_id, read.published) == ("1@a.test", "Mon, 14 Sep 2015 02:06:01 +0000")
    assert report(MAIL, raw("Subject: A", b'{"x": 1} is what the minister wrote.')).headline == "A"


def test_deep_nesting_is_a_reject() -> None:
    content = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(3000))
    assert isinstance(reject(MAIL, b"Subject: A\n" + content), RawReject)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (message(Message_ID="<1@a.test>").as_bytes(), Certainty.LIKELY),
        (b"Return-Path: <a@b.test>\nReceived: from a\n by b\nFrom: a@b.test\nDate: x\n\nText", Certainty.LIKELY),
        (b"From: a@b.test\r\nSubject: A\r\nMIME-Version: 1.0\r\n\r\nText", Certainty.LIKELY),
        (b"From: the editor\nSubject: talks\n\nText", Certainty.NO),
        (b"Source: Trend\nDate: 2021-05-18\n\nText", Certainty.NO),
        (b"BAKU, Azerbaijan: The minister\n", Certainty.NO),
    ],
)
def test_mail_is_recognised_by_its_fields(content: bytes, expected: Certainty) -> None:
    assert certainty(MAIL, content) is expected


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9])
def test_a_truncated_mail_is_read_as_far_as_it_goes(part: float) -> None:
    made = message(TEXT * 20)
    made.add_alternative(HTML * 20, subtype="html")
    content = made.as_bytes()
    (only,) = outcomes(MAIL, content[: int(len(content) * part)])
    assert isinstance(only, RawReport | RawReject)


PIECES = st.sampled_from(
    [
        b"Subject: ",
        b"From: ",
        b"=?utf-8?b?",
        b"?=",
        b"\n\n",
        b"\n",
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"--b\n",
        b"--b--",
        b"Content-Type: text/html; charset=*0'x'utf-7\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: x-uuencode\n",
        b"Date: ",
        b'"<>(,;:',
        b"<p style='display:none'>",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.binary(max_size=8), max_size=30).map(b"".join))
def test_any_bytes_end_as_one_outcome(content: bytes) -> None:
    certainty(MAIL, content)
    assert len(outcomes(MAIL, content)) == 1


UUENCODED = "begin 644 map.gif\n#0V%T\n`\nend"


@pytest.mark.parametrize("after", ["", "\n\nIt met again."])
def test_a_file_within_the_text_is_left_out(after: str) -> None:
    assert plain_text(f"The council met.\n\n{UUENCODED}{after}\n") == f"The council met.{after}".replace(
        "\n\n", "\n\n\n\n"
    )


@pytest.mark.parametrize("text", ["begin 644 talks\nThe council met.", "begin again\nM\nend", "Begin 644 a\nM\nend"])
def test_prose_that_begins_is_kept(text: str) -> None:
    assert plain_text(text) == text
