"""What no format reads is named by how it begins; prose that begins with the same letters is prose."""

from __future__ import annotations

from typing import Final

import pytest

from dateline.index.formats.format import Head
from dateline.index.formats.kinds import kind_of
from dateline.index.raw import NO_HINTS

REST: Final = bytes(range(256))
BINARY: Final = (
    ("a JPEG picture", b"\xff\xd8\xff\xe0"),
    ("a PNG picture", b"\x89PNG\r\n\x1a\n"),
    ("a GIF picture", b"GIF89a"),
    ("a TIFF picture", b"II*\x00"),
    ("a TIFF picture", b"MM\x00*"),
    ("a WebP picture", b"RIFF\x00\x10\x00\x00WEBP"),
    ("an icon", b"\x00\x00\x01\x00"),
    ("a JPEG 2000 picture", b"\x00\x00\x00\x0cjP  "),
    ("a DjVu file", b"AT&TFORM"),
    ("a sound file", b"ID3\x04"),
    ("a sound file", b"\xff\xfb\x90"),
    ("a sound file", b"fLaC"),
    ("a sound or video file", b"OggS"),
    ("a sound file", b"RIFF\x00\x10\x00\x00WAVE"),
    ("a video", b"\x00\x00\x00\x18ftypmp42"),
    ("a video", b"RIFF\x00\x10\x00\x00AVI "),
    ("a video", b"\x1aE\xdf\xa3"),
    ("a video", b"FLV\x01"),
    ("a font", b"wOFF"),
    ("a font", b"wOF2"),
    ("a font", b"OTTO"),
    ("a font", b"\x00\x01\x00\x00\x00"),
    ("a program", b"\x7fELF"),
    ("a program", b"MZ\x90\x00"),
    ("a program", b"\xca\xfe\xba\xbe"),
    ("a program", b"\x00asm"),
    ("a RAR archive", b"Rar!\x1a\x07\x00"),
    ("a cabinet", b"MSCF"),
    ("a package", b"!<arch>\n"),
    ("a file compressed with compress", b"\x1f\x9d\x90"),
    ("an Outlook mailbox (PST)", b"!BDN"),
    ("a Mobipocket book", b"The ministers".ljust(60, b"\x00") + b"BOOKMOBI"),
    ("a Microsoft Office file in the old format", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("a WordPerfect file", b"\xffWPC"),
    ("an ORC table", b"ORC"),
    ("an Avro file", b"Obj\x01"),
    ("an Arrow file", b"ARROW1\x00\x00"),
    ("an HDF5 file", b"\x89HDF\r\n\x1a\n"),
    ("a Python pickle", b"\x80\x04\x95"),
    ("a Java object", b"\xac\xed\x00\x05"),
    ("a binary property list", b"bplist00"),
)
TEXTS: Final = (
    ("PostScript", "%!PS-Adobe-3.0\n"),
    ("a LaTeX source", "% a comment\n\\documentclass{article}"),
    ("a calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0"),
    ("an address card", "BEGIN:VCARD\r\nFN:Ann"),
    ("a key or a certificate", "-----BEGIN CERTIFICATE-----\nabc"),
    ("subtitles", "WEBVTT\n\n00:00.000 --> 00:01.000\nHello"),
    ("subtitles", "1\n00:00:01,000 --> 00:00:02,000\nHello"),
    ("a script", "#!/bin/sh\necho"),
    ("a script", "#! /usr/bin/env python3\n"),
    ("a PHP program", "<?php echo 1;"),
    ("a style sheet", "@import url('a.css');"),
    ("a style sheet", "/* main */ .menu { color: red }"),
    ("a style sheet", "body{margin:0}"),
    ("a JavaScript program", "'use strict';\n"),
    ("a JavaScript program", "(function () {\n"),
    ("a JavaScript program", "const a = 1;"),
    ("a JavaScript program", "window.dataLayer = []"),
    ("a patch", "diff --git a/x b/x\n"),
    ("a patch", "--- a/x\n+++ b/x\n@@ -1 +1 @@"),
    ("SQL statements", "-- a dump\nCREATE TABLE news (id INT);"),
    ("SQL statements", "insert into news values (1);"),
    ("SQL statements", "INSERT INTO `news` (`id`) VALUES (1);"),
    ("SQL statements", "DROP TABLE IF EXISTS `news`;"),
    ("SQL statements", "PRAGMA foreign_keys=OFF;"),
    ("a package", "!<arch>\nnews.txt/  1262968202  500   500   100644  47        `\n"),
    ("a picture of the sky (FITS)", "SIMPLE  =                    T / conforms to FITS\n"),
    ("a Python pickle", "ccopy_reg\n_reconstructor\np0\n(cnews\n"),
    ("a drawing (DXF)", "  0\nSECTION\n  2\nHEADER\n  9\n"),
    ("the fields of a PDF form", "%FDF-1.2\n"),
    ("the measures of a font", "StartFontMetrics 4.1\n"),
    ("a picture (PNM)", "P2\n# made by hand\n24 7\n15\n0 0 0"),
    ("a robots.txt file", "# robots\nUser-agent: *\nDisallow: /"),
    ("a configuration file", "[main]\nname = value\n"),
)
PROSE: Final = (
    "OTTO von Bismarck met ministers.",
    "ORC attacks were reported.",
    "MZ reports that ministers met.",
    "ID3 is the new car of the year.",
    "GIF8 is a name.",
    "MSCF, a fund, grew.",
    "Obj: ministers met.",
    "Function rooms were booked out, said the mayor.",
    "Let it rain, they said.",
    "Var is a department of France.",
    "Const. Smith said that he ran.",
    "Window. A poem of our readers.",
    "Begin: the ministers met.",
    "Insert coins into the meter from Monday.",
    "Insert into the debate a new voice, said the mayor.",
    "Drop table tennis; take up chess.",
    "Create table legs from wood.",
    "Create tables from wood in ten steps.",
    "--- The ministers met ---",
    "#1 song of the week",
    "@media and the press: a debate",
    "[Oslo] The ministers met = nothing new.",
    "12:30: the ministers met.",
    "1\nMinisters met.",
    "User-agents of the state were seen.",
    "%! is an odd oath.",
    "WEBVTTs are explained here.",
    "Body: found by the river",
    "- - - - BEGIN - - - -",
    "Simple = true, said the minister.",
    "copy_reg\nis a module",
    "P2 was the first of the three sites.",
    "0\nSection one of the law\n2\nHeader",
)


@pytest.mark.parametrize(("kind", "opening"), BINARY)
def test_a_kind_of_bytes_is_named(kind: str, opening: bytes) -> None:
    found = kind_of(Head(opening + REST, NO_HINTS))
    assert found is not None
    assert found.startswith(kind)


@pytest.mark.parametrize(("kind", "opening"), TEXTS)
@pytest.mark.parametrize("before", ["", "\ufeff", "\n \n"])
def test_a_kind_of_text_is_named(kind: str, opening: str, before: str) -> None:
    found = kind_of(Head((before + opening).encode(), NO_HINTS))
    assert found is not None
    assert found.startswith(kind)


@pytest.mark.parametrize("codec", ["cp500", "cp037", "cp1140"])
def test_text_of_a_mainframe_is_named(codec: str) -> None:
    text = "The ministers of both countries met in Baku on Tuesday and spoke of trade.\n"
    found = kind_of(Head(text.encode(codec) * 3, NO_HINTS))
    assert found is not None
    assert found.startswith("text of a mainframe")


@pytest.mark.parametrize(
    ("kind", "opening"),
    [
        ("a signed or encrypted message", b"0\x82\x5d\xe6\x06\t*\x86H\x86\xf7\r\x01\x07\x02\xa0\x82"),
        ("a signed or encrypted message", b"0\x80\x06\t*\x86H\x86\xf7\r\x01\x07\x03"),
        ("CBOR data", b'\xd9\xd9\xf7y=\x01{"url": "'),
    ],
)
def test_bytes_that_are_mostly_text_are_named_by_their_mark(kind: str, opening: bytes) -> None:
    found = kind_of(Head(opening + b"text " * 100, NO_HINTS))
    assert found is not None
    assert found.startswith(kind)


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_kind(text: str) -> None:
    assert kind_of(Head(text.encode(), NO_HINTS)) is None


def test_bytes_of_no_known_kind_have_none() -> None:
    assert kind_of(Head(b"\x05" + REST, NO_HINTS)) is None
