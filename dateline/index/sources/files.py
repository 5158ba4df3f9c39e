"""Addresses to files: folders are walked in order, what cannot be entered is told and the rest goes on."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.errors import SourceError
from dateline.index.raw import RawReject
from dateline.problems import Place

STANDARD_INPUT = "-"
_ARCHIVE = "articles.sqlite3"
"""The file by which a folder is known as an archive of Dateline, which may lie among what is read into it."""


def check(addresses: Sequence[str]) -> None:
    """Raise SourceError for an address that a person named and that is not there or may not be read."""
    for address in addresses:
        if address == STANDARD_INPUT:
            continue
        if not Path(address).exists():
            raise SourceError("there is no such file or folder", place=Place(address), remedy="check the spelling")
        if not os.access(address, os.R_OK):
            raise SourceError("may not be read", place=Place(address), remedy="check the permissions")


def files(addresses: Sequence[str]) -> Iterator[str | RawReject]:
    """Every file under `addresses`, a folder's own in order of name; hidden ones in folders are left out."""
    for address in addresses:
        if address != STANDARD_INPUT and Path(address).is_dir():
            yield from _folder(Path(address), ())
        else:
            yield address


def total_size(addresses: Sequence[str]) -> int | None:
    """Bytes of all files under `addresses` as stored, or None where standard input or a pipe is among them."""
    total = 0
    for file in files(addresses):
        if isinstance(file, RawReject):
            continue
        size = stored_size(file)
        if size is None:
            return None
        total += size
    return total


def stored_size(path: str) -> int | None:
    """Bytes of the file at `path`; None for standard input, a pipe, or what is not there any more."""
    try:
        status = os.fstat(0) if path == STANDARD_INPUT else Path(path).stat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _folder(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[str | RawReject]:
    try:
        status = folder.stat()
        names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield unread(str(folder), error.strerror or str(error))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield unread(str(folder), "a link back to a folder above it")
        return
    if _ARCHIVE in names:
        yield unread(str(folder), "an archive of Dateline: what it holds is read where it came from")
        return
    for name in names:
        yield from _entry(folder / name, (*above, here))


def _entry(path: Path, above: tuple[tuple[int, int], ...]) -> Iterator[str | RawReject]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield unread(str(path), error.strerror or str(error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, above)
    elif stat.S_ISREG(mode):
        yield str(path)
    else:
        # Opening a pipe that nobody writes to would wait for ever.
        yield unread(str(path), "neither a file nor a folder")


def unread(address: str, reason: str, byte: int | None = None) -> RawReject:
    """The reject of an input of which nothing, or nothing after `byte`, could be read."""
    return RawReject(place=Place(address, byte=byte), reason=reason, format=None, excerpt=b"", byte_end=byte)
