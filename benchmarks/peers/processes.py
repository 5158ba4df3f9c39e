"""Processes of peers: start them, send them questions one by one, and end them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO

import msgspec

from benchmarks.peers.protocol import Operation, Question

SYSTEM_PYTHON = "/usr/bin/python3"
_BUILT = "built.json"


class PeerKind(msgspec.Struct, frozen=True):
    """One peer: name, module, Python interpreter, the package whose version is reported, and how it analyses text."""

    name: str
    module: str
    package: str
    analysis: str
    python: str = sys.executable


_TERMS = "it indexes Dateline's terms, but searches only for the English stem of a word"
DATELINE = PeerKind("Dateline", "dateline", "dateline", "it searches for stems in each language of the archive")
TANTIVY = PeerKind("tantivy", "tantivy", "tantivy", "it has its own tokenizer and English stemmer")
PEERS = (
    DATELINE,
    TANTIVY,
    PeerKind("Whoosh", "whoosh", "whoosh", "it has its own tokenizer and Dateline's English stemmer"),
    PeerKind("SQLite FTS5", "sqlite", "sqlite3", "it has its own tokenizer and Porter's first stemmer"),
    PeerKind("Xapian", "xapian_peer", "xapian", _TERMS, SYSTEM_PYTHON),
    PeerKind("bm25s", "bm25s", "bm25s", _TERMS),
    PeerKind("DuckDB", "duckdb", "duckdb", _TERMS),
    PeerKind("OpenSearch", "opensearch", "opensearch", "it has its own tokenizer and English stemmer"),
)


class NotHere(Exception):  # noqa: N818 - describes a peer, not a failure
    """A peer cannot run here; the message says why."""


class NotOffered(Exception):  # noqa: N818
    """A peer does not support an operation; the message says why."""


class Measured(msgspec.Struct, frozen=True):
    """The times and the answer of one operation."""

    first_ms: float
    ms: list[float]
    total: int
    ids: list[str]
    snippets: int
    facets: dict[str, dict[str, int]] | None


class Served(msgspec.Struct, frozen=True):
    """Response times and throughput for several clients."""

    ms: list[float]
    per_second: float


class Added(msgspec.Struct, frozen=True):
    """Time to add articles until they are found; `stored_ms` is the part for storing, if the peer stores them first."""

    ms: float
    stored_ms: float | None = None


class Built(msgspec.Struct, frozen=True):
    """Build time and size of an index."""

    seconds: float
    bytes: int


class _State(msgspec.Struct):
    """A line of a process about its own state."""

    not_here: str | None = None
    not_offered: str | None = None
    opened_ms: float = 0.0
    seconds: float = 0.0


def build(kind: PeerKind, folder: Path, rows: Path) -> Built:
    """Index the rows in a folder, unless the index exists. Raises NotHere."""
    done = folder / _BUILT
    if done.exists():
        return msgspec.json.decode(done.read_bytes(), type=Built)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    ran = subprocess.run(_command(kind, "build", folder, rows), capture_output=True, check=False)
    if ran.returncode:
        raise NotHere(_last_line(ran.stderr))
    state = msgspec.json.decode(ran.stdout.splitlines()[-1], type=_State)
    if state.not_here:
        raise NotHere(state.not_here)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    built = Built(state.seconds, size)
    done.write_bytes(msgspec.json.encode(built))
    return built


class PeerProcess:
    """A running peer."""

    def __init__(self, process: subprocess.Popen[bytes], to: IO[bytes], by: IO[bytes], errors: IO[bytes]) -> None:
        self._process = process
        self._to, self._by, self._errors = to, by, errors
        state = msgspec.json.decode(self._line(), type=_State)
        if state.not_here:
            raise NotHere(state.not_here)
        self.opened_ms = state.opened_ms

    def measure(self, operation: Operation, *, times: int, seconds: float) -> Measured:
        """Run one operation repeatedly. Raises NotOffered."""
        question: Question = {
            "ask": "measure",
            "operations": [asdict(operation)],
            "times": times,
            "seconds": seconds,
            "word": "",
        }
        return msgspec.json.decode(self._ask(question), type=Measured)

    def serve(self, operations: Sequence[Operation], *, clients: int, seconds: float) -> Served:
        """Run operations in turn for several clients at once. Raises NotOffered."""
        encoded = [asdict(operation) for operation in operations]
        question: Question = {"ask": "clients", "operations": encoded, "times": clients, "seconds": seconds, "word": ""}
        return msgspec.json.decode(self._ask(question), type=Served)

    def add(self, word: str, count: int) -> Added:
        """Add articles with a new word and wait until a search finds them. Raises NotOffered."""
        question: Question = {"ask": "add", "operations": [], "times": count, "seconds": 0.0, "word": word}
        return msgspec.json.decode(self._ask(question), type=Added)

    def memory(self) -> int | None:
        """Resident bytes; None if the process has ended."""
        import psutil

        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.NoSuchProcess:
            return None

    def _ask(self, question: Question) -> bytes:
        # If the process has ended, reading its answer raises the reason.
        with suppress(BrokenPipeError):
            self._to.write(msgspec.json.encode(question) + b"\n")
            self._to.flush()
        line = self._line()
        state = msgspec.json.decode(line, type=_State)
        if state.not_offered:
            raise NotOffered(state.not_offered)
        return line

    def _line(self) -> bytes:
        line = self._by.readline()
        if not line:
            self._process.wait()
            self._errors.seek(0)
            raise NotHere(_last_line(self._errors.read()))
        return line


@contextmanager
def running(kind: PeerKind, folder: Path, rows: Path) -> Generator[PeerProcess]:
    """Start the process of a peer on a built index. Raises NotHere."""
    command = _command(kind, "answer", folder, rows)
    with ExitStack() as stack:
        # A file instead of a pipe: nobody reads standard error while the peer runs, and a pipe would fill up.
        errors = stack.enter_context(tempfile.TemporaryFile())
        process = stack.enter_context(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        )
        stack.callback(process.kill)
        if process.stdin is None or process.stdout is None:
            raise NotHere("its process has no pipes")
        yield PeerProcess(process, process.stdin, process.stdout, errors)


def version_of(kind: PeerKind) -> str:
    """The version of a peer's library; empty if it is not installed."""
    expressions = {
        "sqlite3": "import sqlite3; print(sqlite3.sqlite_version)",
        "xapian": "import xapian; print(xapian.version_string())",
    }
    default = f"from importlib.metadata import version; print(version({kind.package!r}))"
    ran = subprocess.run(
        [kind.python, "-c", expressions.get(kind.package, default)], capture_output=True, text=True, check=False
    )
    return ran.stdout.strip()


def _command(kind: PeerKind, what: str, folder: Path, rows: Path) -> list[str]:
    return [kind.python, "-m", f"benchmarks.peers.{kind.module}", what, str(folder), str(rows)]


def _last_line(error: bytes) -> str:
    lines = error.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it ended without a message"
