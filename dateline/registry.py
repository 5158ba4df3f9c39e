"""Registries: the one list of the things of a kind, each found by its names. A name taken twice is an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar


class Named(Protocol):
    """A row of a registry."""

    @property
    def name(self) -> str:
        """Its own name."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is found by, its own first."""
        ...


Row = TypeVar("Row", bound=Named)
Thing = TypeVar("Thing")


def by_name(kind: str, named: Iterable[tuple[str, Thing]]) -> Mapping[str, Thing]:
    """Things of a kind by name, in order, where they have no names of their own. Raises ValueError if one is taken."""
    things: dict[str, Thing] = {}
    for name, thing in named:
        if name in things:
            raise ValueError(f"the {kind} {name}: the name {name} is taken")
        things[name] = thing
    return things


class Registry(Generic[Row]):
    """Rows in the order in which they are shown."""

    def __init__(self, kind: str, rows: Iterable[Row]) -> None:
        self._kind = kind
        self._by_name: dict[str, Row] = {}
        self._rows: list[Row] = []
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> Row:
        """Add a row after the others. Raises ValueError if a name is taken."""
        for name in row.names:
            if name in self._by_name:
                raise ValueError(f"the {self._kind} {row.name}: the name {name} is taken")
        self._by_name.update(dict.fromkeys(row.names, row))
        self._rows.append(row)
        return row

    def get(self, name: str) -> Row | None:
        """The row of this name, or None."""
        return self._by_name.get(name)

    def __getitem__(self, name: str) -> Row:
        return self._by_name[name]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def position(self, row: Row) -> int:
        """The place of a row in the order, from 0."""
        return self._rows.index(row)
