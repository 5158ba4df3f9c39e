"""Opening compressed files and archives: kinds, members, damage, nesting, addresses and progress."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.index.containers.walk import walk
from dateline.index.raw import Hints, RejectKind
from dateline.index.sources.blob import Blob
from dateline.index.sources.files import total_size
from tests.opened import opened, unpacked
from tests.packed import ARCHIVES, COMPRESSIONS, Pack, sevened, tarred, zipped

TEXT = b"The council met on Monday.\n" * 5000


@pytest.fixture(params=COMPRESSIONS)
def compress(request: pytest.FixtureRequest) -> Callable[[bytes], bytes]:
    return COMPRESSIONS[request.param]


@pytest.fixture(params=ARCHIVES)
def pack(request: pytest.FixtureRequest) -> Pack:
    return ARCHIVES[request.param]


def test_compressed_files_are_recognised_by_content(compress: Callable[[bytes], bytes]) -> None:
    assert unpacked(compress(TEXT)).contents == {"in": TEXT}


def test_the_parts_of_a_compressed_file_are_read_as_one(compress: Callable[[bytes], bytes]) -> None:
    if compress is not COMPRESSIONS["lzma"]:
        assert unpacked(compress(TEXT) + compress(b"") + compress(b"end")).contents == {"in": TEXT + b"end"}


def test_a_large_compressed_file_is_read_to_its_end(compress: Callable[[bytes], bytes]) -> None:
    content = os.urandom(1000) * 4000 + bytes(4 << 20)
    assert unpacked(compress(content)).contents == {"in": content}


def test_a_truncated_compressed_file_is_read_up_to_the_damage(compress: Callable[[bytes], bytes]) -> None:
    whole = os.urandom(1 << 21)
    packed = compress(whole)
    found = unpacked(packed[: len(packed) // 2])
    assert whole.startswith(found.contents["in"])
    assert len(found.contents["in"]) > (1 << 20) - 950_000
    assert found.rejects == {"in": RejectKind.DAMAGED}
    assert len(found.reasons) == 1


def test_zero_bytes_may_follow_a_compressed_file_and_nothing_else() -> None:
    assert unpacked(gzip.compress(b"a") + bytes(600)).rejects == {}
    found = unpacked(gzip.compress(b"a") + b"something")
    assert found.contents == {"in": b"a"}
    assert found.rejects == {"in": RejectKind.DAMAGED}


def test_the_content_keeps_the_hints_of_its_file_but_the_media_type() -> None:
    hints = Hints(name="news.txt.gz", media_type="application/gzip", url="https://example.org/news.txt.gz")
    found = unpacked(gzip.compress(TEXT), hints=hints)
    assert found.hints["in"] == Hints(name="news.txt.gz", url="https://example.org/news.txt.gz")


def test_members_have_the_address_of_their_archive_and_a_name(pack: Pack) -> None:
    found = unpacked(pack({"a/b.txt": TEXT, "a/.hidden": b"h", "__MACOSX/b.txt": b"m", "c.gz": gzip.compress(b"c")}))
    assert found.contents == {"a/b.txt": TEXT, "c.gz": b"c"}
    assert [hints.name for hints in found.hints.values()] == ["b.txt", "c.gz"]
    assert found.rejects == {}


@pytest.mark.parametrize("pack", [zipped, tarred])  # py7zr does not write such names
def test_a_member_that_leads_out_of_its_archive_is_rejected(pack: Pack) -> None:
    names = ["../a.txt", "b/../../c.txt", "/etc/d.txt", "C:\\e.txt", "..\\f.txt"]
    found = unpacked(pack({"a.txt": b"a", **dict.fromkeys(names, b"x"), "z.txt": b"z"}))
    assert found.contents == {"a.txt": b"a", "z.txt": b"z"}
    assert found.rejects == dict.fromkeys(names, RejectKind.UNSAFE)


def test_links_and_devices_in_a_tar_are_not_followed() -> None:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        for name, kind in (("sym", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("dev", tarfile.CHRTYPE)):
            header = tarfile.TarInfo(name)
            header.type = kind
            header.linkname = "/etc/hostname"
            archive.addfile(header)
    found = unpacked(content.getvalue())
    assert found.contents == {}
    assert found.passed == {"sym": "a link", "hard": "a link"}
    assert found.rejects == {"dev": RejectKind.UNSAFE}


def test_a_link_in_a_zip_is_passed_over() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
    assert unpacked(content.getvalue()).passed == {"link": "a link"}


def test_a_tar_member_whose_name_is_no_text_is_escaped() -> None:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.GNU_FORMAT, encoding="latin-1") as archive:
        for name in ("a.txt", "caf\xe9.txt", "z.txt"):
            header = tarfile.TarInfo(name)
            header.size = 1
            archive.addfile(header, io.BytesIO(b"x"))
    assert list(unpacked(content.getvalue()).contents) == ["a.txt", "caf%E9.txt", "z.txt"]


@pytest.mark.parametrize("dialect", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_all_dialects_of_tar_are_read(dialect: int) -> None:
    name = "/".join(["folder"] * 20) + "/news.txt"
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=dialect) as archive:
        header = tarfile.TarInfo(name)
        header.size = len(TEXT)
        archive.addfile(header, io.BytesIO(TEXT))
    assert unpacked(content.getvalue()).contents == {name: TEXT}


def test_reading_a_tar_goes_on_behind_a_damaged_header() -> None:
    content = bytearray(tarred({"a.txt": b"a", "b.txt": b"b", "c.txt": b"c"}))
    content[1024:1030] = b"xxxxxx"
    found = unpacked(bytes(content))
    assert found.contents == {"a.txt": b"a", "c.txt": b"c"}
    assert found.rejects == {"in": RejectKind.DAMAGED}


def test_a_damaged_archive_is_rejected_once(pack: Pack) -> None:
    content = pack({"a.txt": TEXT, "b.txt": os.urandom(5000)})
    found = unpacked(content[:-3500])
    if pack is tarred:
        assert found.contents["a.txt"] == TEXT
    assert len(found.reasons) == 1
    assert list(found.rejects.values()) == [RejectKind.DAMAGED]


def test_a_damaged_member_is_rejected_and_the_others_read() -> None:
    content = bytearray(zipped({"a.txt": os.urandom(5000), "b.txt": b"b"}))
    content[500] ^= 0xFF
    found = unpacked(bytes(content))
    assert found.contents["b.txt"] == b"b"
    assert found.rejects == {"a.txt": RejectKind.DAMAGED}


def test_an_encrypted_member_is_rejected() -> None:
    content = bytearray(zipped({"a.txt": b"a"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    assert unpacked(bytes(content)).rejects == {"a.txt": RejectKind.ENCRYPTED}


def test_an_encrypted_7z_is_rejected() -> None:
    assert unpacked(sevened({"a.txt": b"a"}, "secret")).rejects == {"in": RejectKind.ENCRYPTED}


@pytest.mark.parametrize("member", ["[Content_Types].xml", "mimetype", "META-INF/manifest.xml"])
def test_an_office_file_is_read_as_a_whole(member: str) -> None:
    content = zipped({"word/document.xml": b"<a/>", member: b"x"})
    assert unpacked(content).contents == {"in": content}
    assert unpacked(zipped({"report.docx": content})).contents == {"report.docx": content}


@pytest.mark.parametrize("pack", [zipped, sevened])  # an empty tar is nothing but zero bytes
def test_an_empty_archive_is_passed_over(pack: Pack) -> None:
    assert unpacked(pack({})).passed == {"in": "an empty container"}


def test_archives_may_be_nested(compress: Callable[[bytes], bytes], pack: Pack) -> None:
    inner = compress(pack({"a.txt": TEXT}))
    for outer in ARCHIVES.values():
        content = outer({"in.x": inner, "b.txt": b"b"})
        assert unpacked(content).contents == {"in.x!/a.txt": TEXT, "b.txt": b"b"}


def test_every_kind_is_read_from_a_file_and_from_a_pipe(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    content = pack({"a.txt": TEXT})
    (tmp_path / "news").write_bytes(content)
    assert opened(walk([f"{tmp_path}/news"]), f"{tmp_path}/").contents == {"news!/a.txt": TEXT}
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pipe(content)))
    assert opened(walk(["-"])).contents == {"-!/a.txt": TEXT}


def test_progress_counts_each_stored_byte_once(tmp_path: Path) -> None:
    members = {"a": TEXT, "b": gzip.compress(TEXT), "c.zip": zipped({"d": TEXT})}
    packed = [pack(members) for pack in ARCHIVES.values()]
    packed += [compress(TEXT) for compress in COMPRESSIONS.values()]
    packed += [b"plain", gzip.compress(TEXT)[:40], zipped(members)[:-30], os.urandom(1 << 19)]
    for name, content in enumerate(packed):
        (tmp_path / str(name)).write_bytes(content)
    counts: list[int] = []
    for each in walk([str(tmp_path)], counts.append):
        if isinstance(each, Blob):
            each.stream.read(10)
    assert sum(counts) == total_size([str(tmp_path)]) == sum(map(len, packed))


def test_a_web_archive_package_gives_only_its_web_archives() -> None:
    record = b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:x>\r\nContent-Length: 4\r\n\r\nText\r\n\r\n"
    members = {"datapackage.json": b"{}", "pages/pages.jsonl": b"{}", "archive/data.warc.gz": gzip.compress(record)}
    found = unpacked(zipped(members))
    assert found.contents == {"archive/data.warc.gz!/urn:x": b"Text"}
    assert set(found.passed) == {"datapackage.json", "pages/pages.jsonl"}


@pytest.mark.parametrize("lost", [30, 200, 5200])
def test_a_zip_without_its_directory_is_read_as_far_as_it_goes(lost: int) -> None:
    members = {"a.txt": TEXT, "b.txt": b"b", ".hidden": b"h", "c.txt": os.urandom(5000)}
    found = unpacked(zipped(members)[:-lost])
    assert found.contents["a.txt"] == TEXT
    assert found.contents["b.txt"] == b"b"
    assert list(found.rejects.values()) == [RejectKind.DAMAGED]
    assert len(found.reasons) == 1


def test_a_zip_written_to_a_pipe_is_read_without_its_directory() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError("a pipe")

    content = Pipe()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, TEXT)
    found = unpacked(content.getvalue()[:-40])
    assert found.contents == {"a.txt": TEXT, "b.txt": TEXT}
    assert len(found.reasons) == 1


def test_a_zip_with_one_name_that_is_no_text_is_read() -> None:
    content = zipped({"caf\u00e9.txt": b"a", "b.txt": b"b"}).replace("caf\u00e9".encode(), b"caf\xe9e")
    found = unpacked(content)
    assert found.contents == {"caf%E9e.txt": b"a", "b.txt": b"b"}
    assert found.reasons == []


def test_names_in_utf_8_that_a_zip_does_not_announce_are_decoded() -> None:
    content = bytearray(zipped({"caf\u00e9.txt": b"a"}))
    content[7] &= ~8
    content[content.index(b"PK\x01\x02") + 9] &= ~8
    assert unpacked(bytes(content)).contents == {"caf\u00e9.txt": b"a"}
