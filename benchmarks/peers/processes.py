"""The processes of peers: started, asked one question after the other, ended."""

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
    """One peer: what it is called, what its process runs in, whose version counts, what its words are compared by."""

    name: str
    module: str
    package: str
    analysis: str
    python: str = sys.executable


_TERMS = "it is given Dateline's terms, and looks for a word by its English stem only"
DATELINE = PeerKind("Dateline", "dateline", "dateline", "a word is looked for by its stem in each language there is")
TANTIVY = PeerKind("tantivy", "tantivy", "tantivy", "it has its own tokens and English stems")
PEERS = (
    DATELINE,
    TANTIVY,
    PeerKind("Whoosh", "whoosh", "whoosh", "it has its own tokens and Dateline's English stems"),
    PeerKind("SQLite FTS5", "sqlite", "sqlite3", "it has its own tokens and Porter's first stemmer"),
    PeerKind("Xapian", "xapian_peer", "xapian", _TERMS, SYSTEM_PYTHON),
    PeerKind("bm25s", "bm25s", "bm25s", _TERMS),
    PeerKind("DuckDB", "duckdb", "duckdb", _TERMS),
    PeerKind("OpenSearch", "opensearch", "opensearch", "it has its own tokens and English stems"),
)


class NotHere(Exception):  # noqa: N818 - said of a peer, not of a failure
    """A peer cannot run here; says why."""


class NotOffered(Exception):  # noqa: N818
    """A peer refuses an operation; says why."""


class Measured(msgspec.Struct, frozen=True):
    """The times of one operation, and what it came to."""

    first_ms: float
    ms: list[float]
    total: int
    ids: list[str]
    snippets: int
    facets: dict[str, dict[str, int]] | None


class Served(msgspec.Struct, frozen=True):
    """What several clients got."""

    ms: list[float]
    per_second: float


class Added(msgspec.Struct, frozen=True):
    """How long it took to add articles and find them, and to store them first where a peer does that."""

    ms: float
    stored_ms: float | None = None


class Built(msgspec.Struct, frozen=True):
    """What building took."""

    seconds: float
    bytes: int


class _Said(msgspec.Struct):
    """A line of a process that is about the process itself."""

    not_here: str | None = None
    not_offered: str | None = None
    opened_ms: float = 0.0
    seconds: float = 0.0


def build(kind: PeerKind, folder: Path, rows: Path) -> Built:
    """Index the rows in a folder, unless that was done before. Raises NotHere."""
    done = folder / _BUILT
    if done.exists():
        return msgspec.json.decode(done.read_bytes(), type=Built)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    ran = subprocess.run(_command(kind, "build", folder, rows), capture_output=True, check=False)
    if ran.returncode:
        raise NotHere(_last_line(ran.stderr))
    said = msgspec.json.decode(ran.stdout.splitlines()[-1], type=_Said)
    if said.not_here:
        raise NotHere(said.not_here)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    built = Built(said.seconds, size)
    done.write_bytes(msgspec.json.encode(built))
    return built


class PeerProcess:
    """A running peer."""

    def __init__(self, process: subprocess.Popen[bytes], to: IO[bytes], by: IO[bytes], errors: IO[bytes]) -> None:
        self._process = process
        self._to, self._by, self._errors = to, by, errors
        said = msgspec.json.decode(self._line(), type=_Said)
        if said.not_here:
            raise NotHere(said.not_here)
        self.opened_ms = said.opened_ms

    def measure(self, operation: Operation, *, times: int, seconds: float) -> Measured:
        """Answer one operation again and again. Raises NotOffered."""
        question: Question = {
            "ask": "measure",
            "operations": [asdict(operation)],
            "times": times,
            "seconds": seconds,
            "word": "",
        }
        return msgspec.json.decode(self._answered(question), type=Measured)

    def serve(self, operations: Sequence[Operation], *, clients: int, seconds: float) -> Served:
        """Answer operations in turn to several clients at once. Raises NotOffered."""
        asked = [asdict(operation) for operation in operations]
        question: Question = {"ask": "clients", "operations": asked, "times": clients, "seconds": seconds, "word": ""}
        return msgspec.json.decode(self._answered(question), type=Served)

    def add(self, word: str, count: int) -> Added:
        """Add articles with a new word and look for it. Raises NotOffered."""
        question: Question = {"ask": "add", "operations": [], "times": count, "seconds": 0.0, "word": word}
        return msgspec.json.decode(self._answered(question), type=Added)

    def memory(self) -> int | None:
        """Bytes resident; None where it has ended."""
        import psutil

        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.NoSuchProcess:
            return None

    def _answered(self, question: Question) -> bytes:
        # One that has ended says why when its answer is read.
        with suppress(BrokenPipeError):
            self._to.write(msgspec.json.encode(question) + b"\n")
            self._to.flush()
        line = self._line()
        said = msgspec.json.decode(line, type=_Said)
        if said.not_offered:
            raise NotOffered(said.not_offered)
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
    """The process of a peer over a built index. Raises NotHere."""
    command = _command(kind, "answer", folder, rows)
    with ExitStack() as stack:
        # A file and no pipe: nobody reads what a peer complains of while it runs.
        errors = stack.enter_context(tempfile.TemporaryFile())
        process = stack.enter_context(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        )
        stack.callback(process.kill)
        if process.stdin is None or process.stdout is None:
            raise NotHere("its process has no pipes")
        yield PeerProcess(process, process.stdin, process.stdout, errors)


def version_of(kind: PeerKind) -> str:
    """The version of a peer's library; empty where it is not installed."""
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
    return lines[-1] if lines else "it ended without a word"
