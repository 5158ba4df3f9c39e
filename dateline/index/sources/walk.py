"""From addresses to inputs: opens compressed files and archives by content; archives may be nested once."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dateline.index.raw import RawReject
from dateline.index.sources.blob import Blob
from dateline.index.sources.files import STANDARD_INPUT, check, files, stored_size, unread
from dateline.index.sources.stream import (
    DAMAGE,
    FREE_BYTES,
    MAX_RATIO,
    Readable,
    Stored,
    Stream,
    Unpacked,
    decompressed,
)

_MAX_ARCHIVES = 2
"""An archive, and an archive in it; deeper nesting is an accident or an attack."""
_MAX_COMPRESSIONS = 3
_MAX_ZIP_IN_MEMORY = 64 << 20
"""A zip is read from its end, so one that is not seekable (in another archive, from a pipe) is held in memory."""
_ENCRYPTED = 0x1
"""The flag of a zip member that needs a password."""


class _Opened(NamedTuple):
    """A stream whose kind is not yet known, and its nesting depth."""

    address: str
    size: int | None
    stream: Stream
    stored: Stored
    archives: int = 0
    compressions: int = 0


def walk(
    addresses: Sequence[str], on_bytes: Callable[[int], None] | None = None, *, follow_links: bool = False
) -> Iterator[Blob | RawReject]:
    """Yield every input under `addresses`, in order; an input that cannot be opened becomes a reject.

    `on_bytes` is called with the number of stored bytes read (compressed ones for a compressed file). Raises
    SourceError at once if an address is missing or not readable.
    """
    del follow_links
    check(addresses)
    return _walk(addresses, on_bytes)


def _walk(addresses: Sequence[str], on_bytes: Callable[[int], None] | None) -> Iterator[Blob | RawReject]:
    for path in files(addresses):
        if isinstance(path, RawReject):
            yield path
            continue
        size = stored_size(path)
        try:
            file = _open(path)
        except OSError as error:
            yield unread(path, error.strerror or str(error))
            continue
        stored = Stored(file, size, on_bytes)
        # Standard input is not ours to close.
        with nullcontext() if path == STANDARD_INPUT else file:
            yield from _inputs(_Opened(path, size, Stream(Unpacked(stored)), stored))
        stored.finish()


def _open(path: str) -> BinaryIO:
    return sys.stdin.buffer if path == STANDARD_INPUT else Path(path).open("rb", buffering=0)


def _inputs(opened: _Opened) -> Iterator[Blob | RawReject]:
    """Yield the inputs in `opened`: the stream itself, or what it unpacks to."""
    head = opened.stream.peek(tarfile.BLOCKSIZE)
    unpacking = decompressed(opened.stream)
    if unpacking is not None:
        yield from _compressed(opened, Stream(Unpacked(unpacking, opened.stored)))
    elif head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from _archive(opened, _zip_members)
    elif _is_tar(head):
        yield from _archive(opened, _tar_members)
    else:
        yield Blob(opened.address, opened.stream, opened.size)


def _compressed(opened: _Opened, stream: Stream) -> Iterator[Blob | RawReject]:
    if opened.compressions == _MAX_COMPRESSIONS:
        yield unread(opened.address, f"compressed more than {_MAX_COMPRESSIONS} times")
        return
    yield from _inputs(opened._replace(stream=stream, compressions=opened.compressions + 1))


def _archive(
    opened: _Opened, members: Callable[[_Opened], Iterator[_Opened | RawReject]]
) -> Iterator[Blob | RawReject]:
    if opened.archives == _MAX_ARCHIVES:
        yield unread(opened.address, "archives are nested more than one level deep")
        return
    try:
        for member in members(opened):
            if isinstance(member, RawReject):
                yield member
            else:
                yield from _inputs(member)
    except DAMAGE as error:
        yield unread(opened.address, f"damaged archive: {opened.stream.damage or error}")


def _member(opened: _Opened, name: str, size: int, file: Readable) -> _Opened:
    stream = Stream(Unpacked(file, opened.stored))
    return _Opened(f"{opened.address}!/{name}", size, stream, opened.stored, opened.archives + 1)


def _is_hidden(name: str) -> bool:
    """Whether a member is hidden, as in folders; `__MACOSX` holds metadata that macOS adds."""
    parts = name.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in {".", ".."} for part in parts)


def _is_tar(head: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def _tar_members(opened: _Opened) -> Iterator[_Opened | RawReject]:
    with tarfile.open(fileobj=opened.stream, mode="r|") as archive:
        while (member := archive.next()) is not None:
            # tarfile keeps every member it has seen, and there may be millions; its stubs lack this list.
            archive.members = []  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
            file = archive.extractfile(member) if member.isreg() and not _is_hidden(member.name) else None
            if file is not None:
                yield _member(opened, member.name, member.size, file)
    if opened.stream.damage is not None:
        yield unread(opened.address, f"damaged archive: {opened.stream.damage}")


def _zip_members(opened: _Opened) -> Iterator[_Opened | RawReject]:
    file = _seekable(opened)
    if file is None:
        yield unread(
            opened.address, f"a zip of more than {_MAX_ZIP_IN_MEMORY >> 20} MB in another archive or from a pipe"
        )
        return
    unpacked = 0
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            unpacked += member.file_size
            # The directory may list the same bytes many times.
            if unpacked > FREE_BYTES + MAX_RATIO * (opened.size or 0):
                yield unread(opened.address, f"unpacks to more than {MAX_RATIO} times its size")
                return
            if not member.is_dir() and not _is_hidden(member.filename):
                yield _zip_member(opened, archive, member)


def _zip_member(opened: _Opened, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> _Opened | RawReject:
    address = f"{opened.address}!/{member.filename}"
    if member.flag_bits & _ENCRYPTED:
        return unread(address, "encrypted: unpack it with its password first")
    try:
        return _member(opened, member.filename, member.compress_size, archive.open(member))
    except DAMAGE as error:
        return unread(address, str(error))


def _seekable(opened: _Opened) -> Stored | io.BytesIO | None:
    """Return a seekable zip: the stored file itself, or a copy in memory; None if that is too large."""
    if opened.archives == 0 and opened.compressions == 0 and opened.stored.seekable():
        opened.stored.seek(0)
        return opened.stored
    content = opened.stream.read(_MAX_ZIP_IN_MEMORY + 1)
    return None if len(content) > _MAX_ZIP_IN_MEMORY else io.BytesIO(content)
