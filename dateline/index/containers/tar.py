"""Tar archives of all dialects, read as a stream; behind damage, reading goes on at the next member."""

from __future__ import annotations

from collections.abc import Iterator
from tarfile import (
    BLOCKSIZE,
    GNUTYPE_LONGLINK,
    GNUTYPE_LONGNAME,
    SOLARIS_XHDTYPE,
    XGLTYPE,
    XHDTYPE,
    HeaderError,
    TarFile,
    TarInfo,
)
from typing import Final, Self

from dateline.index.containers.container import is_hidden, member, member_address, reject, unsafe_name
from dateline.index.formats.format import Head
from dateline.index.raw import Passed, RawReject, RejectKind
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import DamagedError
from dateline.problems import Place

_MAX_NAME: Final = 1 << 20
"""Maximum size in bytes of a long name or of extended headers, which are held in memory."""
_HEADERS: Final = frozenset({GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE})
_DAMAGED: Final = frozenset({"InvalidHeaderError", "TruncatedHeaderError"})
"""Errors for damaged headers; others mean the end. They have no types."""


class _Archive(TarFile):
    """An archive that goes on behind a damaged header and remembers where it was."""

    damaged_at: int | None = None

    def take_damage(self) -> int | None:
        """Return the offset of the first damaged header since the last call, or None."""
        offset, self.damaged_at = self.damaged_at, None
        return offset


class _Header(TarInfo):
    """A header that notes its damage in the archive, and refuses names of many megabytes."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Decode a header."""
        header = super().frombuf(buf, encoding, errors)
        if header.type in _HEADERS and header.size > _MAX_NAME:
            raise DamagedError("a name of many megabytes", RejectKind.LIMIT)
        return header

    @classmethod
    def fromtarfile(cls, tarfile: TarFile) -> Self:
        """Read the next header."""
        try:
            return super().fromtarfile(tarfile)
        except HeaderError as error:
            is_damage = type(error).__name__ in _DAMAGED
            if is_damage and isinstance(tarfile, _Archive) and tarfile.damaged_at is None:
                tarfile.damaged_at = tarfile.offset
            raise


class Tar:
    """Tar archives."""

    name = "tar"
    extra = None

    def recognises(self, head: Head) -> bool:
        """Whether it begins with a header that has a valid checksum."""
        try:
            TarInfo.frombuf(head.raw[:BLOCKSIZE], "utf-8", "surrogateescape")
        except (HeaderError, ValueError):
            return False
        return True

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield its members in order."""
        del budget  # nothing is decompressed
        with _Archive.open(fileobj=blob.stream, mode="r|", tarinfo=_Header, ignore_zeros=True) as archive:
            while (info := archive.next()) is not None:
                # tarfile keeps every member it has seen, and there may be millions; its stubs lack this list.
                archive.members = []  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
                yield from _damage(blob, archive)
                if not info.isdir() and not is_hidden(info.name):
                    yield _opened(blob, archive, info)
            yield from _damage(blob, archive)


def _damage(blob: Blob, archive: _Archive) -> Iterator[RawReject]:
    offset = archive.take_damage()
    # Damage of the compressed file around it is rejected once, by the caller.
    if offset is not None and blob.stream.damage is None:
        reason = "damaged: no member begins here; reading went on at the next one"
        yield RawReject(Place(blob.address, byte=offset), reason, None, b"", kind=RejectKind.DAMAGED)


def _opened(blob: Blob, archive: TarFile, info: TarInfo) -> Blob | RawReject | Passed:
    address = member_address(blob.address, info.name)
    if info.issym() or info.islnk():
        return Passed(Place(address), "a link")
    unsafe = unsafe_name(blob, info.name)
    if unsafe is not None:
        return unsafe
    if not info.isreg():
        return reject(address, "neither a file nor a folder", RejectKind.UNSAFE)
    if info.issparse():
        return reject(address, "a sparse file: unpack it first", RejectKind.UNSUPPORTED)
    file = archive.extractfile(info)
    if file is None:
        return reject(address, "neither a file nor a folder", RejectKind.UNSAFE)
    return member(blob, info.name, file, info.size)
