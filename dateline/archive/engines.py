"""Which engines there are, and the index generations of one archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from dateline.errors import EngineUnavailableError, IndexDamagedError, UsageError
from dateline.index.generations import Generation, Generations
from dateline.search.engine import EngineKind


def _tantivy(_data: Path) -> EngineKind:
    from dateline.search.engines import tantivy

    return tantivy


def _whoosh(_data: Path) -> EngineKind:
    from dateline.search.engines import whoosh

    return whoosh


def _opensearch(data: Path) -> EngineKind:
    from dateline.search.engines.opensearch import OpenSearchKind
    from dateline.search.engines.opensearch.settings import read_settings

    return OpenSearchKind(read_settings(data, os.environ))


EMBEDDED: Mapping[str, Callable[[Path], EngineKind]] = {"tantivy": _tantivy, "whoosh": _whoosh}
"""Engines that need nothing but the data folder. Where none is named it is the first that can be imported."""


ENGINES: Mapping[str, Callable[[Path], EngineKind]] = {**EMBEDDED, "opensearch": _opensearch}
"""Every engine by its name, as it is for the archive in a data folder; imported when used."""


class EngineChoice(msgspec.Struct, frozen=True):
    """Which engine is used, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"engine: {self.name}, {self.reason}"


_NOT_INSTALLED = {"opensearch": "install dateline[opensearch], or "}


def engine_of_index(name: str) -> EngineChoice:
    """The engine that an existing index was built for."""
    return EngineChoice(name, "which this archive's index was built for")


class Indexes:
    """The index generations of one archive, each with its engine."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._generations = Generations(data)

    def current(self) -> Generation | None:
        """The one that answers; None before the first. Raises IndexDamagedError."""
        return self._generations.current()

    def default_engine(self) -> EngineChoice:
        """The engine of an archive for which none is named. Raises EngineUnavailableError."""
        missing: list[str] = []
        for name, load in EMBEDDED.items():
            try:
                load(self._data)
            except ImportError as error:
                missing.append(f"as {name} cannot be used here: {error}")
            else:
                return EngineChoice(name, "; ".join(missing) or "the default")
        raise EngineUnavailableError("; ".join(missing), remedy="install Dateline anew")

    def choice(self, asked: str | None) -> EngineChoice:
        """The engine of this archive, or of its first index."""
        generation = self.current()
        if generation is not None:
            return engine_of_index(generation.manifest.engine)
        return self.default_engine() if asked is None else EngineChoice(asked, "as asked for")

    def engine_now(self) -> str:
        """The engine of an index that is built anew."""
        try:
            return self.choice(None).name
        except IndexDamagedError:
            return self.default_engine().name

    def kind(self, generation: Generation, asked: str | None = None) -> EngineKind:
        """The engine of a generation, which must be the one asked for. Raises IndexVersionError, UsageError."""
        name = generation.manifest.engine
        if asked is not None and asked != name:
            raise UsageError(
                f"this archive's index is for {name}", remedy=f"change it with: dateline reindex --engine {asked}"
            )
        kind = self._kind(name)
        generation.require(kind.engine_version())
        return kind

    def create(self, name: str) -> Generation:
        """Make an empty generation, which does not answer yet."""
        kind = self._kind(name)
        generation = self._generations.create(name, kind.engine_version())
        kind.create(generation.index)
        return generation

    def switch(self, generation: Generation) -> None:
        """Let a generation answer from now on."""
        self._generations.switch(generation)
        self.kind(generation).announce(generation.index)

    def drop_all_but(self, generation: Generation) -> tuple[str, ...]:
        """Remove the others, and say of which that cannot be done now: it is tried again after the next rebuild."""
        return self._generations.drop_all_but(generation, self._drop)

    def bytes_outside(self, generation: Generation) -> int:
        """What a generation takes up outside its folder."""
        return self.kind(generation).bytes_outside(generation.index)

    def _drop(self, generation: Generation) -> None:
        self._kind(generation.manifest.engine).drop(generation.index)

    def _kind(self, name: str) -> EngineKind:
        if name not in ENGINES:
            raise UsageError(f"there is no engine {name}", remedy=f"engines are: {', '.join(ENGINES)}")
        try:
            return ENGINES[name](self._data)
        except ImportError as error:
            raise EngineUnavailableError(
                f"the engine {name} cannot be used here: {error}",
                remedy=_NOT_INSTALLED.get(name, "")
                + f"build the index for another with: dateline reindex --engine {self.default_engine().name}",
            ) from error
