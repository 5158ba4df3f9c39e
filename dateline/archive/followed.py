"""The archive as rounds see it: it takes answers, also while another process writes, and remembers how far they got."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.archive.round_report import Counts
from dateline.archive.waiting import Pause
from dateline.archive.writing import index_blobs_into
from dateline.errors import ArchiveMissingError, LockedError, StoreVersionError
from dateline.index.database import Database
from dateline.index.follow.remembered import Remembered

if TYPE_CHECKING:
    from dateline.index.follow.pages import Fetched, Page
    from dateline.index.follow.state import Followed
    from dateline.index.formats.options import ReadOptions
    from dateline.index.sources.blob import Blob

_LOCK_WAIT: Final = 1.0


class FollowedArchive:
    """One archive that follows addresses."""

    def __init__(
        self,
        data: Path,
        options: ReadOptions,
        *,
        is_stopped: Callable[[], bool],
        on_message: Callable[[str], None],
    ) -> None:
        self._data = data
        self._options = options
        self._is_stopped = is_stopped
        self._on_message = on_message
        self._pause = Pause(is_stopped)

    def store(self, blobs: Sequence[Blob], counts: Counts) -> None:
        """Store what some answers say. While another process writes, waits for it. Raises DatelineError."""
        is_told = False
        while True:
            try:
                counts.take(index_blobs_into(self._data, blobs, self._options))
            except LockedError as error:
                if self._is_stopped():
                    raise
                if not is_told:
                    self._on_message(f"waiting: {error.message}")
                is_told = True
                self._pause(_LOCK_WAIT)
            else:
                return

    def fetched(self, pages: Iterable[Page]) -> dict[str, Fetched]:
        """Return which of these pages were fetched before, by the address by which they are remembered."""
        try:
            with closing(Database.open(self._data)) as database:
                return Remembered(database).fetched(pages)
        except ArchiveMissingError:
            return {}

    def note(self, url: str, state: Followed) -> None:
        """Remember the state of a followed address."""
        self._remember(lambda remembered: remembered.note(url, state))

    def note_pages(self, fetched: Mapping[str, Fetched]) -> None:
        """Remember pages, once their articles are stored."""
        self._remember(lambda remembered: remembered.note_pages(fetched))

    def _remember(self, note: Callable[[Remembered], None]) -> None:
        """Before anything was stored there may be no archive to remember it in."""
        try:
            with closing(Database.open(self._data)) as database:
                note(Remembered(database))
        except ArchiveMissingError:
            self.store([], Counts())
            with closing(Database.open(self._data)) as database:
                note(Remembered(database))


def states(data: Path) -> dict[str, Followed]:
    """Return the state of each followed address; none if there is no archive yet. Raises StoreError."""
    try:
        with closing(Database.open(data)) as database:
            return Remembered(database).followed()
    except (ArchiveMissingError, StoreVersionError):
        return {}  # indexing creates or upgrades it
