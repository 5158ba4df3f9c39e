"""Rounds over followed feeds and sitemaps: fetch, store what is new, and only then remember how far it got."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from dateline.archive.writing import index_blobs_into
from dateline.errors import ArchiveMissingError, LockedError, StoreVersionError, UsageError
from dateline.index.database import Database
from dateline.index.follow.addresses import RefusedError, target_of
from dateline.index.follow.fetch import NOT_MODIFIED, Failed, Fetcher, Got, Manners
from dateline.index.follow.pages import TRIES, Fetched, Page, new_pages, pages_of_feed
from dateline.index.follow.remembered import Remembered
from dateline.index.follow.sitemap import Sitemap, read_sitemap
from dateline.index.follow.state import Followed
from dateline.index.raw import Hints
from dateline.index.read import check_options
from dateline.index.sources.blob import Blob
from dateline.index.sources.stream import Stream, Unpacked

if TYPE_CHECKING:
    from dateline.index.formats.options import ReadOptions
    from dateline.index.pipeline import Summary

PAGES_AT_ONCE: Final = 20
"""How many pages are fetched before they are stored."""
SITEMAPS: Final = 50
"""How many sitemaps of one list are read in a round, the newest first."""
_NAP: Final = 0.1
"""Seconds of sleep at a time; see `watching`."""
_LOCK_WAIT: Final = 1.0


class Report(msgspec.Struct, frozen=True):
    """What one round did for one address."""

    url: str
    status: int | None
    """The status of the last answer; None if there was none."""
    error: str | None
    next_at: datetime | None
    """When it is asked again; None if it is gone."""
    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    passed: int = 0
    pages_failed: int = 0
    """Pages that could not be fetched."""
    pages_left: int = 0
    """Pages that are left for the next round."""


class _Counts:
    """The counts of a round for one address."""

    def __init__(self) -> None:
        self.outcomes = {"read": 0, "added": 0, "changed": 0, "unchanged": 0, "rejected": 0, "passed": 0}
        self.failed = 0
        self.left = 0
        self.again = 0
        """Pages that are to be tried again."""

    def take(self, summary: Summary) -> None:
        self.outcomes["read"] += summary.read
        for name, count in summary.outcomes().items():
            self.outcomes[name] += count


class Rounds:
    """Addresses that are followed for one archive."""

    def __init__(
        self,
        data: Path,
        urls: Sequence[str],
        options: ReadOptions,
        manners: Manners,
        *,
        full_text: bool = False,
        pages: int = 100,
        is_stopped: Callable[[], bool] = lambda: False,
        on_message: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Follow `urls`, feeds and sitemaps.

        `full_text`: whether the pages of entries are fetched. `pages`: how many for one address in a round, at most.
        Raises UsageError for what is no address of the web.
        """
        check_options(options)
        for url in urls:
            _check(url)
        self._data = data
        self._urls = tuple(dict.fromkeys(urls))
        self._options = options
        self._fetcher = Fetcher(manners, self._sleep)
        self._limit = manners.limits.unpacked_bytes
        self._full_text = full_text
        self._pages = pages
        self._is_stopped = is_stopped
        self._on_message = on_message

    def forever(self, every: float) -> Iterator[Report]:
        """Make rounds until stopped. Raises DatelineError."""
        while not self._is_stopped():
            started = time.monotonic()
            yield from self.once(every)
            self._sleep(max(started + every - time.monotonic(), 0.0))

    def once(self, every: float = 0.0) -> Iterator[Report]:
        """Ask each address that is due; the next round comes after `every` seconds. Raises DatelineError."""
        known = states(self._data)
        for url in self._urls:
            state = known.get(url, Followed())
            if self._is_stopped():
                return
            if state.is_due(time.time()):
                yield self._round(url, state, every)
            else:
                yield _report(url, state, _Counts(), every)

    def _round(self, url: str, state: Followed, every: float) -> Report:
        counts = _Counts()
        got = self._fetcher.fetch(state.moved_to or url, _conditions(state))
        match got:
            case Failed(status=None, is_final=True):
                # Dateline refused it, not the server: it is asked as soon as it is allowed.
                after = msgspec.structs.replace(state, last_status=None, last_error=got.reason)
            case Failed():
                after = state.failed(time.time(), got.reason, got.status, got.retry_after)
            case Got(answer) if answer.status == NOT_MODIFIED:
                after = state.unchanged(answer.status, got.moved_to)
            case Got():
                after = self._store_answer(url, state, got, counts)
        self._remember(lambda remembered: remembered.note(url, after))
        return _report(url, after, counts, every)

    def _store_answer(self, url: str, state: Followed, got: Got, counts: _Counts) -> Followed:
        """Store what an answer and its pages say; return the state to remember."""
        answer = got.answer
        try:
            sitemap = read_sitemap(answer.content, self._limit)
        except ValueError as error:
            return state.failed(time.time(), f"a sitemap that cannot be read: {error}", answer.status, None)
        if sitemap is None:
            self._store([_blob(url, got.url, got)], counts)
            pages = pages_of_feed(answer.content, _type_of(got)[1], got.url) if self._full_text else []
        else:
            pages = self._pages_of(sitemap, counts)
        self._store_pages(pages, counts)
        # With these, an unchanged list is not read again: only once all of its pages are there.
        is_done = not (counts.left or counts.again or self._is_stopped())
        etag, modified = (answer.headers.get(name) if is_done else None for name in ("etag", "last-modified"))
        return state.answered(answer.status, etag, modified, got.moved_to)

    def _pages_of(self, sitemap: Sitemap, counts: _Counts) -> list[Page]:
        """Return the pages of a sitemap, or of the sitemaps in it, the newest first."""
        pages = list(sitemap.pages)
        for listed in sitemap.sitemaps[:SITEMAPS]:
            if self._is_stopped():
                counts.again += 1
                break
            got = self._fetcher.fetch(listed.url, {})
            try:
                found = read_sitemap(got.answer.content, self._limit) if isinstance(got, Got) else None
            except ValueError:
                found = None
            if found is None:
                reason = got.reason if isinstance(got, Failed) else "not a sitemap"
                self._on_message(f"{listed.url}: {reason}")
                counts.failed += 1
                counts.again += 1
            else:
                pages.extend(found.pages)
        return sorted(pages, key=lambda page: page.mark, reverse=True) if sitemap.sitemaps else pages

    def _store_pages(self, pages: Sequence[Page], counts: _Counts) -> None:
        """Fetch and store the new ones of some pages, a few at a time."""
        if not pages:
            return
        known = self._fetched(pages)
        new = new_pages(pages, known)
        counts.left += max(len(new) - self._pages, 0)
        new = new[: self._pages]
        for start in range(0, len(new), PAGES_AT_ONCE):
            if self._is_stopped():
                counts.left += len(new) - start
                return
            fetched: dict[str, Fetched] = {}
            blobs = list(self._fetch_pages(new[start : start + PAGES_AT_ONCE], known, fetched, counts))
            if blobs:
                self._store(blobs, counts)
            self._remember_pages(fetched)

    def _fetch_pages(
        self, pages: Iterable[Page], known: dict[str, Fetched], fetched: dict[str, Fetched], counts: _Counts
    ) -> Iterator[Blob]:
        """Yield the pages that could be fetched; `fetched` receives all that were tried."""
        for page in pages:
            if self._is_stopped():
                counts.left += 1
                continue
            got = self._fetcher.fetch(page.url, {})
            if isinstance(got, Got):
                fetched[page.address] = Fetched(page.mark)
                # By the address that its feed gives, also if that leads elsewhere: so it is known already.
                yield _blob(page.url, page.url, got)
                continue
            self._on_message(f"{page.url}: {got.reason}")
            before = known.get(page.address)
            tries = before.failures + 1 if before is not None and before.mark == page.mark else 1
            fetched[page.address] = Fetched(page.mark, TRIES if got.is_final else tries)
            counts.failed += 1
            counts.again += fetched[page.address].failures < TRIES

    def _store(self, blobs: Sequence[Blob], counts: _Counts) -> None:
        """Store what some answers say. While another process writes, waits for it."""
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
                self._sleep(_LOCK_WAIT)
            else:
                return

    def _fetched(self, pages: Sequence[Page]) -> dict[str, Fetched]:
        try:
            with closing(Database.open(self._data)) as database:
                return Remembered(database).fetched(pages)
        except ArchiveMissingError:
            return {}

    def _remember_pages(self, fetched: dict[str, Fetched]) -> None:
        self._remember(lambda remembered: remembered.note_pages(fetched))

    def _remember(self, note: Callable[[Remembered], None]) -> None:
        """Remember how far it got; before anything was stored there may be no archive to remember it in."""
        try:
            with closing(Database.open(self._data)) as database:
                note(Remembered(database))
        except ArchiveMissingError:
            self._store([], _Counts())
            with closing(Database.open(self._data)) as database:
                note(Remembered(database))

    def _sleep(self, seconds: float) -> None:
        """Sleep, but wake up soon after the rounds are stopped."""
        until = time.monotonic() + seconds
        while not self._is_stopped() and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _NAP))


def states(data: Path) -> dict[str, Followed]:
    """Return the state of each followed address; none if there is no archive yet. Raises StoreError."""
    try:
        with closing(Database.open(data)) as database:
            return Remembered(database).followed()
    except (ArchiveMissingError, StoreVersionError):
        return {}  # indexing creates or upgrades it


def _check(url: str) -> None:
    try:
        target_of(url)
    except RefusedError as error:
        raise UsageError(f"{url}: {error}") from None


def _conditions(state: Followed) -> dict[str, str]:
    """Return the headers by which a server answers only if something changed."""
    headers = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in headers.items() if value}


def _blob(address: str, url: str, got: Got) -> Blob:
    media_type, charset = _type_of(got)
    hints = Hints(media_type=media_type, charset=charset, url=url, fetched=datetime.now(tz=UTC))
    content = got.answer.content
    return Blob(address, Stream(Unpacked(io.BytesIO(content))), len(content), hints)


def _type_of(got: Got) -> tuple[str | None, str | None]:
    """Return the media type and the charset that the server names."""
    header = got.answer.headers.get("content-type")
    if not header:
        return None, None
    message = Message()
    message["content-type"] = header
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None


def _report(url: str, state: Followed, counts: _Counts, every: float) -> Report:
    next_at = max(state.next_at, time.time() + every)
    return Report(
        url=url,
        status=state.last_status,
        error=state.last_error,
        next_at=None if state.gone else datetime.fromtimestamp(next_at, UTC),
        pages_failed=counts.failed,
        pages_left=counts.left,
        **counts.outcomes,
    )
