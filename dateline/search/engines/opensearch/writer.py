"""Writes articles to the cluster.

Actions wait in a file in the generation's folder and are sent at the commit. So abandoned actions never reach the
cluster, and a node that restarts shows nothing uncommitted, except while a commit is being sent.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from os import SEEK_END
from pathlib import Path

import msgspec

from dateline.errors import IndexDamagedError, SearchIndexError
from dateline.index.generations import REBUILD
from dateline.index.terms import GAP, ArticleTerms, Run, TextColumn
from dateline.search.engines.opensearch.cluster import Cluster
from dateline.search.engines.opensearch.commits import CommitLog, read_names
from dateline.search.engines.opensearch.schema import FOLDED, PUBLISHED, as_value, text_field, value_field

REQUEST_BYTES = 4_000_000
"""Approximate size of a request, some hundred articles; larger ones are not faster, and nodes hold each in memory."""


class OpenSearchWriter:
    """The writing half of the engine Protocol."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        """Raises IndexDamagedError if the cluster does not have the index."""
        self._cluster = cluster
        self._index = read_names(folder).index
        if not cluster.has_index(self._index):
            raise IndexDamagedError(f"the cluster has no index {self._index}", remedy=REBUILD)
        self._log = CommitLog(folder)
        self._pending = _Pending(folder)

    def add(self, articles: Iterable[ArticleTerms]) -> None:
        """Index articles; one with an existing id replaces the old version."""
        for article in articles:
            document = msgspec.json.encode(document_of(article))
            self._pending.add(_action("index", article.id), document)

    def delete(self, ids: Iterable[str]) -> None:
        """Remove articles by id."""
        for article_id in ids:
            self._pending.add(_action("delete", article_id))

    def commit(self) -> None:
        """Send all pending actions and make them visible."""
        self._pending.send_all(partial(self._cluster.send, self._index))
        self._log.begin()
        self._cluster.refresh(self._index)
        self._log.complete()

    def close(self) -> None:
        """Discard pending actions."""
        self._pending.close()
        self._cluster.close()


class _Pending:
    """Pending actions in a temporary file, split into parts of the size of a request."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed with the writer
        self._ends: list[int] = []

    def add(self, *lines: bytes) -> None:
        """Add an action and its data. Raises SearchIndexError."""
        try:
            self._file.writelines(b"%b\n" % line for line in lines)
            end = self._file.tell()
        except OSError as error:
            raise SearchIndexError(f"cannot write pending index changes: {error.strerror}") from error
        start = self._ends[-2] if len(self._ends) > 1 else 0
        if self._ends and end - start <= REQUEST_BYTES:
            self._ends[-1] = end
        else:
            self._ends.append(end)

    def send_all(self, send: Callable[[bytes], None]) -> None:
        """Send the parts in order, then clear them. On failure all of them stay pending, before later ones."""
        self._file.seek(0)
        start = 0
        try:
            for end in self._ends:
                send(self._file.read(end - start))
                start = end
        finally:
            self._file.seek(0, SEEK_END)
        self._file.seek(0)
        self._file.truncate()
        self._ends.clear()

    def close(self) -> None:
        """Remove the file."""
        self._file.close()


def document_of(terms: ArticleTerms) -> dict[str, object]:
    """Return the indexed fields of an article."""
    texts = {text_field(column): _text(column, run) for column, run in terms.texts.items() if run}
    values = {value_field(column): list(map(as_value, values)) for column, values in terms.values.items() if values}
    published = {} if terms.published is None else {PUBLISHED: terms.published}
    return {**texts, **values, **published}


def _text(column: TextColumn, run: Run) -> list[str]:
    return sorted(set(run.split())) if column in FOLDED else run.split(GAP)


def _action(kind: str, article_id: str) -> bytes:
    return msgspec.json.encode({kind: {"_id": article_id}})
