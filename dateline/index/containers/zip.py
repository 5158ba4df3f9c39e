"""Zip archives, also of 4 GB and more, and web archive packages. Office files and books, which are zips, stay whole."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from typing import IO, Final

from dateline.index.containers.container import damaged, is_hidden, member, member_address, reject, unsafe_name
from dateline.index.containers.seekable import seekable
from dateline.index.containers.zip_headers import read_by_headers
from dateline.index.formats.format import Head
from dateline.index.formats.packages import names_in_head
from dateline.index.raw import Passed, RawReject, RejectKind
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import DAMAGE, DamagedError, Stream, Unpacked, damage_of
from dateline.problems import Place

_ENCRYPTED: Final = 0x1
"""The flag of a zip member that needs a password."""
_LINK: Final = 0o12
"""The type of a symbolic link in the upper half of a member's attributes."""
_WHOLE: Final = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "Index/Document.iwa"})
"""Members that only office files and books have (ECMA-376 part 2, OCF 3.2, OpenDocument 1.3 part 2, iWork)."""
_PART: Final = re.compile(r"_rels/\.rels|(?:word|xl|ppt)/.*\.(?:xml|rels)")
"""Members that may come first in an office file, whose list of contents may come last."""
_MAX_NAME: Final = 1000
"""Bytes in which the header of a member and its name are."""
_PACKAGE: Final = "datapackage.json"
_WEB_ARCHIVES: Final = "archive/"
"""The folder of a web archive package with its web archives (WACZ 1.1.1)."""
_MAX_DIRECTORY: Final = 128 << 20
"""Size in bytes of the longest directory that is read, of about one million members: it is held in memory."""
_END: Final = struct.Struct("<4s8xI6x")
"""The end of the directory: its size in bytes (APPNOTE 6.3.10, section 4.3.16)."""
_END_64: Final = struct.Struct("<4s36xQ8x")
_MAX_TAIL: Final = 22 + 65535


class Zip:
    """Zip archives."""

    name = "zip"
    extra = None

    def recognises(self, head: Head) -> bool:
        """Whether it begins with a member, or is an empty archive."""
        return head.raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK00PK\x03\x04"))

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield its members, in the order of its directory; without a directory, as far as their headers tell."""
        with seekable(blob, budget) as file:
            if _directory_size(file) > _MAX_DIRECTORY:
                raise DamagedError("too many members", RejectKind.LIMIT)
            try:
                archive = zipfile.ZipFile(file)
            except (UnicodeDecodeError, *DAMAGE) as error:
                yield from _without_directory(blob, file, budget, error)
                return
            with archive:
                if _WHOLE.isdisjoint(archive.NameToInfo):
                    yield from _members(blob, archive, budget)
                else:
                    yield _whole(blob, file)


def _without_directory(
    blob: Blob, file: IO[bytes], budget: Budget, error: Exception
) -> Iterator[Blob | RawReject | Passed]:
    """Yield what the headers of members tell, and raise the damage; an office file stays whole, for its format."""
    if _begins_as_package(file):
        yield _whole(blob, file)
        return
    yield from read_by_headers(blob, file, budget)
    if not isinstance(error, UnicodeDecodeError):  # one name among the others is not what it claims to be
        raise error


def _whole(blob: Blob, file: IO[bytes]) -> Blob:
    file.seek(0)
    return blob._replace(stream=Stream(Unpacked(file)), is_opened=True)


def _begins_as_package(file: IO[bytes]) -> bool:
    """Whether the first member is one of an office file or a book; a later one could be in a file that it holds."""
    file.seek(0)
    first = next(iter(names_in_head(file.read(_MAX_NAME))), "")
    return first in _WHOLE or _PART.fullmatch(first) is not None


def _members(blob: Blob, archive: zipfile.ZipFile, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
    names = archive.NameToInfo
    is_package = _PACKAGE in names and any(name.startswith(_WEB_ARCHIVES) for name in names)
    for info in archive.infolist():
        name = _name(info)
        if is_package and not name.startswith(_WEB_ARCHIVES):
            yield Passed(Place(member_address(blob.address, name)), "an index of a web archive")
        elif not info.is_dir() and not is_hidden(name):
            yield _member(blob, archive, info, budget)


def _member(blob: Blob, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Blob | RawReject | Passed:
    name = _name(info)
    address = member_address(blob.address, name)
    if info.external_attr >> 28 == _LINK:
        return Passed(Place(address), "a link")
    unsafe = unsafe_name(blob, name)
    if unsafe is not None:
        return unsafe
    if info.flag_bits & _ENCRYPTED:
        return reject(address, "encrypted: unpack it with its password first", RejectKind.ENCRYPTED)
    try:
        return member(blob, name, archive.open(info), info.compress_size, budget)
    except NotImplementedError:
        return reject(address, "compressed in an unusual way: unpack it first", RejectKind.UNSUPPORTED)
    except DAMAGE as error:
        return damaged(address, damage_of(error))


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; many programs write UTF-8 without saying so."""
    if info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _directory_size(file: IO[bytes]) -> int:
    """Return the size of the directory in bytes as the archive's end declares it; 0 if there is no end."""
    size = file.seek(0, 2)
    file.seek(max(size - _MAX_TAIL, 0))
    tail = file.read()
    file.seek(0)
    for end in (_END_64, _END):
        found = tail.rfind(b"PK\x06\x06" if end is _END_64 else b"PK\x05\x06")
        if 0 <= found <= len(tail) - end.size:
            directory: int
            _, directory = end.unpack_from(tail, found)
            return directory
    return 0
