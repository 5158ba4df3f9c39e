"""Zip archives, also of 4 GB and more, and web archive packages. Office files and books, which are zips, stay whole."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO, Final

from dateline.index.containers.container import damaged, is_hidden, member, member_address, reject, unsafe_name
from dateline.index.containers.seekable import seekable
from dateline.index.containers.zip_end import read_end
from dateline.index.containers.zip_headers import read_by_headers
from dateline.index.containers.zip_names import Names
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
_MEMBER: Final = b"PK\x03\x04"
_DIVIDED: Final = b"PK\x07\x08PK\x03\x04"
"""The start of the first of several volumes."""
_UNDIVIDED: Final = b"PK00PK\x03\x04"
"""The start of an archive that was to have several volumes and needed one."""
_MARK: Final = 4
"""Bytes before the first member of such an archive; some programs count offsets behind them."""


class Zip:
    """Zip archives."""

    name = "zip"
    extra = None

    def recognises(self, head: Head) -> bool:
        """Whether it begins with a member, or is an empty archive."""
        return head.raw.startswith((b"PK\x03\x04", b"PK\x05\x06", _UNDIVIDED, _DIVIDED))

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield its members, in the order of its directory; without a directory, as far as their headers tell."""
        with seekable(blob, budget) as file:
            if file.read(len(_DIVIDED)) == _DIVIDED:
                yield reject(blob.address, "one of several volumes: join them first", RejectKind.UNSUPPORTED)
                return
            try:
                archive = _opened(file)
            except (UnicodeDecodeError, *DAMAGE) as error:
                if damage_of(error).kind is RejectKind.LIMIT:
                    raise
                yield from _without_directory(blob, file, budget, error)
                return
            with archive:
                if _WHOLE.isdisjoint(archive.NameToInfo):
                    yield from _members(blob, archive, budget)
                    if (end := read_end(file)) is not None and end.rest:
                        raise DamagedError("something else follows the archive")
                else:
                    yield _whole(blob, file)


def _opened(file: IO[bytes]) -> zipfile.ZipFile:
    """Return the archive with its directory.

    Raises UnicodeDecodeError, or any of DAMAGE: also where the last directory is not that of the whole file. In a file
    that was cut off it may be that of a member, and in archives that were joined it is that of the last one.
    """
    end = read_end(file)
    if end is None:
        raise DamagedError("the directory at its end is missing")
    if end.begin not in {0, _MARK}:
        raise DamagedError("the directory at its end is not that of the whole archive")
    if end.rest.startswith(_MEMBER):
        raise DamagedError("another archive follows, without its directory")
    if end.size > _MAX_DIRECTORY:
        raise DamagedError("too many members", RejectKind.LIMIT)
    archive = zipfile.ZipFile(file)
    if not end.counts(len(archive.infolist())):
        raise DamagedError("its directory does not list all members")
    return archive


def _without_directory(
    blob: Blob, file: IO[bytes], budget: Budget, error: Exception
) -> Iterator[Blob | RawReject | Passed]:
    """Yield what the headers of members tell, and raise the damage; an office file stays whole, for its format."""
    if _begins_as_package(file):
        yield _whole(blob, file)
        return
    is_whole = yield from read_by_headers(blob, file, budget)
    # A name may not be what it claims to be, and several archives may stand one after the other.
    if not is_whole:
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
    listed = archive.NameToInfo
    is_package = _PACKAGE in listed and any(name.startswith(_WEB_ARCHIVES) for name in listed)
    names = Names(archive.infolist())
    for info in archive.infolist():
        name = names.of(info)
        if is_package and not name.startswith(_WEB_ARCHIVES):
            yield Passed(Place(member_address(blob.address, name)), "an index of a web archive")
        elif not name.endswith("/") and not is_hidden(name):
            yield _member(blob, archive, info, name, budget)


def _member(
    blob: Blob, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget
) -> Blob | RawReject | Passed:
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
