"""The pages of a followed list: fetched and stored a few at a time, and remembered once they are stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from dateline.index.follow.addresses import shown
from dateline.index.follow.answers import page_blob
from dateline.index.follow.fetch import Failed, Fetcher, Got
from dateline.index.follow.pages import TRIES, Fetched, Page, new_pages
from dateline.index.follow.sitemap import Sitemap, read_sitemap

if TYPE_CHECKING:
    from dateline.archive.followed import FollowedArchive
    from dateline.archive.round_report import Counts
    from dateline.index.sources.blob import Blob

PAGES_AT_ONCE: Final = 20
"""How many pages are fetched before they are stored."""
SITEMAPS: Final = 50
"""How many sitemaps are read in a round that an address leads to, the newest of each list first."""


class ListedPages:
    """Fetches what lists name."""

    def __init__(
        self,
        archive: FollowedArchive,
        fetcher: Fetcher,
        *,
        pages: int,
        is_stopped: Callable[[], bool],
        on_message: Callable[[str], None],
    ) -> None:
        """`pages`: how many are fetched for one address in a round, at most."""
        self._archive = archive
        self._fetcher = fetcher
        self._pages = pages
        self._limit = fetcher.manners.limits.unpacked_bytes
        self._is_stopped = is_stopped
        self._on_message = on_message

    def of_sitemap(self, sitemap: Sitemap, url: str, counts: Counts) -> list[Page]:
        """Return the pages of a sitemap at `url`, and of the sitemaps that it leads to, the newest first."""
        pages = list(sitemap.pages)
        waiting = list(sitemap.sitemaps)
        seen = {Page(url, "").address}
        while waiting and len(seen) <= SITEMAPS:
            listed = waiting.pop(0)
            if listed.address in seen:
                continue
            if self._is_stopped():
                counts.again += 1
                break
            seen.add(listed.address)
            found = self._sitemap(listed.url)
            if isinstance(found, str):
                self._on_message(f"{shown(listed.url)}: {found}")
                counts.failed += 1
                counts.again += 1
                continue
            pages.extend(found.pages)
            waiting = [*found.sitemaps, *waiting]
        return sorted(pages, key=lambda page: page.mark, reverse=True) if sitemap.sitemaps else pages

    def _sitemap(self, url: str) -> Sitemap | str:
        """Return a sitemap, or why it cannot be read."""
        got = self._fetcher.fetch(url, {})
        if isinstance(got, Failed):
            return got.reason
        try:
            return read_sitemap(got.answer.content, self._limit) or "not a sitemap"
        except ValueError as error:
            return f"a sitemap that cannot be read: {error}"

    def store(self, pages: Sequence[Page], counts: Counts) -> None:
        """Fetch and store the new ones of some pages, a few at a time."""
        if not pages:
            return
        known = self._archive.fetched(pages)
        new = new_pages(pages, known)
        counts.left += max(len(new) - self._pages, 0)
        new = new[: self._pages]
        for start in range(0, len(new), PAGES_AT_ONCE):
            if self._is_stopped():
                counts.left += len(new) - start
                return
            fetched: dict[str, Fetched] = {}
            blobs = list(self._fetch(new[start : start + PAGES_AT_ONCE], known, fetched, counts))
            if blobs:
                self._archive.store(blobs, counts)
            self._archive.note_pages(fetched)

    def _fetch(
        self, pages: Iterable[Page], known: dict[str, Fetched], fetched: dict[str, Fetched], counts: Counts
    ) -> Iterator[Blob]:
        """Yield the pages that could be fetched; `fetched` receives all that were tried."""
        for page in pages:
            if self._is_stopped():
                counts.left += 1
                continue
            got = self._fetcher.fetch(page.url, {})
            if isinstance(got, Got):
                fetched[page.address] = Fetched(page.mark)
                yield page_blob(page, got)
                continue
            self._on_message(f"{shown(page.url)}: {got.reason}")
            before = known.get(page.address)
            tries = before.failures + 1 if before is not None and before.mark == page.mark else 1
            fetched[page.address] = Fetched(page.mark, TRIES if got.is_final else tries)
            counts.failed += 1
            counts.again += fetched[page.address].failures < TRIES
