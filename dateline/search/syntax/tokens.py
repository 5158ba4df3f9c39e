"""What typed text is cut into: one kind of token for each thing a person can type, with its place."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from dateline.search.query.fields import Field
from dateline.search.query.tree import ValueField


class _Placed(msgspec.Struct, frozen=True):
    """Code point offsets into the typed text, end-exclusive."""

    start: int
    end: int

    @property
    def endchar(self) -> int:
        """Where Whoosh's tagging goes on."""
        return self.end


class Bare(_Placed, frozen=True):
    """A run of characters without space: a word, or the value of a field. Escapes are already undone."""

    text: str


class Quoted(_Placed, frozen=True):
    """Text between quotes, escapes undone; `gap` is the number after `~`."""

    text: str
    gap: int | None
    closed: bool
    starred: bool = False
    """There is a `*` in it that is not escaped."""


class Begun(_Placed, frozen=True):
    """A word cut short: `minist*`."""

    text: str


class Nearly(_Placed, frozen=True):
    """`hasanov~2`; `edits` as typed, 0 to 9, or None where it is no whole number of them."""

    text: str
    edits: int | None


class Wild(_Placed, frozen=True):
    """A word with `*` or `?` at its beginning or inside; `begun` is what stands before the first."""

    begun: str
    rest: str


class Star(_Placed, frozen=True):
    """All: `*`."""


class Located(_Placed, frozen=True):
    """`id:...`, `url:...`, or a pasted address: the value is taken to the next space, as typed."""

    field: ValueField
    text: str


class Named(_Placed, frozen=True):
    """The name of a field with its colon, or what stands for it in other systems (`hd=`, `ti(`)."""

    name: str
    field: Field
    sign: str
    """What follows the name: `:`, `: ` with space, `=`, or nothing before a bracket."""


class Misnamed(_Placed, frozen=True):
    """A name with a colon that is no field's."""

    name: str


class Existing(_Placed, frozen=True):
    """`_exists_:country` or `_missing_:country` of other systems."""

    field: Field
    missing: bool


class Exactly(_Placed, frozen=True):
    """`=` before a word, or another system's `+`."""

    sign: str


class Between(_Placed, frozen=True):
    """`[a TO b]`, `{a TO b}`."""

    since: str
    until: str
    includes_since: bool
    includes_until: bool


class Bounded(_Placed, frozen=True):
    """Another system's `after:2021-05-01`, `newer_than:30d`; `side` is its name in lower case."""

    side: str
    text: str


class Boost(_Placed, frozen=True):
    """Another system's `^2`."""


class Within(_Placed, frozen=True):
    """Another system's `NEAR/5`, `AROUND 5`."""

    gap: int


class Open(_Placed, frozen=True):
    """An opening bracket: `(`."""


class Close(_Placed, frozen=True):
    """A closing bracket: `)`."""


class Both(_Placed, frozen=True):
    """The operator `AND`, as it was typed."""

    sign: str


class Either(_Placed, frozen=True):
    """The operator `OR`, as it was typed."""

    sign: str


class Without(_Placed, frozen=True):
    """The operator `-` or `NOT`, as it was typed."""

    sign: str


Atom: TypeAlias = (
    Bare | Quoted | Begun | Nearly | Wild | Star | Located | Misnamed | Existing | Between | Bounded | Boost
)
"""Tokens that mean something by themselves."""

Sign: TypeAlias = Open | Close | Both | Either | Without | Within | Named | Exactly
"""Tokens that join or qualify what stands beside them."""

Token: TypeAlias = Atom | Sign
