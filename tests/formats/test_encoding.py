"""Encodings: every text in `encoding_texts.json`, encoded as older systems wrote it, is read as it was."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.formats.encoding import (
    as_utf8,
    codec_of,
    conversion_of,
    decode,
    decode_head,
    decoded_once,
    detect,
    encoding_of,
    is_binary,
)

RUSSIAN = "Министр обороны заявил в четверг, что переговоры о перемирии продолжатся."
FRENCH = "Le ministre a déclaré à Genève que l’été serait décisif."


class Text(msgspec.Struct, frozen=True):
    """A text, and the encodings in which its language was written; `plain` are letters that those lacked."""

    language: str
    encodings: tuple[str, ...]
    text: str
    plain: dict[str, str] = {}


TEXTS = msgspec.json.decode((Path(__file__).parent / "encoding_texts.json").read_bytes(), type=tuple[Text, ...])
_TYPEWRITTEN = str.maketrans({"„": '"', "“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "—": "-", "–": "-"})


def legacy() -> Iterator[tuple[str, str, bytes]]:
    for text in TEXTS:
        for encoding in text.encodings:
            yield text.language, encoding, encoded(text, encoding)


def encoded(text: Text, encoding: str) -> bytes:
    """Encode as a person of the time would have typed it: without quotation marks that the encoding lacks."""
    typed = "".join(text.plain.get(letter, letter) for letter in text.text)
    if encoding == "windows-1258":
        typed = "".join(map(_vietnamese, typed))
    codec = codec_of(encoding) or encoding
    try:
        return typed.encode(codec)
    except UnicodeEncodeError:
        return typed.translate(_TYPEWRITTEN).encode(codec, "replace")


def _vietnamese(letter: str) -> str:
    """windows-1258 has vowels with their shape; the tones come after them."""
    parts = unicodedata.normalize("NFD", letter)
    shape = "".join(part for part in parts[1:] if part in "\u0302\u0306\u031b")
    tone = "".join(part for part in parts[1:] if part not in "\u0302\u0306\u031b")
    return unicodedata.normalize("NFC", parts[0] + shape) + tone


@pytest.mark.parametrize(("language", "encoding", "content"), list(legacy()))
def test_text_in_an_older_encoding_is_read(language: str, encoding: str, content: bytes) -> None:
    expected = content.decode(codec_of(encoding) or encoding)
    assert decode(content).text == expected, language
    assert decode(content, encoding).text == expected
    assert decode(content, "utf-8").text == expected


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.language)
def test_utf8_is_read_whatever_was_declared(text: Text) -> None:
    content = text.text.encode()
    assert decode(content) == (text.text, None)
    assert decode(content, "utf-8") == (text.text, None)
    assert decode(content, "iso-8859-1") == (text.text, "declared as iso-8859-1, but it is UTF-8")
    assert detect(content) == "utf-8"
    assert encoding_of(content, None) is None


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.language)
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_wide_encodings_are_read_with_and_without_a_mark(text: Text, codec: str, mark: str) -> None:
    content = f"{mark}12 {text.text}\n".encode(codec)
    assert decode(content).text == f"12 {text.text}\n"
    assert encoding_of(content, None) == detect(content) == codec
    assert not is_binary(content)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.language)
@pytest.mark.parametrize("read_as", ["cp1252", "cp1251", "latin-1"])
def test_utf8_that_was_decoded_twice_is_repaired(text: Text, read_as: str) -> None:
    damaged = "".join(bytes([byte]).decode(read_as, "ignore") or chr(byte) for byte in text.text.encode())
    read, problem = decode(damaged.encode())
    assert read == text.text
    assert problem == "UTF-8 that was decoded twice was repaired"


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.language)
def test_sound_text_is_never_repaired(text: Text) -> None:
    assert decoded_once(text.text) is None
    assert decoded_once(text.text.upper()) is None
    assert not any(decoded_once(word) for word in text.text.split())


@pytest.mark.parametrize(
    "text", ["", "plain", "He typed Ã© and left.", "«LE CAFÉ»", "Ã© is what é looks like, Ð¼ what м.", "ÄÖÜ»", "Ñandú"]
)
def test_text_about_damage_is_not_repaired(text: str) -> None:
    assert decode(text.encode()) == (text, None)


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("US-ASCII", "cp1252"),
        (" Latin1 ", "cp1252"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("ks_c_5601-1987", "cp949"),
        ("ks_c_5601", "cp949"),
        ("euc-kr", "cp949"),
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("windows-31j", "cp932"),
        ("big5", "big5hkscs"),
        ("windows-874", "cp874"),
        ("tis-620", "cp874"),
        ("iso-8859-9", "cp1254"),
        ("koi8-r", "koi8-u"),
        ("macintosh", "mac-roman"),
        ("x-mac-cyrillic", "mac-cyrillic"),
        ("utf8", "utf-8"),
        ("UTF-16", "utf-16-le"),
        ('"windows-1251"', "cp1251"),
        ("hex", None),
        ("zip", None),
        ("no such", None),
        ("a\0b", None),
        ("", None),
    ],
)
def test_a_label_means_what_browsers_decode(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<?xml version="1.0" encoding="koi8-r"?><a>Ми</a>'.encode("koi8-r"), "Ми"),
        ('<html><head><meta charset="windows-1251"><p>Да</p>'.encode("cp1251"), "Да"),
        ('<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=EUC-JP"><p>東京</p>'.encode("euc-jp"), "東京"),
        ("<meta charset=gb2312><p>联通</p>".encode("gb18030"), "联通"),
    ],
)
@pytest.mark.parametrize("server", [None, "iso-8859-1"])
def test_a_declaration_in_the_bytes_decides_against_a_default(content: bytes, text: str, server: str | None) -> None:
    read, problem = decode(content, server)
    assert text in read
    assert problem is None


def test_a_declared_encoding_that_does_not_fit_is_corrected_and_reported() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "utf-8") == (RUSSIAN, "declared as utf-8, but read as windows-1251")
    assert decode(RUSSIAN.encode("cp1251"), "iso-8859-1") == (
        RUSSIAN,
        "declared as iso-8859-1, but read as windows-1251",
    )
    assert decode(FRENCH.encode("cp1252"), "utf-16") == (FRENCH, "declared as utf-16, but read as windows-1252")
    assert decode(FRENCH.encode("cp1252")) == (FRENCH, "not UTF-8; read as windows-1252")


def test_a_few_invalid_bytes_leave_the_rest_readable() -> None:
    text, problem = decode(RUSSIAN.encode() + b" \xff\xfe end")
    assert text.startswith(RUSSIAN)
    assert problem == "2 invalid UTF-8 sequences were replaced by \ufffd"


def test_a_few_letters_of_an_older_encoding_are_read() -> None:
    text, problem = decode(FRENCH.encode() + b" Mitgef\xfchl, don\x92t")
    assert text == f"{FRENCH} Mitgefühl, don’t"
    assert problem == "2 bytes that are not UTF-8 were read as windows-1252"


def test_the_head_of_an_input_may_end_within_a_character() -> None:
    assert encoding_of(RUSSIAN.encode()[:-2], None) is None
    assert encoding_of("東京都の大臣".encode("cp932")[:-1], "shift_jis") == "cp932"
    assert decode_head(b"\xef\xbb\xbf" + RUSSIAN.encode()[:-2], None).startswith(RUSSIAN[:-2])
    assert decode_head(RUSSIAN.encode("cp1251"), None) == RUSSIAN


def test_the_head_says_how_an_input_is_converted() -> None:
    assert conversion_of(b"plain", "koi8-r") is None
    assert conversion_of(RUSSIAN.encode("koi8-r"), "koi8-r") == ("koi8-u", None)
    assert conversion_of(RUSSIAN.encode("cp1251"), None) == ("cp1251", "not UTF-8; read as windows-1251")


def test_lines_may_change_the_encoding_of_a_file() -> None:
    lines = [RUSSIAN.encode("cp1251"), RUSSIAN.encode(), b"plain"]
    with as_utf8(io.BytesIO(b"\n".join(lines * 5_000)), "windows-1251") as stream:
        assert {line.rstrip() for line in stream} == {RUSSIAN.encode(), b"plain"}


def test_a_line_without_end_is_converted() -> None:
    endless = "Ж".encode("cp1251") * 3_000_000
    with as_utf8(io.BytesIO(endless), "windows-1251") as stream:
        assert stream.read() == ("Ж" * 3_000_000).encode()


@pytest.mark.parametrize("codec", ["cp932", "gb18030", "utf-16-le", "iso2022_jp"])
def test_characters_may_cross_the_pieces_of_a_stream(codec: str) -> None:
    text = "大臣は東京で会見した。\n" * 30_000
    with as_utf8(io.BytesIO(b"" + text.encode(codec)), codec) as stream:
        assert stream.read().decode() == text


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0", b"PK\3\4\x14\0\0\0\x08\0", bytes(64)]
)
def test_bytes_that_are_no_text_are_binary(content: bytes) -> None:
    assert is_binary(content * 20)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "gb18030", "utf-16", "hex", "x"]))
def test_any_bytes_are_decoded(content: bytes, declared: str | None) -> None:
    text, _ = decode(content, declared)
    text.encode()
    decode_head(content, declared).encode()
    detect(content).encode()
    if encoding := encoding_of(content, declared):
        with as_utf8(io.BytesIO(content), encoding) as stream:
            stream.read().decode()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_any_text_in_utf8_is_read_as_it_is(text: str) -> None:
    read, problem = decode(text.encode())
    assert problem or read == text.removeprefix("\ufeff")


def test_a_stray_zero_does_not_make_text_utf16() -> None:
    assert decode(b"talks were held\0 in Minsk\0").text == "talks were held\0 in Minsk\0"


@pytest.mark.parametrize(
    ("label", "codec", "text"), [("UTF-7", "utf-7", FRENCH), ("hz-gb-2312", "hz", "国防部长说: A+B")]
)
def test_letters_that_mail_writes_in_seven_bits_are_read_where_that_is_declared(
    label: str, codec: str, text: str
) -> None:
    written = text.encode(codec)
    assert decode(written, label).text == text
    assert decode(written, "us-ascii").text == written.decode("ascii")
