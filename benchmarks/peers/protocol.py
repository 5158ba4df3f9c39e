"""The interface of a peer, and the process that runs it: `python -m benchmarks.peers.NAME build|answer FOLDER ROWS`.

Questions and answers are JSON lines. This file imports only the standard library, so that a peer can run in another
interpreter (Xapian's bindings come with the system's Python).
"""

from __future__ import annotations

import gzip
import json
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Literal, Protocol, TypedDict

SINGLE = ("source", "year")
"""Facets with one value per article; `country` has any number."""
FACETS = ("country", *SINGLE)
FACET_SIZE = 10
LEAST_TIMES = 3


class Row(TypedDict):
    """An article as all peers get it: its text, its terms from Dateline's analysis, and its facet values."""

    id: str
    headline: str
    body: str
    headline_terms: str
    """Stems, separated by spaces."""
    body_terms: str
    forms: str
    """Words of headline and body, folded but not stemmed; for prefixes."""
    country: list[str]
    source: str
    year: str
    published: int
    """Seconds since 1970."""


@dataclass(frozen=True)
class Operation:
    """One search as users run it. With `size` 0 only the total is returned."""

    name: str
    kind: str
    """`words` (all of them), `phrase`, `prefix`, or `every`: all articles, newest first."""
    words: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    """Stems of the words."""
    chosen: Mapping[str, Sequence[str]] | None = None
    """Values chosen in facets: OR within a facet, AND between facets."""
    offset: int = 0
    size: int = 10
    facets: tuple[str, ...] = FACETS

    @property
    def choices(self) -> dict[str, Sequence[str]]:
        """The choices; empty if there are none."""
        return dict(self.chosen or {})

    def choices_beside(self, facet: str) -> dict[str, Sequence[str]]:
        """The choices in the other facets, which restrict this facet's counts."""
        return {name: values for name, values in self.choices.items() if name != facet}

    def facets_by_choices(self) -> list[tuple[dict[str, Sequence[str]], list[str]]]:
        """Groups of facets counted over the same articles, each with the choices that select these articles."""
        shared: list[tuple[dict[str, Sequence[str]], list[str]]] = []
        for facet in self.facets:
            choices = self.choices_beside(facet)
            same = next((facets for known, facets in shared if known == choices), None)
            if same is None:
                shared.append((choices, [facet]))
            else:
                same.append(facet)
        return shared


@dataclass(frozen=True)
class Answer:
    """The result of an operation; `snippets` are empty if the peer has none."""

    total: int
    ids: Sequence[str] = ()
    snippets: Sequence[str] = ()
    facets: Mapping[str, Mapping[str, int]] | None = None


def _nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True)
class Addition:
    """The result of adding articles. `release` closes the writer; it may be slow and is not timed."""

    stored_at: float | None = None
    """`time.perf_counter()` when the articles were stored, for a peer that stores them before indexing."""
    release: Callable[[], None] = _nothing


class Question(TypedDict):
    """A question to the process of a peer; fields that it does not need are empty or 0."""

    ask: Literal["measure", "clients", "add"]
    operations: list[dict[str, object]]
    times: int
    """Maximum number of measurements, number of clients, or number of articles to add."""
    seconds: float
    word: str


class NotOfferedError(Exception):
    """A peer does not support an operation; the message says why."""


class NotHereError(Exception):
    """A peer cannot run on this machine; the message says why."""


Prepared = Callable[[], Answer]


class Session(Protocol):
    """The connection of one client."""

    def prepare(self, operation: Operation) -> Prepared:
        """Parse the query; return a function that runs it. Raises NotOfferedError."""
        ...


class Index(Protocol):
    """An opened index."""

    def session(self) -> Session:
        """A session for one thread; it sees all articles added before it was opened."""
        ...

    def add(self, rows: Sequence[Row]) -> Addition:
        """Add articles so that new sessions find them. Raises NotOfferedError."""
        ...


class Peer(Protocol):
    """A system to measure."""

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index rows in an empty folder. Raises NotHereError."""
        ...

    def open(self, folder: Path) -> Index:
        """Open a built index. Raises NotHereError."""
        ...


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a compressed file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def part_of(row: Row, fields: Collection[str]) -> dict[str, object]:
    """Some fields of a row."""
    return {name: value for name, value in row.items() if name in fields}


def top(counts: Mapping[str, int]) -> dict[str, int]:
    """The largest counts, as a facet shows them."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:FACET_SIZE])


def run(peer: Peer) -> None:
    """Run the process of a peer: build an index, or answer questions from standard input."""
    what, folder, rows = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    try:
        if what == "build":
            _write({"seconds": _timed(lambda: peer.build(folder, read_rows(rows))) / 1_000})
        else:
            _answer(peer, folder, rows)
    except NotHereError as reason:
        _write({"not_here": str(reason)})


def _answer(peer: Peer, folder: Path, rows: Path) -> None:
    started = time.perf_counter()
    index = peer.open(folder)
    session = index.session()
    opened = time.perf_counter() - started
    _write({"opened_ms": opened * 1_000})
    for line in sys.stdin:
        question = json.loads(line)
        try:
            _write(_reply(index, session, rows, question))
        except NotOfferedError as reason:
            _write({"not_offered": str(reason)})
        except Exception as error:  # noqa: BLE001 - one failed operation must not end hours of measuring
            _write({"not_offered": f"it failed with {type(error).__name__}: {error}"})


def _reply(index: Index, session: Session, rows: Path, question: Question) -> Mapping[str, object]:
    match question["ask"]:
        case "measure":
            operation = _operation(question["operations"][0])
            return _measure(session, operation, question["times"], question["seconds"])
        case "clients":
            operations = [_operation(each) for each in question["operations"]]
            return _clients(index, operations, question["times"], question["seconds"])
        case "add":
            return _add(index, rows, question["word"], question["times"])


def _operation(given: dict[str, object]) -> Operation:
    operation = Operation(**given)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - its own JSON
    words, terms, facets = map(tuple, (operation.words, operation.terms, operation.facets))
    return replace(operation, words=words, terms=terms, facets=facets)


def _measure(session: Session, operation: Operation, times: int, seconds: float) -> dict[str, object]:
    """Time the first answer, when caches are cold, and then as many more as fit into the time."""
    prepared = session.prepare(operation)
    taken = [_timed(prepared)]
    until = time.perf_counter() + seconds
    while len(taken) <= LEAST_TIMES or (len(taken) <= times and time.perf_counter() < until):
        taken.append(_timed(prepared))
    answer = prepared()
    return {
        "first_ms": taken[0],
        "ms": taken[1:],
        "total": answer.total,
        "ids": list(answer.ids),
        "snippets": sum(map(bool, answer.snippets)),
        "facets": answer.facets,
    }


def _clients(index: Index, operations: Sequence[Operation], clients: int, seconds: float) -> dict[str, object]:
    """Run clients that each start the next operation after an answer; the first half second is not measured."""
    begin = time.perf_counter() + 0.5
    taken: list[float] = []

    def client(first: int) -> None:
        session = index.session()
        prepared = [session.prepare(operation) for operation in operations]
        number = first
        while (started := time.perf_counter()) < begin + seconds:
            prepared[number % len(prepared)]()
            number += 1
            if started > begin:
                taken.append((time.perf_counter() - started) * 1_000)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"ms": taken, "per_second": len(taken) / (time.perf_counter() - begin)}


def _add(index: Index, path: Path, word: str, count: int) -> dict[str, object]:
    """Add articles that end with a new word, and search for that word until all are found."""
    rows = [_with_word(row, word) for row in islice(read_rows(path), count)]
    wanted = Operation("added", "words", (word,), (word,), size=0, facets=())

    started = time.perf_counter()
    added = index.add(rows)
    while index.session().prepare(wanted)().total < count:
        time.sleep(0.001)
    found = time.perf_counter()
    added.release()
    stored = None if added.stored_at is None else (added.stored_at - started) * 1_000
    return {"ms": (found - started) * 1_000, "stored_ms": stored}


def _with_word(row: Row, word: str) -> Row:
    changed = row.copy()
    changed["id"] = f"{word}-{row['id']}"
    changed["body"] = f"{row['body']} {word}"
    changed["body_terms"] = f"{row['body_terms']} {word}"
    changed["forms"] = f"{row['forms']} {word}"
    return changed


def _timed(operation: Callable[[], object]) -> float:
    started = time.perf_counter()
    operation()
    return (time.perf_counter() - started) * 1_000


def _write(answer: Mapping[str, object]) -> None:
    print(json.dumps(answer), flush=True)
