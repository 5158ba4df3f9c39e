"""The endings that names of countries, adjectives and people take in a language: `data/case_endings.txt`.

A word is a form of a name if it begins with the name's stem and what remains is one of the endings. The stem is the
name without its own ending; letters at its end may change (`Turcja`, `Polsce`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from dateline.index.metadata.tables import read_table

_SHORTEST = 3
"""Letters of the shortest stem; a shorter name has no endings."""


class Endings(msgspec.Struct, frozen=True):
    """The endings of one kind of word in a language; all folded."""

    own: tuple[str, ...] = ("",)
    """Endings of the form in the table, longest first; they are not part of the stem."""
    forms: frozenset[str] = frozenset({""})
    """Endings of all forms."""
    changes: tuple[tuple[str, str], ...] = ()
    """Ends of stems, and to what they change before some endings."""
    longest: int = 0
    """Letters of the longest ending."""

    def stems_of(self, name: str) -> Iterator[str]:
        """The stems of a name in the form of the table."""
        ending = next((one for one in self.own if name.endswith(one)), "")
        stem = name.removesuffix(ending) if ending else name
        if len(stem) >= _SHORTEST:
            yield from self.changed(stem)

    def changed(self, stem: str) -> Iterator[str]:
        """A stem as it is, and with the changes at its end."""
        yield stem
        for old, new in self.changes:
            if stem.endswith(old):
                yield stem.removesuffix(old) + new


NONE = Endings()


def endings_of(language: str, kind: str) -> Endings:
    """The endings of `name`, `adjective` or `person` in a language; none if the table has none."""
    return _table().get((language, kind), NONE)


@cache
def _table() -> Mapping[tuple[str, str], Endings]:
    rows = read_table("case_endings.txt")
    return {(language, row[1]): _endings(row[2:]) for row in rows for language in row[0].split()}


def _endings(cells: Sequence[str]) -> Endings:
    own, forms, changes = cells
    listed = frozenset(_listed(forms))
    return Endings(
        tuple(sorted(_listed(own), key=len, reverse=True)),
        listed,
        tuple((old, new) for old, _, new in (change.partition(">") for change in changes.split())),
        max(map(len, listed), default=0),
    )


def _listed(cell: str) -> list[str]:
    """The endings in a cell; a hyphen is the empty one."""
    return [ending.replace("-", "") for ending in cell.split()]
