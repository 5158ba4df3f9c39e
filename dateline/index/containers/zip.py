"""Zip archives, also of 4 GB and more, and web archive packages. Office files and books, which are zips, stay whole."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from typing import IO, Final

from dateline.index.containers.container import is_hidden, member, member_address, reject, unsafe_name
from dateline.index.containers.seekable import seekable
from dateline.index.formats.format import Head
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
_PACKAGE: Final = frozenset({"datapackage.json"})
_WEB_ARCHIVES: Final = "archive/"
"""The folder of a web archive package with its web archives (WACZ 1.1.1)."""
_MAX_DIRECTORY: Final = 128 << 20
"""Size in bytes of the longest directory that is read, of about one million members: it is held in memory."""
_END: Final = b"PK\x05\x06"
_END_TAIL: Final = 22 + 65535
_END_64: Final = b"PK\x06\x06"


class Zip:
    """Zip archives."""

    name = "zip"
    extra = None

    def recognises(self, head: Head) -> bool:
        """Whether it begins with a member, or is an empty archive."""
        return head.raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK00PK\x03\x04"))

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield its members, in the order of its directory."""
        with seekable(blob, budget) as file:
            if _directory_size(file) > _MAX_DIRECTORY:
                raise DamagedError("too many members", RejectKind.LIMIT)
            with zipfile.ZipFile(file) as archive:
                names = archive.NameToInfo.keys()
                if not _WHOLE.isdisjoint(names):
                    file.seek(0)
                    yield blob._replace(stream=Stream(Unpacked(file)), is_opened=True)
                    return
                is_package = not _PACKAGE.isdisjoint(names) and any(name.startswith(_WEB_ARCHIVES) for name in names)
                for info in archive.infolist():
                    if is_package and not info.filename.startswith(_WEB_ARCHIVES):
                        yield Passed(Place(member_address(blob.address, info.filename)), "an index of a web archive")
                    elif not info.is_dir() and not is_hidden(info.filename):
                        yield _member(blob, archive, info, budget)


def _member(blob: Blob, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Blob | RawReject | Passed:
    address = member_address(blob.address, info.filename)
    if info.external_attr >> 28 == _LINK:
        return Passed(Place(address), "a link")
    unsafe = unsafe_name(blob, info.filename)
    if unsafe is not None:
        return unsafe
    if info.flag_bits & _ENCRYPTED:
        return reject(address, "encrypted: unpack it with its password first", RejectKind.ENCRYPTED)
    try:
        return member(blob, info.filename, archive.open(info), info.compress_size, budget)
    except NotImplementedError:
        return reject(address, "compressed in an unusual way: unpack it first", RejectKind.UNSUPPORTED)
    except DAMAGE as error:
        return reject(address, f"damaged: {damage_of(error).reason}", RejectKind.DAMAGED)


def _directory_size(file: IO[bytes]) -> int:
    """Return the size of the directory in bytes as the archive's end declares it; 0 if there is no end."""
    size = file.seek(0, 2)
    file.seek(max(size - _END_TAIL, 0))
    tail = file.read()
    end = tail.rfind(_END)
    end_64 = tail.rfind(_END_64)
    file.seek(0)
    if 0 <= end_64 <= len(tail) - 56:
        return int(struct.unpack_from("<Q", tail, end_64 + 40)[0])
    return int(struct.unpack_from("<I", tail, end + 12)[0]) if 0 <= end <= len(tail) - 22 else 0
