"""Ask again for web addresses whose answers were rejected, by the rules of `follow`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.index.database import Database
from dateline.index.follow.addresses import shown
from dateline.index.follow.answers import page_blob
from dateline.index.follow.fetch import Failed, Fetcher, Manners
from dateline.index.follow.pages import Page
from dateline.index.matching import source_at

if TYPE_CHECKING:
    from dateline.index.sources.blob import Blob

_AT_ONCE: Final = 20
"""How many answers are held in memory before they are stored."""


class FetchAgain:
    """Fetches addresses for one archive."""

    def __init__(self, data: Path, manners: Manners, on_message: Callable[[str], None]) -> None:
        self._data = data
        self._fetcher = Fetcher(manners)
        self._on_message = on_message

    def __call__(self, urls: Sequence[str]) -> Iterator[list[Blob]]:
        """Yield what is at some addresses now, a few at a time; says why one cannot be fetched. Raises StoreError."""
        for start in range(0, len(urls), _AT_ONCE):
            found = [self._blob(url) for url in urls[start : start + _AT_ONCE]]
            yield [blob for blob in found if blob is not None]

    def _blob(self, url: str) -> Blob | None:
        got = self._fetcher.fetch(url, {})
        if isinstance(got, Failed):
            self._on_message(f"{shown(url)}: {got.reason}")
            return None
        with closing(Database.open(self._data)) as database:
            # A page keeps the source that its feed gave.
            return page_blob(Page(url, "", source_at(database, url)), got)
