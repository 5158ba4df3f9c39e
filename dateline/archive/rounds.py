"""Rounds over followed feeds and sitemaps: fetch, store what is new, and only then remember how far it got."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.archive.followed import FollowedArchive, states
from dateline.archive.followed_pages import ListedPages
from dateline.archive.round_report import Counts, Report, report_of
from dateline.archive.waiting import Pause
from dateline.errors import UsageError
from dateline.index.follow.addresses import RefusedError, shown, target_of
from dateline.index.follow.answers import about_page, blob_of, pages_of_answer
from dateline.index.follow.fetch import NOT_MODIFIED, Failed, Fetcher, Got, Manners
from dateline.index.follow.sitemap import read_sitemap
from dateline.index.follow.state import Followed
from dateline.index.read import check_options

if TYPE_CHECKING:
    from dateline.index.formats.options import ReadOptions


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
        self._pause = Pause(is_stopped)
        self._fetcher = Fetcher(manners, self._pause)
        self._limit = manners.limits.unpacked_bytes
        self._full_text = full_text
        self._is_stopped = is_stopped
        self._archive = FollowedArchive(data, options, is_stopped=is_stopped, on_message=on_message)
        self._listed = ListedPages(
            self._archive, self._fetcher, pages=pages, is_stopped=is_stopped, on_message=on_message
        )

    def forever(self, every: float) -> Iterator[Report]:
        """Make rounds until stopped. Raises DatelineError."""
        while not self._is_stopped():
            started = time.monotonic()
            yield from self.once(every)
            self._pause(max(started + every - time.monotonic(), 0.0))

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
                yield report_of(url, state, Counts(), every)

    def _round(self, url: str, state: Followed, every: float) -> Report:
        counts = Counts()
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
        self._archive.note(url, after)
        return report_of(url, after, counts, every)

    def _store_answer(self, url: str, state: Followed, got: Got, counts: Counts) -> Followed:
        """Store what an answer and its pages say; return the state to remember."""
        answer = got.answer
        try:
            sitemap = read_sitemap(answer.content, self._limit)
        except ValueError as error:
            return state.failed(time.time(), f"a sitemap that cannot be read: {error}", answer.status, None)
        if sitemap is not None:
            pages = self._listed.of_sitemap(sitemap, got.url, counts)
        elif (reason := about_page(got)) is not None:
            return state.failed(time.time(), reason, answer.status, None)
        else:
            self._archive.store([blob_of(url, got)], counts)
            pages = pages_of_answer(got) if self._full_text else []
        self._listed.store(pages, counts)
        # With these, an unchanged list is not read again: only once all of its pages are there.
        is_done = counts.is_complete and not self._is_stopped()
        etag, modified = (answer.headers.get(name) if is_done else None for name in ("etag", "last-modified"))
        return state.answered(answer.status, etag, modified, got.moved_to)


def _check(url: str) -> None:
    try:
        target_of(url)
    except RefusedError as error:
        raise UsageError(f"{shown(url)}: {error}") from None


def _conditions(state: Followed) -> dict[str, str]:
    """Return the headers by which a server answers only if something changed."""
    headers = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in headers.items() if value}
