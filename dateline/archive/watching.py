"""Watch folders: index what arrives in them, and remember what was read when its articles are stored."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.archive.waiting import Pause
from dateline.archive.writing import index_read_into
from dateline.errors import ArchiveMissingError, LockedError, StoreVersionError
from dateline.index.containers.walk import walk_files
from dateline.index.database import Database
from dateline.index.read import check_options, read_blobs
from dateline.index.watch.arrivals import Arrivals, State
from dateline.index.watch.snapshot import Snapshot, snapshot
from dateline.index.watch.watched import Watched

if TYPE_CHECKING:
    from dateline.index.formats.options import ReadOptions
    from dateline.index.pipeline import Summary


class Watch:
    """Folders that are watched for one archive."""

    def __init__(
        self,
        data: Path,
        folders: Iterable[str],
        options: ReadOptions,
        *,
        settle: float,
        is_stopped: Callable[[], bool] = lambda: False,
        on_message: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Watch `folders`, which need not be there yet.

        `settle`: for how many seconds a complete file has not changed. `is_stopped`: asked before each file is read.
        `on_message`: receives one line when a folder vanishes, and one when it is back. Raises UsageError for invalid
        options.
        """
        check_options(options)
        self._data = data
        self._folders = [str(Path(folder).absolute()) for folder in folders]
        self._options = options
        self._is_stopped = is_stopped
        self._on_message = on_message
        self._settle = settle
        self._pause = Pause(is_stopped)
        self._arrivals = Arrivals(settle, {})
        self._asked: set[str] = set()
        self._unread: dict[str, str] = {}

    def look(self) -> Summary | None:
        """Read the files that are complete and new; return None if there are none.

        Raises DatelineError: LockedError if another process writes, in which case the next call tries again.
        """
        taken = snapshot(self._folders, follow_links=self._options.follow_links)
        self._report(taken)
        self._recall(taken)
        new = self._arrivals.complete(taken.files, time.monotonic())
        return self._read(new) if new else None

    def _report(self, taken: Snapshot) -> None:
        for folder, reason in taken.unread.items():
            if folder not in self._unread:
                self._on_message(f"waiting for {folder}: {reason}")
        for folder in self._folders:
            if folder in self._unread and folder not in taken.unread:
                self._on_message(f"{folder} is back")
        self._unread = taken.unread

    def _recall(self, taken: Snapshot) -> None:
        """Look up in the archive which files were read before, once for each."""
        unasked = {path: seen for path, seen in taken.files.items() if path not in self._asked}
        if not unasked:
            return
        try:
            with closing(Database.open(self._data)) as database:
                self._arrivals.take(Watched(database).among(unasked))
        except (ArchiveMissingError, StoreVersionError):
            return  # indexing creates or upgrades it; perhaps files are read that were read before, which is safe
        self._asked |= unasked.keys()

    def _read(self, new: Mapping[str, State]) -> Summary:
        handed: list[str] = []
        found = read_blobs(walk_files(self._handed(new, handed)), self._options)
        summary = index_read_into(self._data, lambda _: found, self._options)
        read = {path: new[path] for path in handed}
        with closing(Database.open(self._data)) as database:
            Watched(database).record(read)
        self._arrivals.take(read)
        return summary

    def _handed(self, paths: Iterable[str], handed: list[str]) -> Iterator[str]:
        """Yield paths until the watch is stopped; `handed` receives each when it was read."""
        for path in paths:
            if self._is_stopped():
                return
            yield path
            handed.append(path)

    def look_twice(self) -> Iterator[Summary]:
        """Read what is complete now; files that are still being written are left for the next time.

        Raises DatelineError.
        """
        yield from self._look_and_tell()
        if self._arrivals.are_waiting():
            self._pause(self._settle)
            yield from self._look_and_tell()

    def look_forever(self, every: float) -> Iterator[Summary]:
        """Look every `every` seconds until stopped; yield a summary whenever something arrived.

        While another process writes, waits for it. Raises other DatelineErrors.
        """
        is_locked = False
        while not self._is_stopped():
            try:
                yield from self._look_and_tell()
                is_locked = False
            except LockedError as error:
                if not is_locked:
                    self._on_message(f"waiting: {error.message}")
                is_locked = True
            self._pause(min(every, self._settle) if self._arrivals.are_waiting() and not is_locked else every)

    def _look_and_tell(self) -> Iterator[Summary]:
        summary = self.look()
        if summary is not None:
            yield summary
