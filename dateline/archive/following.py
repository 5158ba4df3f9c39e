"""Bring the index up to date when an archive is opened, and when the embargo of an article ends while it is open."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from dateline.archive.engines import Indexes
from dateline.errors import LockedError, StoreError
from dateline.index.lock import writer_lock
from dateline.index.store import Store

LOOK_EVERY = 1.0
"""Seconds between two looks at the embargoes; a look takes some microseconds."""
TRY_AGAIN_AFTER = 30.0
"""Seconds after which a release is tried again if this process may not write or another one does."""


def follow_if_behind(data: Path, store: Store) -> None:
    """Release what is due and index what is not indexed, unless this process cannot write and there is an index."""
    generation = Indexes(data).current()
    if generation is not None and generation.mark().serial >= store.last_serial() and not _is_due(store):
        return
    try:
        _follow(data, store)
    except LockedError:
        if generation is None:
            raise


class Releases:
    """Lets embargoed articles be found when their time has come. Safe to use from several threads."""

    def __init__(self, data: Path, store: Store) -> None:
        self._data = data
        self._store = store
        self._lock = threading.Lock()
        self._next_look = time.monotonic() + LOOK_EVERY

    def look(self) -> None:
        """Release what is due. Returns at once if the last look was a moment ago, or another thread is at it."""
        if time.monotonic() < self._next_look or not self._lock.acquire(blocking=False):
            return
        try:
            self._next_look = time.monotonic() + LOOK_EVERY
            if _is_due(self._store):
                _follow(self._data, self._store)
        except (LockedError, StoreError):
            # A process that writes releases it too. If nobody may write, the article stays withheld.
            self._next_look = time.monotonic() + TRY_AGAIN_AFTER
        finally:
            self._lock.release()


def _is_due(store: Store) -> bool:
    release = store.next_release()
    return release is not None and release <= datetime.now(tz=UTC)


def _follow(data: Path, store: Store) -> None:
    from dateline.index.catch_up import catch_up

    indexes = Indexes(data)
    with writer_lock(data):
        store.release(datetime.now(tz=UTC))
        following = indexes.current() or indexes.create(indexes.default_engine().name)
        writer = indexes.kind(following).open_writer(following.index)
        try:
            catch_up(store, following, writer)
        finally:
            writer.close()
        indexes.switch(following)
