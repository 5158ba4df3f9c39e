"""Generate a folder with files of every supported kind, some of them broken in different ways."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import msgspec

from dateline.index.formats.stretch import LIMIT
from tests.packed import tarred, zipped

FILES, BROKEN = 10_000, 50
_FOLDERS = 40


class Kind(msgspec.Struct, frozen=True):
    """One kind of file: its ending and its content."""

    ending: str
    content: Callable[[str], bytes]


class Breakage(msgspec.Struct, frozen=True):
    """One kind of broken file, with the reason that its reject gives."""

    ending: str
    content: Callable[[str], bytes]
    reason: str


def fill(folder: Path) -> dict[Path, Breakage]:
    """Write FILES files of one article each, BROKEN of them broken; return the broken ones."""
    broken: dict[Path, Breakage] = {}
    for number in range(FILES):
        path = folder / f"{number % _FOLDERS:02}" / f"{number:05}"
        path.parent.mkdir(exist_ok=True, parents=True)
        text = f"MINSK, May 3 - Report {number} speaks of talks in Belarus."
        at, rest = divmod(number, FILES // BROKEN)
        kind = KINDS[number % len(KINDS)] if rest else BREAKAGES[at % len(BREAKAGES)]
        made = path.with_suffix(kind.ending)
        made.write_bytes(kind.content(text))
        if isinstance(kind, Breakage):
            broken[made] = kind
    return broken


def _json(text: str) -> bytes:
    return msgspec.json.encode({"body": text, "date": "2021-05-03"})


def _tar(text: str) -> bytes:
    return tarred({"report.txt": text.encode()})


def _locked(text: str) -> bytes:
    """A zip file whose only member is marked as encrypted."""
    content = bytearray(zipped({"report.txt": text.encode()}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    return bytes(content)


def _nested(text: str) -> bytes:
    content = zipped({"inner.txt": text.encode()})
    for level in range(9):
        content = zipped({f"{level}.zip": content})
    return content


def _wrapped(text: str) -> bytes:
    content = text.encode()
    for _ in range(9):
        content = gzip.compress(content, 1)
    return content


KINDS = (
    Kind(".txt", str.encode),
    Kind(".jsonl", lambda text: _json(text) + b"\n"),
    Kind(".json", lambda text: msgspec.json.encode([{"title": "Talks", "text": text}])),
    Kind(".pretty.json", lambda text: msgspec.json.format(_json(text), indent=2)),
    Kind(".csv", lambda text: f'headline,body\nTalks,"{text}"\n'.encode()),
    Kind(".tsv", lambda text: f"headline\tbody\nTalks\t{text}\n".encode()),
    Kind(".semicolons.csv", lambda text: f'headline;body\nTalks;"{text}"\n'.encode()),
    Kind(".txt.gz", lambda text: gzip.compress(text.encode(), 1)),
    Kind(".jsonl.gz", lambda text: gzip.compress(_json(text), 1)),
    Kind(".csv.bz2", lambda text: bz2.compress(f'headline,body\nTalks,"{text}"\n'.encode())),
    Kind(".txt.xz", lambda text: lzma.compress(text.encode(), preset=0)),
    Kind(".tar", _tar),
    Kind(".tar.gz", lambda text: gzip.compress(_tar(text), 1)),
    Kind(".zip", lambda text: zipped({"report.json": _json(text), ".hidden": b"not read"})),
    Kind(".utf16.txt", lambda text: text.encode("utf-16")),
    Kind(".windows.txt", lambda text: f"{text} It was a café.".encode("windows-1252")),
    Kind("", lambda text: f"Date: 2021-05-03\nSource: Wire\n\n{text}\n".encode()),
)
"""One article each, in every format and every container."""

BREAKAGES = (
    Breakage(".txt", lambda _: b"", "empty"),
    Breakage(".txt", lambda _: b" \n\n\t", "no text in it"),
    Breakage(".bin", lambda _: bytes(range(256)), "not text"),
    Breakage(".jsonl", lambda _: b'{"body": "never closed\n', "not JSON"),
    Breakage(".jsonl", lambda _: b'{"body": "one"} and more\n', "not JSON"),
    Breakage(".jsonl", lambda _: b'{"body": ' + b"[" * 50_000, "nested too deep"),
    Breakage(".json", lambda _: b'[{"headline": "", "body": ""}]', "neither a body nor a headline"),
    Breakage(".json", lambda _: b'[{"headline": "Talks", "body": {"pages": 2}}]', "not text"),
    Breakage(".csv", lambda text: f'headline,body\nTalks,"{text}\n'.encode(), "not a row"),
    Breakage(".csv", lambda text: f"headline,body\nTalks,now,{text}\n".encode(), "4 cells, but"),
    Breakage(".csv", lambda _: b"headline,body\n", "no article in it"),
    Breakage(".txt.gz", lambda _: b"\x1f\x8b\x08 and no more", "damaged after 0 bytes"),
    Breakage(".txt.gz", lambda text: gzip.compress(text.encode(), 1)[:10], "damaged after"),
    Breakage(".txt.xz", lambda text: lzma.compress(text.encode())[:20], "damaged after 0 bytes"),
    Breakage(".gz", _wrapped, "nested more than"),
    Breakage(".zip", lambda text: zipped({"report.txt": text.encode()})[:20], "damaged"),
    Breakage(".zip", _locked, "encrypted"),
    Breakage(".zip", _nested, "nested more than"),
    Breakage(".txt", lambda text: text.encode() * (LIMIT // len(text) + 1), "at most"),
)
"""None contains a readable article; each gives one reject."""
