"""Zip archives that are cut, joined, damaged or divided, and names in older encodings: nothing is lost unsaid."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pytest

from dateline.index.raw import RejectKind
from tests.opened import unpacked
from tests.packed import zipped


def stored(members: Mapping[str, bytes]) -> bytes:
    """A zip archive whose members are not compressed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def with_extra(name: bytes, member: bytes, flags: int, extra: bytes = b"") -> bytes:
    """A zip archive of one stored member whose name is these bytes."""
    fixed = (20, flags, 0, 0, 0, zlib.crc32(member), len(member), len(member), len(name), len(extra))
    header = struct.pack("<4s5H3I2H", b"PK\x03\x04", *fixed) + name + extra
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, *fixed, 0, 0, 0, 0, 0) + name + extra
    start = len(header) + len(member)
    return header + member + entry + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), start, 0)


INNER = {"i/one.txt": b"one", "i/two.txt": b"two"}
OUTER = {"a.txt": b"a" * 50, "b.txt": b"b", "inner.zip": stored(INNER), "c.txt": b"c"}


def test_a_cut_zip_is_not_taken_for_the_zip_in_it() -> None:
    whole = stored(OUTER)
    end_of_inner = whole.index(b"c.txt") - 30
    found = unpacked(whole[:end_of_inner])
    expected = {"a.txt": b"a" * 50, "b.txt": b"b", "inner.zip!/i/one.txt": b"one", "inner.zip!/i/two.txt": b"two"}
    assert found.contents == expected
    assert found.rejects == {"in": RejectKind.DAMAGED}


@pytest.mark.parametrize("inner", ["whole", "office"])
def test_wherever_a_zip_is_cut_it_is_said_once(inner: str) -> None:
    members = {**OUTER, "inner.zip": stored({"[Content_Types].xml": b"<a/>"})} if inner == "office" else OUTER
    whole = stored(members)
    for size in range(31, len(whole)):
        found = unpacked(whole[:size])
        assert len(found.reasons) == 1, size
        assert size < 90 or "a.txt" in found.contents, size


def test_wherever_a_directory_is_damaged_it_is_said_at_most_once_and_all_is_read_or_said() -> None:
    members = {f"{number}.txt": bytes([65 + number]) * 300 for number in range(3)}
    whole = zipped(members)
    for place in range(whole.index(b"PK\x01\x02"), len(whole)):
        for byte in {0, 255, whole[place] ^ 1} - {whole[place]}:
            content = bytearray(whole)
            content[place] = byte
            found = unpacked(bytes(content))
            assert len(found.reasons) <= 1, (place, byte)
            is_all = list(found.contents.values()) == list(members.values())
            assert is_all or found.reasons or any(name.startswith(".") for name in found.contents), (place, byte)


def test_archives_one_after_the_other_are_all_read() -> None:
    found = unpacked(zipped({"a.txt": b"a"}) + stored({"b.txt": b"b"}) + zipped({"c.txt": b"c"}))
    assert found.contents == {"a.txt": b"a", "b.txt": b"b", "c.txt": b"c"}
    assert found.reasons == []


def test_a_cut_archive_behind_a_whole_one_is_read_as_far_as_it_goes() -> None:
    found = unpacked(zipped({"a.txt": b"a"}) + zipped({"b.txt": b"b"})[:-60])
    assert found.contents == {"a.txt": b"a", "b.txt": b"b"}
    assert found.rejects == {"in": RejectKind.DAMAGED}


@pytest.mark.parametrize("rest", [b"\0" * 600, b"\r\n"])
def test_blank_bytes_may_follow_an_archive(rest: bytes) -> None:
    assert unpacked(zipped({"a.txt": b"a"}) + rest).reasons == []


def test_other_bytes_behind_an_archive_are_said() -> None:
    found = unpacked(zipped({"a.txt": b"a"}) + b"something")
    assert found.contents == {"a.txt": b"a"}
    assert found.reasons == ["damaged: something else follows the archive"]


def test_a_comment_belongs_to_the_archive() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", b"a")
        archive.comment = b"written by hand"
    assert unpacked(content.getvalue()).reasons == []


def _in_64_bits(members: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A zip archive whose directory has an end of 64 bits."""
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    whole = stored(members)
    monkeypatch.undo()
    assert b"PK\x06\x06" in whole
    return whole


def test_a_directory_of_64_bits_is_that_of_its_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _in_64_bits(OUTER, monkeypatch)
    found = unpacked(whole)
    assert len(found.contents) == 5
    assert found.reasons == []
    cut = unpacked(stored({"a.txt": b"a", "inner.zip": whole})[: whole.index(b"PK\x05\x06") + 94])
    assert "a.txt" in cut.contents
    assert len(cut.reasons) == 1


def test_a_member_whose_sizes_have_64_bits_is_read_without_the_directory() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("a.txt", "b.txt"):
            info = zipfile.ZipInfo(name)
            with archive.open(info, "w", force_zip64=True) as member:
                member.write(b"text of " + name.encode())
    found = unpacked(content.getvalue()[:-10])
    assert found.contents == {"a.txt": b"text of a.txt", "b.txt": b"text of b.txt"}
    assert len(found.reasons) == 1


def test_reading_without_a_directory_goes_on_behind_a_damaged_member() -> None:
    content = bytearray(zipped({"a.txt": b"a" * 99, "b.txt": b"b" * 99, "c.txt": b"c"}))
    start = content.index(b"b.txt") + 5
    content[start : start + 4] = b"\xff" * 4
    found = unpacked(bytes(content[:-30]))
    assert (found.contents["a.txt"], found.contents["c.txt"]) == (b"a" * 99, b"c")
    assert found.rejects == {"b.txt": RejectKind.DAMAGED, "in": RejectKind.DAMAGED}


@pytest.mark.parametrize("lost", [0, 10])
def test_an_encrypted_member_is_called_so_with_and_without_the_directory(lost: int) -> None:
    content = zipped({"b.txt": b"b"})
    encrypted = with_extra(b"a.txt", b"x" * 20, 1)
    found = unpacked((encrypted[: encrypted.index(b"PK\x01\x02")] + content)[:-10] if lost else encrypted)
    assert found.rejects["a.txt"] is RejectKind.ENCRYPTED


def test_one_of_several_volumes_is_called_so() -> None:
    found = unpacked(b"PK\x07\x08" + zipped({"a.txt": b"a"})[:-30])
    assert found.rejects == {"in": RejectKind.UNSUPPORTED}
    assert found.reasons == ["one of several volumes: join them first"]


def test_a_single_volume_of_a_divided_archive_is_read() -> None:
    assert unpacked(b"PK00" + zipped({"a.txt": b"a"})).contents == {"a.txt": b"a"}


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp437", "Z\u00fcrich/caf\u00e9.txt"),
        ("shift_jis", "\u653f\u5e9c\u767a\u8868/\u30cb\u30e5\u30fc\u30b9.txt"),
        ("gbk", "\u65b0\u95fb/\u653f\u5e9c\u5de5\u4f5c\u62a5\u544a.txt"),
        ("big5", "\u65b0\u805e\u7a3f/\u7e3d\u7d71\u5e9c.txt"),
        ("cp866", "\u043d\u043e\u0432\u043e\u0441\u0442\u0438/\u041c\u0438\u043d\u0441\u043a.txt"),
        ("utf-8", "\u043d\u043e\u0432\u043e\u0441\u0442\u0438.txt"),
    ],
    ids=["cp437", "shift-jis", "gbk", "big5", "cp866", "utf-8"],
)
def test_names_in_the_encoding_of_some_machine_are_decoded(encoding: str, name: str) -> None:
    assert list(unpacked(with_extra(name.encode(encoding), b"a", 0)).contents) == [name]


def test_the_name_in_unicode_beside_another_one_is_taken() -> None:
    raw, name = b"caf\x82.txt", "caf\u00e9 \u2014 1.txt"
    content = b"\1" + zlib.crc32(raw).to_bytes(4, "little") + name.encode()
    field = struct.pack("<HH", 0x7075, len(content)) + content
    assert list(unpacked(with_extra(raw, b"a", 0, field)).contents) == [name]
    stale = struct.pack("<HH", 0x7075, len(content)) + b"\1\0\0\0\0" + name.encode()
    assert list(unpacked(with_extra(raw, b"a", 0, stale)).contents) == ["caf\u00e9.txt"]


def test_a_member_without_a_name_does_not_hide_the_others() -> None:
    content = bytearray(zipped({"a.txt": b"a", "b.txt": b"b"}))
    content[content.index(b"PK\x01\x02") + 46] = 0
    assert unpacked(bytes(content)).contents["b.txt"] == b"b"
