"""From addresses to files: walks folders in order; a folder that cannot be read becomes a reject."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dateline.errors import SourceError
from dateline.index.raw import Passed, RawReject, RejectKind
from dateline.index.sources.address import escape, path_of
from dateline.index.sources.patterns import is_pattern, matches
from dateline.problems import Place

STANDARD_INPUT = "-"
_ARCHIVE_FILE = "articles.sqlite3"
"""The file that marks a folder as a Dateline archive, which may be inside a folder that is read."""


def check(addresses: Sequence[str]) -> None:
    """Raise SourceError for an address that does not exist or is not readable."""
    for address in addresses:
        if address == STANDARD_INPUT:
            continue
        place = Place(escape(address))
        paths = _paths(address)
        if not paths:
            raise SourceError("no such file or folder", place=place, remedy="check the spelling")
        if not all(os.access(path, os.R_OK) for path in paths):
            raise SourceError("cannot be read", place=place, remedy="check the permissions")


def files(addresses: Sequence[str], *, follow_links: bool = False) -> Iterator[str | RawReject | Passed]:
    """Yield the path of every file under `addresses`: folders in order of name, without hidden files.

    An address that is itself a link is read; links inside folders only with `follow_links`.
    """
    for address in addresses:
        if address == STANDARD_INPUT:
            yield address
            continue
        for path in _paths(address):
            if Path(path).is_dir():
                yield from _files_in(path, follow_links=follow_links)
            else:
                yield path


def total_size(addresses: Sequence[str], *, follow_links: bool = False) -> int | None:
    """Return the stored size of all files under `addresses` in bytes; None with standard input or a pipe."""
    total = 0
    for file in files(addresses, follow_links=follow_links):
        if not isinstance(file, str):
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


def unreadable(path: str, error: OSError) -> RawReject:
    """Reject a file or folder that the operating system refuses to open or read."""
    return _reject(path, error.strerror or str(error), RejectKind.UNREADABLE)


def _paths(address: str) -> list[str]:
    """Return the path of an address, or those that match it if it is a pattern and no such file exists."""
    path = path_of(address)
    if _exists(path):
        return [path]
    return matches(address) if is_pattern(address) else []


def _exists(path: str) -> bool:
    try:
        Path(path).stat()
    except (OSError, ValueError):  # names that are too long or contain a zero byte
        return False
    return True


def _reject(path: str, reason: str, kind: RejectKind) -> RawReject:
    return RawReject(Place(escape(path)), reason, None, b"", kind=kind)


class _Folder(NamedTuple):
    """A folder that has not been opened yet."""

    path: str
    parents: tuple[tuple[int, int], ...]
    """The device and number of each folder that it is in."""


def _files_in(path: str, *, follow_links: bool) -> Iterator[str | RawReject | Passed]:
    """Yield what is in a folder and the folders in it; not recursive, since they may be nested a thousand deep."""
    waiting: list[_Folder | str | RawReject | Passed] = [_Folder(path, ())]
    while waiting:
        found = waiting.pop()
        if isinstance(found, _Folder):
            waiting.extend(reversed(_opened(found, follow_links=follow_links)))
        else:
            yield found


def _opened(folder: _Folder, *, follow_links: bool) -> list[_Folder | str | RawReject | Passed]:
    """Return what is directly in a folder, in order of name."""
    try:
        status = Path(folder.path).stat()
        with os.scandir(folder.path) as entries:
            shown = sorted((each for each in entries if not each.name.startswith(".")), key=lambda each: each.name)
    except OSError as error:
        return [unreadable(folder.path, error)]
    here = (status.st_dev, status.st_ino)
    if here in folder.parents:
        return [_reject(folder.path, "a link to one of its parent folders", RejectKind.UNSAFE)]
    if any(entry.name == _ARCHIVE_FILE for entry in shown):
        reason = "a Dateline archive: index its original files instead"
        return [_reject(folder.path, reason, RejectKind.UNSUPPORTED)]
    parents = (*folder.parents, here)
    return [_found(entry, parents, follow_links=follow_links) for entry in shown]


def _found(
    entry: os.DirEntry[str], parents: tuple[tuple[int, int], ...], *, follow_links: bool
) -> _Folder | str | RawReject | Passed:
    if entry.is_symlink() and not follow_links:
        return Passed(Place(escape(entry.path)), "a link")
    try:
        if entry.is_dir():
            return _Folder(entry.path, parents)
        if entry.is_file():
            return entry.path
        entry.stat()  # raises for a link to nothing
    except OSError as error:
        return unreadable(entry.path, error)
    # Opening a pipe without a writer would block forever.
    return _reject(entry.path, "neither a file nor a folder", RejectKind.UNREADABLE)
