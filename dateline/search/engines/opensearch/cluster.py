"""A cluster, asked with types: its library stays in this file, and what goes wrong leaves it as a SearchIndexError."""

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

Answered = TypeVar("Answered")

TIMEOUT = 30
"""Seconds for one request."""
KEEP_ALIVE = "5m"
"""How long a cluster keeps a point in time that nobody asks."""

_CONNECTIONS = 32
"""To each node: more than the threads of one process that ask at once."""
_WAITS = (0.0, 0.1, 0.3, 0.6, 1.0, 2.0, 3.0, 4.0, 5.0)
"""Seconds before the next attempt: a cluster misses a node at once and has a new primary within seconds."""
_PASSING = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
"""What may go well at the next attempt, whatever the cause."""
_LOST = re.compile(r"^(node|search_context|.*transport|shard|no_shard|alreadyclosed|already_closed)")
"""Causes that a node which is gone has, or what was kept there: the next attempt goes to another copy."""
_CLAUSES = "indices.query.bool.max_clause_count"
_NO_INDEX = "index_not_found_exception"

# What fails is raised; the library would tell of it on standard error too, attempt by attempt.
logging.getLogger("opensearch").addHandler(logging.NullHandler())


class Statistics(Enum):
    """By what a search scores."""

    OF_EACH_SHARD = "query_then_fetch"
    """For what is not ranked: it is asked at once."""
    OF_ALL_SHARDS = "dfs_query_then_fetch"
    """So that a score does not depend on where an article lies; how often words occur is asked first."""


class ClusterError(SearchIndexError):
    """A cluster refuses or fails."""

    def __init__(self, status: int, message: str, causes: Iterable[str] = ()) -> None:
        super().__init__(f"the cluster answers {status}: {message}")
        self.is_busy = status == HTTPStatus.TOO_MANY_REQUESTS
        """It has too much to do; nothing is lost."""
        self.may_pass = status in _PASSING or any(map(_LOST.match, causes))
        """The same may go well later."""


def patiently(attempt: Callable[[], Answered]) -> Answered:
    """Attempt something, again and again while what goes wrong may pass. Raises SearchIndexError."""
    for wait in _WAITS:
        try:
            return attempt()
        except ClusterError as error:
            if not error.may_pass:
                raise
            time.sleep(wait)
    return attempt()


class _Opened(msgspec.Struct):
    pit_id: str


class _Cause(msgspec.Struct, frozen=True):
    """Why something failed, and what lies below it."""

    type: str = ""
    reason: str | None = None
    root_cause: tuple[_Cause, ...] = ()
    caused_by: _Cause | None = None

    def told(self) -> str:
        """All reasons."""
        return "; ".join(filter(None, [self.reason, *(below.told() for below in self._below())]))

    def causes(self) -> Iterator[str]:
        """The types of all of them."""
        yield self.type
        for below in self._below():
            yield from below.causes()

    def _below(self) -> Iterator[_Cause]:
        yield from self.root_cause
        if self.caused_by is not None:
            yield self.caused_by


class _Failed(msgspec.Struct, frozen=True):
    error: _Cause = _Cause()


class _Failure(msgspec.Struct):
    status: int
    error: _Cause


class _Outcome(msgspec.Struct):
    status: int
    error: _Cause | None = None


class _Shards(msgspec.Struct):
    failed: int


class _Refreshed(msgspec.Struct):
    shards: _Shards = msgspec.field(name="_shards")


class _Sent(msgspec.Struct):
    errors: bool
    items: list[dict[str, _Outcome]] = []


class _Settings(msgspec.Struct):
    transient: dict[str, str] = {}
    persistent: dict[str, str] = {}
    defaults: dict[str, str] = {}

    def most(self, name: str) -> int:
        """The largest number that a setting is given."""
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
            # Another host is asked where one is gone. What a living one refuses is attempted again here, in a while:
            # the library would at once, and think none alive any more.
            max_retries=max(3, len(settings.hosts)),
            retry_on_timeout=True,
            retry_on_status=(),
            pool_maxsize=_CONNECTIONS,
            ca_certs=None if settings.certificates is None else str(settings.certificates),
        )

    def put_template(self, name: str, template: Mapping[str, object]) -> None:
        """Say what indexes are like that are made from now on."""
        with _translated():
            self._client.indices.put_index_template(name=name, body=template)

    def allow_clauses(self, most: int) -> None:
        """Let one query have so many clauses, where the cluster allows fewer."""
        with _translated():
            given: object = self._client.cluster.get_settings(
                params={"include_defaults": "true", "flat_settings": "true", "filter_path": f"*.{_CLAUSES}"}
            )
            if msgspec.convert(given, _Settings).most(_CLAUSES) < most:
                self._client.cluster.put_settings(body={"persistent": {_CLAUSES: most}})

    def create_index(self, name: str, shards: int, replicas: int) -> None:
        """Make an empty index by its template."""
        with _translated():
            settings = {"number_of_shards": shards, "number_of_replicas": replicas}
            self._client.indices.create(index=name, body={"settings": settings})

    def has_index(self, name: str) -> bool:
        """Whether there is an index of that name."""
        with _translated():
            return bool(self._client.indices.exists(index=name))

    def drop_index(self, name: str) -> None:
        """Remove an index; one that is gone is no error."""
        with _translated():
            self._client.indices.delete(index=name, params={"ignore_unavailable": "true"})

    def move_alias(self, alias: str, index: str) -> None:
        """Let an alias name one index only."""
        moves = [
            {"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}},
            {"add": {"index": index, "alias": alias}},
        ]
        with _translated():
            self._client.indices.update_aliases(body={"actions": moves})

    def send(self, index: str, actions: bytes) -> None:
        """Carry out actions, in lines of JSON, one after another. Doing the same again changes nothing."""
        patiently(lambda: self._send(index, actions))

    def refresh(self, index: str) -> None:
        """Make visible what was sent, on each shard that there is."""
        patiently(lambda: self._refresh(index))

    def open_point_in_time(self, index: str) -> str:
        """Keep all that is visible now, and say by which name it is asked."""
        with _translated():
            answer: object = self._client.create_pit(
                index=index, params={"keep_alive": KEEP_ALIVE, "allow_partial_pit_creation": "false"}
            )
            return msgspec.convert(answer, _Opened).pit_id

    def close_points_in_time(self, names: Iterable[str]) -> None:
        """Let them go; those that are gone are no error."""
        if opened := list(names):
            with _translated():
                self._client.delete_pit(body={"pit_id": opened})

    def search(self, body: Mapping[str, object], kind: type[Answered], statistics: Statistics) -> Answered:
        """Ask a point in time. An answer of some shards only is none."""
        params = {"allow_partial_search_results": "false", "search_type": statistics.value}
        with _translated():
            answer: object = self._client.search(body=body, params=params)
            return msgspec.convert(answer, kind)

    def bytes_of(self, index: str) -> int:
        """What an index takes up, with its copies."""
        with _translated():
            answer: object = self._client.indices.stats(index=index, metric="store")
            return msgspec.convert(answer, _Stats).all.total.store.size_in_bytes

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    def _send(self, index: str, actions: bytes) -> None:
        with _translated():
            answer: object = self._client.bulk(
                index=index, body=actions, params={"filter_path": "errors,items.*.status,items.*.error"}
            )
            sent = msgspec.convert(answer, _Sent)
        if sent.errors:
            # What may pass is waited for only where nothing else went wrong.
            worst = min(_failures(sent.items), key=lambda outcome: outcome.status)
            raise ClusterError(worst.status, worst.error.told(), worst.error.causes())

    def _refresh(self, index: str) -> None:
        with _translated():
            answer: object = self._client.indices.refresh(index=index)
            failed = msgspec.convert(answer, _Refreshed).shards.failed
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
            f"no node of the cluster answers: {error.error}", remedy="see that it runs and DATELINE_OPENSEARCH names it"
        ) from error
    except library.TransportError as error:
        raise _failure(int(error.status_code), error.error, _cause(error.info)) from error
    except (library.OpenSearchException, msgspec.ValidationError) as error:
        raise SearchIndexError(f"the cluster's answer cannot be read: {error}") from error


def _failure(status: int, kind: str, cause: _Cause) -> SearchIndexError:
    if kind == _NO_INDEX:
        return IndexDamagedError(f"the cluster does not have the index: {cause.told()}", remedy=REBUILD)
    return ClusterError(status, f"{kind}: {cause.told()}", cause.causes())


def _cause(info: object) -> _Cause:
    """What a cluster tells of a failure, as far as it does."""
    try:
        return msgspec.convert(info, _Failed).error
    except msgspec.ValidationError:
        return _Cause(reason=str(info))
