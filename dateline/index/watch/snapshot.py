"""Takes a snapshot of what is in folders. Polling, since network folders tell nobody of changes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from dateline.index.database import FILE as ARCHIVE_FILE
from dateline.index.watch.arrivals import Seen, State, is_unfinished


class Snapshot(NamedTuple):
    """The files in some folders."""

    files: dict[str, Seen]
    """By path, without hidden and unfinished ones."""
    unread: dict[str, str]
    """Folders that are not there or cannot be read, and why."""


def snapshot(folders: Iterable[str], *, follow_links: bool) -> Snapshot:
    """Take a snapshot of folders and the folders in them. Never raises OSError."""
    taken = Snapshot({}, {})
    waiting = list(folders)
    seen: set[tuple[int, int]] = set()
    while waiting:
        folder = waiting.pop()
        try:
            if not follow_links or _is_first_visit(folder, seen):
                waiting.extend(_look(folder, taken, follow_links=follow_links))
        except OSError as error:
            taken.unread[folder] = error.strerror or str(error)
    return taken


def _is_first_visit(folder: str, seen: set[tuple[int, int]]) -> bool:
    """Whether a folder was not visited yet; links may lead back to it."""
    status = os.stat(folder)  # noqa: PTH116 - a path for each of many folders would be slow
    here = (status.st_dev, status.st_ino)
    is_first = here not in seen
    seen.add(here)
    return is_first


def _look(folder: str, taken: Snapshot, *, follow_links: bool) -> list[str]:
    """Add the files of a folder to a snapshot; return the folders in it."""
    with os.scandir(folder) as found:
        entries = [entry for entry in found if not is_unfinished(entry.name)]
    if any(entry.name == ARCHIVE_FILE for entry in entries):
        return []
    folders: list[str] = []
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=follow_links):
                folders.append(entry.path)
            elif entry.is_file(follow_symlinks=follow_links):
                taken.files[entry.path] = _seen(entry.stat(follow_symlinks=follow_links))
        except OSError:
            continue  # gone, or a link to nothing
    return folders


def _seen(status: os.stat_result) -> Seen:
    # Writing sets both times to the same value; renaming sets only the time of the last change of status.
    return Seen(State(status.st_size, status.st_mtime_ns), status.st_ctime_ns > status.st_mtime_ns)
