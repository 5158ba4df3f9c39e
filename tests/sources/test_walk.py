"""Walking addresses to inputs: folders, compressed files, archives, standard input, and their faults."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dateline.errors import SourceError
from dateline.index.database import FILE as DATABASE_FILE
from dateline.index.raw import RawReject
from dateline.index.sources.files import total_size
from dateline.index.sources.walk import walk
from tests.packed import tarred, zipped

TEXT = b"The council met on Monday.\n" * 5000


def read_all(addresses: Sequence[Path | str]) -> dict[str, bytes | str]:
    """Map each address, relative to the folder `inputs`, to its content or the reason of its reject."""
    found: dict[str, bytes | str] = {}
    for each in walk([str(address) for address in addresses]):
        if isinstance(each, RawReject):
            found[Path(each.place.source).name] = each.reason
        else:
            stream = each.open()
            content = b"".join(iter(lambda: stream.read(1 << 20), b""))  # noqa: B023  # used up before the next
            found[each.address.rpartition("/inputs/")[2]] = stream.damage or content
    return found


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "inputs"
    folder.mkdir()
    return folder


def test_a_dateline_archive_in_a_folder_is_not_read(inputs: Path) -> None:
    (inputs / "data").mkdir()
    for name in ("data/CURRENT", f"data/{DATABASE_FILE}", "report.txt"):
        (inputs / name).write_bytes(TEXT)
    reason = "a Dateline archive: index its original files instead"
    assert read_all([inputs]) == {"data": reason, "report.txt": TEXT}


def test_a_folder_is_walked_by_name_without_hidden_files(inputs: Path) -> None:
    (inputs / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/2.txt", "b/1.txt", ".hidden", "b/.git"):
        (inputs / name).write_bytes(name.encode())
    assert list(read_all([inputs])) == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]


def test_a_link_to_a_parent_folder_is_rejected(inputs: Path) -> None:
    (inputs / "a.txt").write_bytes(b"a")
    (inputs / "up").symlink_to(inputs)
    assert read_all([inputs]) == {"a.txt": b"a", "up": "a link to one of its parent folders"}


def test_a_path_neither_file_nor_folder_is_rejected(inputs: Path) -> None:
    os.mkfifo(inputs / "pipe")
    (inputs / "lost").symlink_to(inputs / "missing")
    assert read_all([inputs]) == {"lost": "No such file or directory", "pipe": "neither a file nor a folder"}


def test_an_unreadable_file_in_a_folder_is_rejected(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (inputs / name).write_bytes(b"x")
    opened = Path.open

    def refuse(path: Path, mode: str, buffering: int) -> object:
        if path.name == "b":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode, buffering)

    # The tests may run as root, for whom every file is readable.
    monkeypatch.setattr(Path, "open", refuse)
    assert read_all([inputs]) == {"a": b"x", "b": "Permission denied", "c": b"x"}


def test_a_missing_address_raises_before_walking(inputs: Path) -> None:
    (inputs / "a.txt").write_bytes(b"a")
    with pytest.raises(SourceError, match="no such file or folder"):
        walk([str(inputs), str(inputs / "b.txt")])


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_files_are_recognised_by_content(inputs: Path, compress: Callable[[bytes], bytes]) -> None:
    (inputs / "news.txt").write_bytes(compress(TEXT))
    assert read_all([inputs]) == {"news.txt": TEXT}


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_member_addresses_start_with_their_archive(inputs: Path, pack: Callable[[dict[str, bytes]], bytes]) -> None:
    (inputs / "news").write_bytes(pack({"a/b.txt": TEXT, "c.gz": gzip.compress(b"c"), "a/.hidden": b"h"}))
    assert read_all([inputs]) == {"news!/a/b.txt": TEXT, "news!/c.gz": b"c"}


def test_a_tar_of_many_members_is_walked_in_constant_memory(inputs: Path) -> None:
    (inputs / "a.tar").write_bytes(tarred({f"{number}.txt": b"a" for number in range(5000)}))
    tracemalloc.start()
    count = sum(1 for _ in walk([str(inputs)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 5000
    assert peak < 2 << 20


def test_archives_may_be_nested_one_level_deep(inputs: Path) -> None:
    inner = zipped({"a.txt": b"a"})
    (inputs / "one.tar.gz").write_bytes(gzip.compress(tarred({"in.zip": inner, "b.txt": b"b"})))
    (inputs / "two.zip").write_bytes(zipped({"mid.tar": tarred({"in.zip": inner})}))
    assert read_all([inputs]) == {
        "one.tar.gz!/in.zip!/a.txt": b"a",
        "one.tar.gz!/b.txt": b"b",
        "in.zip": "archives are nested more than one level deep",
    }


def test_a_truncated_gzip_is_read_up_to_the_damage(inputs: Path) -> None:
    (inputs / "a.gz").write_bytes(gzip.compress(os.urandom(1 << 19))[: 1 << 18])
    (each,) = walk([str(inputs)])
    assert not isinstance(each, RawReject)
    stream = each.open()
    assert len(stream.read()) > 1 << 17
    assert stream.damage is not None
    assert "ended" in stream.damage


def test_a_damaged_archive_is_rejected_and_walking_continues(inputs: Path) -> None:
    whole = tarred({"a.txt": TEXT, "b.txt": TEXT})
    (inputs / "a.tar").write_bytes(whole[: len(whole) // 2 + 1000])
    (inputs / "b.zip").write_bytes(zipped({"c.txt": TEXT})[:-30])
    (inputs / "d.txt").write_bytes(b"d")
    found = read_all([inputs])
    assert found["a.tar!/a.txt"] == TEXT
    assert "damaged archive" in str(found["b.zip"])
    assert found["d.txt"] == b"d"
    assert isinstance(found["a.tar!/b.txt"], str)


def test_a_member_with_a_wrong_checksum_is_rejected(inputs: Path) -> None:
    content = bytearray(zipped({"a.txt": os.urandom(5000), "b.txt": b"b"}))
    content[500] ^= 0xFF
    (inputs / "a.zip").write_bytes(content)
    found = read_all([inputs])
    assert isinstance(found["a.zip!/a.txt"], str)
    assert found["a.zip!/b.txt"] == b"b"


def test_an_encrypted_member_is_rejected(inputs: Path) -> None:
    content = bytearray(zipped({"a.txt": b"a"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    (inputs / "a.zip").write_bytes(content)
    assert read_all([inputs]) == {"a.txt": "encrypted: unpack it with its password first"}


def test_a_decompression_bomb_is_cut_off(inputs: Path) -> None:
    bomb = gzip.compress(bytes(200 << 20))
    (inputs / "bomb.gz").write_bytes(bomb)
    (inputs / "bomb.zip").write_bytes(zipped({"a": bytes(150 << 20)}))
    found = read_all([inputs])
    assert found == dict.fromkeys(("bomb.gz", "bomb.zip"), "unpacks to more than 200 times its size")


@pytest.mark.parametrize("content", [TEXT, gzip.compress(TEXT), zipped({"a": TEXT}), tarred({"a": TEXT})])
def test_standard_input_is_opened_like_a_file(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pipe(content)))
    found = next(walk(["-"]))
    assert not isinstance(found, RawReject)
    assert found.address in {"-", "-!/a"}
    assert found.open().read() == TEXT


def test_sizes_are_stored_file_sizes(inputs: Path) -> None:
    packed = [
        gzip.compress(TEXT),
        zipped({"a": TEXT, "b": b"b"}),
        b"plain",
        gzip.compress(TEXT)[:40],
        os.urandom(1 << 19),
    ]
    for name, content in enumerate(packed):
        (inputs / str(name)).write_bytes(content)
    counts: list[int] = []
    for each in walk([str(inputs)], counts.append):
        if not isinstance(each, RawReject):
            each.open().read(10)
    assert sum(counts) == total_size([str(inputs)]) == sum(map(len, packed))


def test_the_size_of_a_pipe_is_unknown(inputs: Path) -> None:
    os.mkfifo(inputs / "pipe")
    assert total_size([str(inputs / "pipe")]) is None
