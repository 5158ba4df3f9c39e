"""The known engines, and the index generations of one archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from dateline.errors import EngineUnavailableError, IndexDamagedError, UsageError
from dateline.index.generations import Generation, Generations
from dateline.registry import by_name
from dateline.search.engine import EngineKind

LoadEngine: TypeAlias = Callable[[Path], EngineKind]
"""Imports an engine and configures it for a data folder."""


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


EMBEDDED: Final[Mapping[str, LoadEngine]] = by_name("engine", (("tantivy", _tantivy), ("whoosh", _whoosh)))
"""Engines that need nothing but the data folder. The default is the first that can be imported."""

ENGINES: Final[Mapping[str, LoadEngine]] = by_name("engine", (*EMBEDDED.items(), ("opensearch", _opensearch)))
"""Every engine by name."""


class EngineChoice(msgspec.Struct, frozen=True):
    """The engine in use, and the reason, as shown to users."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"engine: {self.name}, {self.reason}"


_NOT_INSTALLED = {"opensearch": "install dateline[opensearch], or "}


def engine_of_index(name: str) -> EngineChoice:
    """The choice for an existing index: the engine it was built for."""
    return EngineChoice(name, "which this archive's index was built for")


class Indexes:
    """The index generations of one archive, each with the engine it was built for."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._generations = Generations(data)

    def current(self) -> Generation | None:
        """The current generation, which answers searches; None before the first. Raises IndexDamagedError."""
        return self._generations.current()

    def default_engine(self) -> EngineChoice:
        """The engine of a new archive if the user names none. Raises EngineUnavailableError."""
        missing: list[str] = []
        for name, load in EMBEDDED.items():
            try:
                load(self._data)
            except ImportError as error:
                missing.append(f"as {name} cannot be used here: {error}")
            else:
                return EngineChoice(name, "; ".join(missing) or "the default")
        raise EngineUnavailableError("; ".join(missing), remedy="reinstall Dateline")

    def choice(self, requested: str | None) -> EngineChoice:
        """The engine of the current generation; before the first, the requested or default engine."""
        generation = self.current()
        if generation is not None:
            return engine_of_index(generation.manifest.engine)
        return self.default_engine() if requested is None else EngineChoice(requested, "as requested")

    def engine_now(self) -> str:
        """The engine for a rebuild; the default where the current generation is damaged."""
        try:
            return self.choice(None).name
        except IndexDamagedError:
            return self.default_engine().name

    def kind(self, generation: Generation, requested: str | None = None) -> EngineKind:
        """The engine of a generation.

        Raises UsageError where another engine is requested, and IndexVersionError where another version built it.
        """
        name = generation.manifest.engine
        if requested is not None and requested != name:
            raise UsageError(
                f"this archive's index is for {name}", remedy=f"change it with: dateline reindex --engine {requested}"
            )
        kind = self._kind(name)
        generation.require(kind.engine_version())
        return kind

    def create(self, name: str) -> Generation:
        """Create an empty generation; it answers searches only after `switch`."""
        kind = self._kind(name)
        generation = self._generations.create(name, kind.engine_version())
        kind.create(generation.index)
        return generation

    def switch(self, generation: Generation) -> None:
        """Make a generation the current one."""
        self._generations.switch(generation)
        self.kind(generation).announce(generation.index)

    def drop_all_but(self, generation: Generation) -> tuple[str, ...]:
        """Remove the other generations; return why some could not be removed. The next rebuild tries those again."""
        return self._generations.drop_all_but(generation, self._drop)

    def bytes_outside(self, generation: Generation) -> int:
        """Bytes that a generation takes outside its folder."""
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
