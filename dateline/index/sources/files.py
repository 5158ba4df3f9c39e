"""From addresses to files: walks folders in order; a folder that cannot be read becomes a reject."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.errors import SourceError
from dateline.index.raw import RawReject
from dateline.problems import Place

STANDARD_INPUT = "-"
_ARCHIVE_FILE = "articles.sqlite3"
"""The file that marks a folder as a Dateline archive, which may be inside a folder that is read."""


def check(addresses: Sequence[str]) -> None:
    """Raise SourceError for an address that does not exist or is not readable."""
    for address in addresses:
        if address == STANDARD_INPUT:
            continue
        if not Path(address).exists():
            raise SourceError("no such file or folder", place=Place(address), remedy="check the spelling")
        if not os.access(address, os.R_OK):
            raise SourceError("cannot be read", place=Place(address), remedy="check the permissions")


def files(addresses: Sequence[str]) -> Iterator[str | RawReject]:
    """Yield every file under `addresses`: folders in order of name, without hidden files."""
    for address in addresses:
        if address != STANDARD_INPUT and Path(address).is_dir():
            yield from _files_in(Path(address), ())
        else:
            yield address


def total_size(addresses: Sequence[str]) -> int | None:
    """Return the stored size of all files under `addresses` in bytes; None with standard input or a pipe."""
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
    """Return the size of a file in bytes; None for a pipe or a file that no longer exists."""
    try:
        status = os.fstat(0) if path == STANDARD_INPUT else Path(path).stat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _files_in(folder: Path, parents: tuple[tuple[int, int], ...]) -> Iterator[str | RawReject]:
    try:
        status = folder.stat()
        names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield unread(str(folder), error.strerror or str(error))
        return
    here = (status.st_dev, status.st_ino)
    if here in parents:
        yield unread(str(folder), "a link to one of its parent folders")
        return
    if _ARCHIVE_FILE in names:
        yield unread(str(folder), "a Dateline archive: index its original files instead")
        return
    for name in names:
        yield from _entry(folder / name, (*parents, here))


def _entry(path: Path, parents: tuple[tuple[int, int], ...]) -> Iterator[str | RawReject]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield unread(str(path), error.strerror or str(error))
        return
    if stat.S_ISDIR(mode):
        yield from _files_in(path, parents)
    elif stat.S_ISREG(mode):
        yield str(path)
    else:
        # Opening a pipe without a writer would block forever.
        yield unread(str(path), "neither a file nor a folder")


def unread(address: str, reason: str, byte: int | None = None) -> RawReject:
    """Reject an input that could not be read, or not beyond `byte`."""
    return RawReject(place=Place(address, byte=byte), reason=reason, format=None, excerpt=b"", byte_end=byte)
