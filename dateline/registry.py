"""Registries: ordered lists of rows, each found by its names. A name used twice is an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar


class Named(Protocol):
    """A row of a registry."""

    @property
    def name(self) -> str:
        """The row's own name."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the row, its own first."""
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
    """Rows in their order on pages."""

    def __init__(self, kind: str, rows: Iterable[Row]) -> None:
        self._kind = kind
        self._by_name: dict[str, Row] = {}
        self._rows: list[Row] = []
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> Row:
        """Append a row. Raises ValueError if one of its names is taken."""
        for name in row.names:
            if name in self._by_name:
                raise ValueError(f"the {self._kind} {row.name}: the name {name} is taken")
        self._by_name.update(dict.fromkeys(row.names, row))
        self._rows.append(row)
        return row

    def get(self, name: str) -> Row | None:
        """Return the row with this name, or None."""
        return self._by_name.get(name)

    def __getitem__(self, name: str) -> Row:
        return self._by_name[name]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
