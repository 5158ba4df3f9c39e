"""The budget of an input: what unpacks to too much is cut off with one reject, and the rest is read."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.index.containers import zip as zip_archive
from dateline.index.containers.walk import walk
from dateline.index.raw import RejectKind
from dateline.index.sources.budget import LIMITS, Budget
from tests.opened import opened, unpacked
from tests.packed import COMPRESSIONS, Pack, sevened, tarred, zipped

TIGHT = LIMITS._replace(free_bytes=1 << 20, ratio=20)


def in_zip(content: bytes) -> bytes:
    return zipped({"a": content})


def in_7z(content: bytes) -> bytes:
    return sevened({"a": content})


def in_tar_gz(content: bytes) -> bytes:
    return gzip.compress(tarred({"a": content}))


def in_gz_in_zip(content: bytes) -> bytes:
    return zipped({"a.gz": gzip.compress(content)})


def in_gz_in_tar(content: bytes) -> bytes:
    return tarred({"a.gz": gzip.compress(content), "b.txt": b"b"})


@pytest.mark.parametrize(
    "pack",
    [*COMPRESSIONS.values(), in_zip, in_7z, in_tar_gz, in_gz_in_zip, in_gz_in_tar],
)
def test_a_bomb_is_cut_off_with_one_reject(pack: Callable[[bytes], bytes]) -> None:
    found = unpacked(pack(bytes(20 << 20)), TIGHT)
    assert list(found.rejects.values()) == [RejectKind.LIMIT]
    assert len(found.reasons) == 1
    assert "unpacks to more than 20 times its size" in found.reasons[0]
    assert sum(map(len, found.contents.values())) < 6 << 20


def test_other_members_and_inputs_are_read_beside_a_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": b"a", "b.txt": bytes(200 << 20), "c.txt": b"c"}))
    (tmp_path / "d.txt").write_bytes(b"d")
    found = opened(walk([str(tmp_path)]), f"{tmp_path}/")
    assert found.contents["a.zip!/a.txt"] == b"a"
    assert found.contents["a.zip!/c.txt"] == b"c"
    assert found.contents["d.txt"] == b"d"
    assert found.rejects == {"a.zip!/b.txt": RejectKind.LIMIT}


def test_a_zip_that_lists_the_same_bytes_many_times_is_cut_off() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0", bytes(1 << 20))
        (info,) = archive.infolist()
        for number in range(1, 300):
            copy = zipfile.ZipInfo("0")
            for attribute in ("compress_type", "compress_size", "file_size", "CRC", "header_offset"):
                setattr(copy, attribute, getattr(info, attribute))
            archive.filelist.append(copy)
            archive.NameToInfo[str(number)] = copy
    found = unpacked(content.getvalue(), TIGHT)
    assert RejectKind.LIMIT in found.rejects.values()
    assert len(found.reasons) == 1


def test_many_bombs_in_one_input_end_it() -> None:
    bombs = {str(number): bytes(3 << 20) for number in range(20)}
    found = unpacked(zipped(bombs), TIGHT)
    assert list(found.rejects.values()) == [RejectKind.LIMIT] * (LIMITS.forgiven + 1)
    assert list(found.contents) == [str(number) for number in range(LIMITS.forgiven + 1)]


@pytest.mark.parametrize("pack", [gzip.compress, in_zip])
def test_nesting_ends_at_a_depth(pack: Callable[[bytes], bytes]) -> None:
    content = b"a"
    for _ in range(LIMITS.depth + 5):
        content = pack(content)
    found = unpacked(content)
    assert found.contents == {}
    assert list(found.rejects.values()) == [RejectKind.LIMIT]
    assert found.reasons == ["containers are nested more than 8 levels deep"]


def test_a_zip_of_zips_of_zips_is_cut_off() -> None:
    content = bytes(1 << 20)
    for _ in range(5):
        content = zipped({str(number): content for number in range(16)})
    start = time.process_time()
    found = unpacked(content, TIGHT)
    assert time.process_time() - start < 5
    assert list(found.rejects.values()) == [RejectKind.LIMIT]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_more_members_than_the_limit_are_one_reject(pack: Pack) -> None:
    members = {f"{number}.txt": b"a" for number in range(50)}
    found = unpacked(pack(members), LIMITS._replace(free_members=10, bytes_of_member=1 << 20))
    assert len(found.contents) == 10
    assert found.reasons == ["more than 10 members"]
    assert found.rejects == {"in": RejectKind.LIMIT}


def test_a_zip_directory_of_absurd_size_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "_MAX_DIRECTORY", 50)
    found = unpacked(zipped({"a.txt": b"a", "b.txt": b"b"}))
    assert found.rejects == {"in": RejectKind.LIMIT}
    monkeypatch.undo()
    content = bytearray(zipped({"a.txt": b"a"}))
    content[-10:-6] = (200 << 20).to_bytes(4, "little")
    assert unpacked(bytes(content)).contents == {"a.txt": b"a"}, "a size that the file has not"


def test_an_archive_from_a_pipe_is_copied_up_to_a_limit() -> None:
    content = zipped({"a.txt": b"a" * 100})
    assert unpacked(content, LIMITS._replace(spooled_bytes=10)).rejects == {"in": RejectKind.LIMIT}


def test_time_spent_on_an_input_is_limited() -> None:
    budget = Budget(lambda: 0, LIMITS._replace(free_seconds=0.01))

    def slow(size: int) -> bytes:
        end = time.thread_time() + 0.02
        while time.thread_time() < end:
            pass
        return bytes(size)

    assert budget.timed(slow, 1) == b"\x00"
    assert budget.exceeded is not None
    assert "seconds" in budget.exceeded


def test_time_spent_in_nested_containers_counts_once() -> None:
    budget = Budget(lambda: 0, LIMITS._replace(free_seconds=0.03))

    def slow(size: int) -> bytes:
        end = time.thread_time() + 0.02
        while time.thread_time() < end:
            pass
        return bytes(size)

    def outer(size: int) -> bytes:
        return budget.timed(slow, size)

    budget.timed(outer, 1)
    assert budget.exceeded is None


def test_a_compressed_file_that_needs_too_much_memory_is_rejected() -> None:
    content = bytearray(lzma.compress(b"a" * 1000, lzma.FORMAT_ALONE))
    content[1:5] = (1 << 30).to_bytes(4, "little")
    assert unpacked(bytes(content)).rejects == {"in": RejectKind.LIMIT}


def test_time_spent_waiting_is_free() -> None:
    budget = Budget(lambda: 0, LIMITS._replace(free_seconds=0.02))

    def wait(size: int) -> bytes:
        time.sleep(0.05)
        return bytes(size)

    budget.timed(wait, 1)
    assert budget.exceeded is None


def test_a_sparse_file_in_a_tar_is_rejected() -> None:
    content = bytearray(tarred({"a.txt": b"a", "b.txt": b"b"}))
    header = tarfile.TarInfo("huge")
    header.type = tarfile.GNUTYPE_SPARSE
    block = bytearray(header.tobuf(tarfile.GNU_FORMAT))
    block[386:410] = b"00000000000\x0000000000000\x00"
    block[483:495] = b"77777777777\x00"
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\x00 " % sum(block)
    found = unpacked(bytes(block) + bytes(content))
    assert found.contents == {"a.txt": b"a", "b.txt": b"b"}
    assert found.rejects == {"huge": RejectKind.UNSUPPORTED}


def test_a_tar_with_an_endless_name_is_rejected_without_reading_it() -> None:
    header = tarfile.TarInfo("x")
    header.type = tarfile.XHDTYPE
    header.size = 1 << 30
    found = unpacked(header.tobuf() + bytes(1 << 20))
    assert found.rejects == {"in": RejectKind.LIMIT}


def test_many_members_are_walked_in_constant_memory(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(tarred({f"{number}.txt": b"a" for number in range(5000)}))
    tracemalloc.start()
    count = sum(1 for _ in walk([str(tmp_path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 5000
    assert peak < 2 << 20


def test_a_container_whose_library_is_missing_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_missing(extra: str | None) -> bool:
        return extra == "archives"

    monkeypatch.setattr("dateline.index.containers.walk.is_missing", is_missing)
    found = unpacked(tarred({"a.7z": in_7z(b"a"), "b.txt": b"b"}))
    assert found.contents == {"b.txt": b"b"}
    assert found.rejects == {"a.7z": RejectKind.NEEDS_EXTRA}
    assert found.reasons == ["7z: to read it, install dateline[archives]"]
