"""Index generations: folders that hold one index each, and the name of the one that answers.

    generations/3/manifest.json   what made this index, with a digest of itself
    generations/3/mark.json       how far it has followed the store
    generations/3/index/          the engine's own files
    CURRENT                       `3`

Files that others rely on are replaced as a whole: written beside, synced, renamed, and the folder synced.
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

from dateline import __version__
from dateline.errors import DatelineError, IndexDamagedError, IndexVersionError, StoreError
from dateline.index.terms import TERMS_VERSION

CURRENT = "CURRENT"
FOLDER = "generations"
REBUILD = "rebuild it with: dateline reindex"


class Manifest(msgspec.Struct, frozen=True):
    """What an index was made by and for."""

    engine: str
    engine_version: str
    terms_version: str
    dateline_version: str
    made: datetime
    digest: str = ""
    """Of all the above."""


class Mark(msgspec.Struct, frozen=True):
    """How far an index has followed the store."""

    serial: int = 0
    articles: int = 0


class Generation:
    """One index on disk."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest

    @property
    def number(self) -> int:
        """Counts up from 1."""
        return int(self.folder.name)

    @property
    def index(self) -> Path:
        """The folder of the engine's files."""
        return self.folder / "index"

    def mark(self) -> Mark:
        """How far it has followed; nothing where that is not known, so that it follows from the start."""
        try:
            return msgspec.json.decode((self.folder / "mark.json").read_bytes(), type=Mark)
        except (FileNotFoundError, msgspec.DecodeError):
            return Mark()

    def set_mark(self, mark: Mark) -> None:
        """Say how far it has followed; only after the engine's commit, so that a crash repeats and never skips."""
        replace_file(self.folder / "mark.json", msgspec.json.encode(mark))

    def require(self, engine_version: str) -> None:
        """Raise IndexVersionError where this Dateline, with this version of the engine, cannot use the index."""
        made_by = (self.manifest.engine_version, self.manifest.terms_version)
        if made_by != (engine_version, TERMS_VERSION):
            raise IndexVersionError(
                f"index {self.number} was made by {self.manifest.engine} {' with terms '.join(made_by)}, "
                f"and this is {engine_version} with terms {TERMS_VERSION}",
                remedy=REBUILD,
            )


class Generations:
    """The generations of one archive."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def current(self) -> Generation | None:
        """The one that answers; None before the first. Raises IndexDamagedError."""
        try:
            name = (self._data / CURRENT).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamagedError(f"{self._data / CURRENT} cannot be read: {error}", remedy=REBUILD) from error
        if not name.isdecimal():
            raise IndexDamagedError(f"{self._data / CURRENT} names no generation", remedy=REBUILD)
        folder = self._data / FOLDER / name
        return Generation(folder, _read_manifest(folder))

    def create(self, engine: str, engine_version: str) -> Generation:
        """Make the folders of a new generation, which does not answer yet."""
        folder = self._data / FOLDER / str(max(self._numbers(), default=0) + 1)
        (folder / "index").mkdir(parents=True)
        manifest = _signed(Manifest(engine, engine_version, TERMS_VERSION, __version__, datetime.now(tz=UTC)))
        replace_file(folder / "manifest.json", msgspec.json.encode(manifest))
        return Generation(folder, manifest)

    def switch(self, generation: Generation) -> None:
        """Let a generation answer from now on."""
        replace_file(self._data / CURRENT, f"{generation.number}\n".encode())

    def drop_all_but(self, generation: Generation, drop: Callable[[Generation], None]) -> tuple[str, ...]:
        """Remove the others, by `drop` what they have elsewhere; one of which that fails stays, and why is told.

        A reader that still has their files open goes on with them.
        """
        left: list[str] = []
        for number in self._numbers():
            if number != generation.number:
                folder = self._data / FOLDER / str(number)
                try:
                    with suppress(IndexDamagedError):
                        drop(Generation(folder, _read_manifest(folder)))
                except DatelineError as error:
                    left.append(f"index {number} is left: {error}")
                else:
                    shutil.rmtree(folder, ignore_errors=True)
        return tuple(left)

    def _numbers(self) -> list[int]:
        folder = self._data / FOLDER
        return [int(path.name) for path in folder.iterdir() if path.name.isdecimal()] if folder.is_dir() else []


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file as a whole, durably. Raises StoreError."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}", remedy="free some space or check permissions") from error


def _signed(manifest: Manifest) -> Manifest:
    unsigned = msgspec.structs.replace(manifest, digest="")
    digest = hashlib.blake2b(msgspec.json.encode(unsigned), digest_size=16).hexdigest()
    return msgspec.structs.replace(manifest, digest=digest)


def _read_manifest(folder: Path) -> Manifest:
    try:
        manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise IndexDamagedError(f"{folder} has no manifest that can be read", remedy=REBUILD) from error
    if manifest != _signed(manifest):
        raise IndexDamagedError(f"the manifest of {folder} does not match its digest", remedy=REBUILD)
    return manifest
