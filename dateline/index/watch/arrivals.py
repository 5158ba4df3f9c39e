"""Which files are complete and new, given one snapshot of the folders after another. Pure: no clock, no files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

UNFINISHED: Final = (".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp", ".temp", "~")
"""How names end that programs give to files that they are still writing, or to copies for themselves."""


class State(NamedTuple):
    """What changes when a file is written to."""

    size: int
    mtime_ns: int


class Seen(NamedTuple):
    """A file in a snapshot."""

    state: State
    is_moved: bool = False
    """Whether its name was changed after its content: it was renamed into place, so its content is complete."""


class _Waiting(NamedTuple):
    state: State
    since: float


class Arrivals:
    """Tells complete new files from those that were read and those that are still being written."""

    def __init__(self, settle: float, known: Mapping[str, State]) -> None:
        """`settle` is for how many seconds a complete file has not changed; `known` are files as they were read."""
        self._settle = settle
        self._known = dict(known)
        self._waiting: dict[str, _Waiting] = {}

    def complete(self, files: Mapping[str, Seen], now: float) -> dict[str, State]:
        """Return the complete files of a snapshot that are new or have changed since they were read, by path.

        `now` is in seconds of any clock that does not go back. A file that is not in the snapshot is forgotten only
        while it was waited for: if it was read, and comes back as it was, it is not read again.
        """
        new = {path: seen for path, seen in files.items() if self._known.get(path) != seen.state}
        self._waiting = {path: self._wait(path, seen.state, now) for path, seen in new.items()}
        return {
            path: seen.state
            for path, seen in sorted(new.items())
            if seen.is_moved or now - self._waiting[path].since >= self._settle
        }

    def take(self, read: Mapping[str, State]) -> None:
        """Note that files have been read, as they were in the snapshot: one that changed meanwhile is new again."""
        self._known.update(read)
        for path in read:
            self._waiting.pop(path, None)

    def are_waiting(self) -> bool:
        """Whether files of the last snapshot are still to be read."""
        return bool(self._waiting)

    def _wait(self, path: str, state: State, now: float) -> _Waiting:
        before = self._waiting.get(path)
        return before if before is not None and before.state == state else _Waiting(state, now)


def is_unfinished(name: str) -> bool:
    """Whether a name says that its file or folder is hidden or still being written."""
    return name.startswith(".") or name.lower().endswith(UNFINISHED)
