"""A typed client of a cluster. Only this file uses OpenSearch's library; all its errors become SearchIndexErrors."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from http import HTTPStatus
from typing import TypeVar

import msgspec
from opensearchpy import OpenSearch
from opensearchpy import exceptions as library

from dateline.errors import EngineUnavailableError, IndexDamagedError, SearchIndexError
from dateline.index.generations import REBUILD
from dateline.search.engines.opensearch.settings import ClusterSettings

Answer = TypeVar("Answer")

TIMEOUT = 30
"""Seconds for one request."""
KEEP_ALIVE = "5m"
"""How long a cluster keeps an unused point in time."""

_CONNECTIONS = 32
"""Connections to each node: more than the threads of one process that search at once."""
_WAITS = (0.0, 0.1, 0.3, 0.6, 1.0, 2.0, 3.0, 4.0, 5.0)
"""Seconds before each retry: a cluster notices a lost node at once and has a new primary within seconds."""
_TRANSIENT = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
"""Replies that are worth a retry, whatever their cause."""
_LOST = re.compile(r"^(node|search_context|.*transport|shard|no_shard|alreadyclosed|already_closed)")
"""Errors of a lost node or of its search contexts; another replica may answer."""
_CLAUSES = "indices.query.bool.max_clause_count"
_NO_INDEX = "index_not_found_exception"

# Failures are raised; the library would also log each attempt to standard error.
logging.getLogger("opensearch").addHandler(logging.NullHandler())


class Statistics(Enum):
    """Which term statistics a search uses for its scores."""

    OF_EACH_SHARD = "query_then_fetch"
    """For searches that are not ranked: one round of requests."""
    OF_ALL_SHARDS = "dfs_query_then_fetch"
    """Scores do not depend on the shard of an article; term statistics are collected from all shards first."""


class ClusterError(SearchIndexError):
    """A cluster refuses a request or fails."""

    def __init__(self, status: int, message: str, types: Iterable[str] = ()) -> None:
        super().__init__(f"the cluster answers {status}: {message}")
        self.is_busy = status == HTTPStatus.TOO_MANY_REQUESTS
        """Whether the cluster is overloaded; nothing is lost."""
        self.is_transient = status in _TRANSIENT or any(map(_LOST.match, types))
        """Whether a retry may succeed."""


def with_retries(attempt: Callable[[], Answer]) -> Answer:
    """Run `attempt`, retrying while the error is transient. Raises SearchIndexError."""
    for wait in _WAITS:
        try:
            return attempt()
        except ClusterError as error:
            if not error.is_transient:
                raise
            time.sleep(wait)
    return attempt()


class _PointInTimeReply(msgspec.Struct):
    pit_id: str


class _Cause(msgspec.Struct, frozen=True):
    """The cause of an error, with the causes below it."""

    type: str = ""
    reason: str | None = None
    root_cause: tuple[_Cause, ...] = ()
    caused_by: _Cause | None = None

    def message(self) -> str:
        """Return the reasons of all causes as one text."""
        return "; ".join(filter(None, [self.reason, *(below.message() for below in self._below())]))

    def types(self) -> Iterator[str]:
        """Yield the types of all causes."""
        yield self.type
        for below in self._below():
            yield from below.types()

    def _below(self) -> Iterator[_Cause]:
        yield from self.root_cause
        if self.caused_by is not None:
            yield self.caused_by


class _ErrorReply(msgspec.Struct, frozen=True):
    error: _Cause = _Cause()


class _Failure(msgspec.Struct):
    status: int
    error: _Cause


class _Outcome(msgspec.Struct):
    status: int
    error: _Cause | None = None


class _Shards(msgspec.Struct):
    failed: int


class _RefreshReply(msgspec.Struct):
    shards: _Shards = msgspec.field(name="_shards")


class _BulkReply(msgspec.Struct):
    errors: bool
    items: list[dict[str, _Outcome]] = []


class _Settings(msgspec.Struct):
    transient: dict[str, str] = {}
    persistent: dict[str, str] = {}
    defaults: dict[str, str] = {}

    def most(self, name: str) -> int:
        """Return the largest value of a setting."""
        return max(int(found.get(name, 0)) for found in (self.transient, self.persistent, self.defaults))


class _Store(msgspec.Struct):
    size_in_bytes: int


class _Stored(msgspec.Struct):
    store: _Store


class _Totals(msgspec.Struct):
    total: _Stored


class _Stats(msgspec.Struct):
    all: _Totals = msgspec.field(name="_all")


class Cluster:
    """One cluster; safe to use from several threads."""

    def __init__(self, settings: ClusterSettings) -> None:
        self._client = OpenSearch(
            list(settings.hosts),
            timeout=TIMEOUT,
            # The library tries another host if one is gone. `with_retries` repeats what a live host refuses, after a
            # pause: the library would do so at once and soon consider no host alive.
            max_retries=max(3, len(settings.hosts)),
            retry_on_timeout=True,
            retry_on_status=(),
            pool_maxsize=_CONNECTIONS,
            ca_certs=None if settings.certificates is None else str(settings.certificates),
        )

    def put_template(self, name: str, template: Mapping[str, object]) -> None:
        """Set the template for indexes that are created from now on."""
        with _translated():
            self._client.indices.put_index_template(name=name, body=template)

    def allow_clauses(self, most: int) -> None:
        """Raise the maximum number of clauses in a query to `most` if the cluster allows fewer."""
        with _translated():
            answer: object = self._client.cluster.get_settings(
                params={"include_defaults": "true", "flat_settings": "true", "filter_path": f"*.{_CLAUSES}"}
            )
            if msgspec.convert(answer, _Settings).most(_CLAUSES) < most:
                self._client.cluster.put_settings(body={"persistent": {_CLAUSES: most}})

    def create_index(self, name: str, shards: int, replicas: int) -> None:
        """Create an empty index from its template."""
        with _translated():
            settings = {"number_of_shards": shards, "number_of_replicas": replicas}
            self._client.indices.create(index=name, body={"settings": settings})

    def has_index(self, name: str) -> bool:
        """Return whether there is an index with this name."""
        with _translated():
            return bool(self._client.indices.exists(index=name))

    def drop_index(self, name: str) -> None:
        """Remove an index; a missing one is no error."""
        with _translated():
            self._client.indices.delete(index=name, params={"ignore_unavailable": "true"})

    def move_alias(self, alias: str, index: str) -> None:
        """Point an alias to one index and no other."""
        moves = [
            {"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}},
            {"add": {"index": index, "alias": alias}},
        ]
        with _translated():
            self._client.indices.update_aliases(body={"actions": moves})

    def send(self, index: str, actions: bytes) -> None:
        """Execute bulk actions, given as lines of JSON, in order. Idempotent."""
        with_retries(lambda: self._send(index, actions))

    def refresh(self, index: str) -> None:
        """Make all sent actions visible on every shard."""
        with_retries(lambda: self._refresh(index))

    def open_point_in_time(self, index: str) -> str:
        """Open a point-in-time context of what is visible now; return its id."""
        with _translated():
            answer: object = self._client.create_pit(
                index=index, params={"keep_alive": KEEP_ALIVE, "allow_partial_pit_creation": "false"}
            )
            return msgspec.convert(answer, _PointInTimeReply).pit_id

    def close_points_in_time(self, ids: Iterable[str]) -> None:
        """Close point-in-time contexts; a missing one is no error."""
        if opened := list(ids):
            with _translated():
                self._client.delete_pit(body={"pit_id": opened})

    def search(self, body: Mapping[str, object], kind: type[Answer], statistics: Statistics) -> Answer:
        """Search a point in time. An answer from only some of the shards is an error."""
        params = {"allow_partial_search_results": "false", "search_type": statistics.value}
        with _translated():
            answer: object = self._client.search(body=body, params=params)
            return msgspec.convert(answer, kind)

    def bytes_of(self, index: str) -> int:
        """Return the size of an index with its replicas."""
        with _translated():
            answer: object = self._client.indices.stats(index=index, metric="store")
            return msgspec.convert(answer, _Stats).all.total.store.size_in_bytes

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _send(self, index: str, actions: bytes) -> None:
        with _translated():
            answer: object = self._client.bulk(
                index=index, body=actions, params={"filter_path": "errors,items.*.status,items.*.error"}
            )
            reply = msgspec.convert(answer, _BulkReply)
        if reply.errors:
            # The lowest status decides: there is a retry only if no final error, such as 400, is among them.
            worst = min(_failures(reply.items), key=lambda outcome: outcome.status)
            raise ClusterError(worst.status, worst.error.message(), worst.error.types())

    def _refresh(self, index: str) -> None:
        with _translated():
            answer: object = self._client.indices.refresh(index=index)
            failed = msgspec.convert(answer, _RefreshReply).shards.failed
        if failed:
            raise ClusterError(HTTPStatus.SERVICE_UNAVAILABLE, f"{failed} shards of {index} were not refreshed")


def _failures(items: Iterable[Mapping[str, _Outcome]]) -> Iterator[_Failure]:
    for item in items:
        for outcome in item.values():
            if outcome.error is not None:
                yield _Failure(outcome.status, outcome.error)


@contextmanager
def _translated() -> Generator[None]:
    try:
        yield
    except library.ConnectionError as error:
        raise EngineUnavailableError(
            f"no node of the cluster answers: {error.error}",
            remedy="check that it runs and is named in DATELINE_OPENSEARCH",
        ) from error
    except library.TransportError as error:
        raise _failure(int(error.status_code), error.error, _cause(error.info)) from error
    except (library.OpenSearchException, msgspec.ValidationError) as error:
        raise SearchIndexError(f"the cluster's answer cannot be read: {error}") from error


def _failure(status: int, kind: str, cause: _Cause) -> SearchIndexError:
    if kind == _NO_INDEX:
        return IndexDamagedError(f"the cluster does not have the index: {cause.message()}", remedy=REBUILD)
    return ClusterError(status, f"{kind}: {cause.message()}", cause.types())


def _cause(info: object) -> _Cause:
    """Return the cause that a cluster gives for a failure, as far as it gives one."""
    try:
        return msgspec.convert(info, _ErrorReply).error
    except msgspec.ValidationError:
        return _Cause(reason=str(info))
