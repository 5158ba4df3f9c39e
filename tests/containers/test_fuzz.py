"""Any bytes may stand where a container is expected: nothing raises, and what stands before damage is read."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.sources.budget import LIMITS
from tests.opened import unpacked
from tests.packed import ARCHIVES, COMPRESSIONS

MEMBERS = {"a.txt": b"The council met.", "b/c.txt": b"It rained on Monday.", "d.txt": b"Prices rose."}
TIGHT = LIMITS._replace(free_bytes=1 << 20, ratio=20, free_members=1000)


def web_archive() -> bytes:
    """Three records of a web archive."""
    head = "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <{}>\r\nContent-Length: {}\r\n\r\n"
    records = [head.format(name, len(text)).encode() + text + b"\r\n\r\n" for name, text in MEMBERS.items()]
    return b"".join(records)


def web_archive_in_parts() -> bytes:
    """The same, each record compressed."""
    return b"".join(gzip.compress(b"WARC/" + record) for record in web_archive().split(b"WARC/")[1:])


def mailbox() -> bytes:
    """Three messages."""
    mark = b"From a@example.org Tue May 18 09:30:00 2021\nSubject: x\n\n"
    return b"\n".join(mark + text + b"\n" for text in MEMBERS.values())


def old_web_archive() -> bytes:
    """Three records of a web archive in ARC."""
    pages = [
        b"http://example.org/%d 192.0.2.1 20050102030405 text/html %d\n%s\n" % (n, len(t), t)
        for n, t in enumerate(MEMBERS.values())
    ]
    return b"filedesc://a 0.0.0.0 20050101120000 text/plain 2\nx\n\n" + b"".join(pages)


MESSAGE = (
    b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nText.\n"
    b"--b\nContent-Disposition: attachment; filename=a.txt\n\nAttached.\n--b--\n"
)
SAMPLES: Mapping[str, bytes] = {
    **{name: pack(MEMBERS) for name, pack in ARCHIVES.items()},
    **{name: compress(b"The council met.") for name, compress in COMPRESSIONS.items()},
    "warc": web_archive(),
    "warc.gz": web_archive_in_parts(),
    "arc": old_web_archive(),
    "mbox": mailbox(),
    "message": MESSAGE,
}
IN_ORDER = ("zip", "tar", "warc", "warc.gz", "arc", "mbox")
"""Containers whose members are read as they come, so that those before damage are whole."""


@pytest.mark.parametrize("name", SAMPLES)
def test_truncation_at_every_byte_is_at_most_one_reject(name: str) -> None:
    whole = SAMPLES[name]
    step = 61 if name == "tar" else 1
    for end in range(1, len(whole), step):
        found = unpacked(whole[:end], TIGHT)
        assert len(found.reasons) <= 1, (end, found.reasons)


@pytest.mark.parametrize("name", IN_ORDER)
def test_members_before_a_truncation_are_whole(name: str) -> None:
    whole = SAMPLES[name]
    expected = list(unpacked(whole).contents.items())
    assert len(expected) == len(MEMBERS)
    seen = set[int]()
    for end in range(1, len(whole), 7):
        found = list(unpacked(whole[:end], TIGHT).contents.items())
        if found and found[0][0] != "in":
            assert found[:-1] == expected[: len(found) - 1]
            seen.add(len(found))
    assert seen == {1, 2, 3}


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_changed_bytes_raise_nothing(name: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    unpacked(bytes(content), TIGHT)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_bytes_behind_the_first_raise_nothing(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(1, min(len(SAMPLES[name]), 600)))
    unpacked(SAMPLES[name][:start] + data.draw(st.binary(max_size=600)), TIGHT)
