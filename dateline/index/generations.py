"""Index generations: folders that hold one index each, and the name of the current one.

    generations/3/manifest.json   versions that built this index, with a digest of the manifest
    generations/3/mark.json       up to which serial it has indexed the store
    generations/3/index/          the engine's own files
    CURRENT                       `3`

Files that others rely on are replaced atomically: a temporary file is written, synced and renamed, then the folder
is synced.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dateline.errors import DatelineError, IndexDamagedError, IndexVersionError, StoreError
from dateline.index.terms import TERMS_VERSION
from dateline.version import __version__

CURRENT = "CURRENT"
FOLDER = "generations"
REBUILD = "rebuild it with: dateline reindex"


class Manifest(msgspec.Struct, frozen=True):
    """Which engine and versions built an index."""

    engine: str
    engine_version: str
    terms_version: str
    dateline_version: str
    made: datetime
    digest: str = ""
    """Digest of the other fields."""


class Mark(msgspec.Struct, frozen=True):
    """Up to which change an index contains the store."""

    serial: int = 0
    articles: int = 0


class Generation:
    """One index on disk."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest

    @property
    def number(self) -> int:
        """Number of the generation, counted from 1."""
        return int(self.folder.name)

    @property
    def index(self) -> Path:
        """The folder with the engine's files."""
        return self.folder / "index"

    def mark(self) -> Mark:
        """Return the mark, or an empty one if it is missing or unreadable, so that indexing starts over."""
        try:
            return msgspec.json.decode((self.folder / "mark.json").read_bytes(), type=Mark)
        except (FileNotFoundError, msgspec.DecodeError):
            return Mark()

    def set_mark(self, mark: Mark) -> None:
        """Save the mark. Only call this after the engine's commit, so that a crash repeats work but never skips any."""
        replace_file(self.folder / "mark.json", msgspec.json.encode(mark))

    def require(self, engine_version: str) -> None:
        """Raise IndexVersionError if this Dateline, with this engine version, cannot use the index."""
        built_by = (self.manifest.engine_version, self.manifest.terms_version)
        if built_by != (engine_version, TERMS_VERSION):
            raise IndexVersionError(
                f"index {self.number} was built by {self.manifest.engine} {' with terms '.join(built_by)}, "
                f"but this is {engine_version} with terms {TERMS_VERSION}",
                remedy=REBUILD,
            )


class Generations:
    """The generations of one archive."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def current(self) -> Generation | None:
        """Return the generation that answers searches, or None before the first. Raises IndexDamagedError."""
        try:
            name = (self._data / CURRENT).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamagedError(f"{self._data / CURRENT} cannot be read: {error}", remedy=REBUILD) from error
        if not name.isdecimal():
            raise IndexDamagedError(f"{self._data / CURRENT} does not name a generation", remedy=REBUILD)
        folder = self._data / FOLDER / name
        return Generation(folder, _read_manifest(folder))

    def create(self, engine: str, engine_version: str) -> Generation:
        """Create the folders of a new generation, which is not current yet."""
        folder = self._data / FOLDER / str(max(self._numbers(), default=0) + 1)
        (folder / "index").mkdir(parents=True)
        manifest = _signed(Manifest(engine, engine_version, TERMS_VERSION, __version__, datetime.now(tz=UTC)))
        replace_file(folder / "manifest.json", msgspec.json.encode(manifest))
        return Generation(folder, manifest)

    def switch(self, generation: Generation) -> None:
        """Make a generation the current one."""
        replace_file(self._data / CURRENT, f"{generation.number}\n".encode())

    def drop_all_but(self, generation: Generation, drop: Callable[[Generation], None]) -> tuple[str, ...]:
        """Remove all other generations; `drop` removes what an engine keeps elsewhere. Return a message per failure.

        A generation whose `drop` fails stays. Readers that still have its files open can go on reading.
        """
        failures: list[str] = []
        for number in self._numbers():
            if number != generation.number:
                folder = self._data / FOLDER / str(number)
                try:
                    with suppress(IndexDamagedError):
                        drop(Generation(folder, _read_manifest(folder)))
                except DatelineError as error:
                    failures.append(f"index {number} was not removed: {error}")
                else:
                    shutil.rmtree(folder, ignore_errors=True)
        return tuple(failures)

    def _numbers(self) -> list[int]:
        folder = self._data / FOLDER
        return [int(path.name) for path in folder.iterdir() if path.name.isdecimal()] if folder.is_dir() else []


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file atomically and durably. Raises StoreError."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}", remedy="free some disk space or check the permissions") from error


def _signed(manifest: Manifest) -> Manifest:
    unsigned = msgspec.structs.replace(manifest, digest="")
    digest = hashlib.blake2b(msgspec.json.encode(unsigned), digest_size=16).hexdigest()
    return msgspec.structs.replace(manifest, digest=digest)


def _read_manifest(folder: Path) -> Manifest:
    try:
        manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise IndexDamagedError(f"{folder} has no readable manifest", remedy=REBUILD) from error
    if manifest != _signed(manifest):
        raise IndexDamagedError(f"the manifest of {folder} does not match its digest", remedy=REBUILD)
    return manifest
