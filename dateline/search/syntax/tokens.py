"""The tokens of typed text, one class per kind, each with its offsets."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from dateline.search.query.fields import Field
from dateline.search.query.tree import ValueField


class _Spanned(msgspec.Struct, frozen=True):
    """Code point offsets into the typed text, end-exclusive."""

    start: int
    end: int

    @property
    def endchar(self) -> int:
        """The offset at which Whoosh's tagging continues."""
        return self.end


class Bare(_Spanned, frozen=True):
    """A run of characters without space: a word, or the value of a field; unescaped."""

    text: str


class Quoted(_Spanned, frozen=True):
    """Text between quotes, unescaped; `gap` is the number after `~`."""

    text: str
    gap: int | None
    closed: bool
    starred: bool = False
    """Whether it contains a `*` that is not escaped."""


class Begun(_Spanned, frozen=True):
    """The start of a word: `minist*`."""

    text: str


class Nearly(_Spanned, frozen=True):
    """`hasanov~2`; `edits` as typed, 0 to 9, or None if it is no single digit."""

    text: str
    edits: int | None


class Wild(_Spanned, frozen=True):
    """A word with `*` or `?` at its start or inside; `begun` is the part before the first of them."""

    begun: str
    rest: str


class Star(_Spanned, frozen=True):
    """`*`: all articles."""


class Located(_Spanned, frozen=True):
    """`id:...`, `url:...`, or a pasted address: the value reaches to the next space, as typed."""

    field: ValueField
    text: str


class Named(_Spanned, frozen=True):
    """The name of a field with its colon, or its form in other systems (`hd=`, `ti(`)."""

    name: str
    field: Field
    sign: str
    """What follows the name: `:`, `: ` with a space, `=`, or nothing before a bracket."""


class Misnamed(_Spanned, frozen=True):
    """An unknown field: a name with a colon."""

    name: str


class Existing(_Spanned, frozen=True):
    """`_exists_:country` or `_missing_:country` of other systems."""

    field: Field
    missing: bool


class Exactly(_Spanned, frozen=True):
    """`=` before a word, or another system's `+`."""

    sign: str


class Between(_Spanned, frozen=True):
    """`[a TO b]`, `{a TO b}`."""

    since: str
    until: str
    includes_since: bool
    includes_until: bool


class Bounded(_Spanned, frozen=True):
    """Another system's `after:2021-05-01`, `newer_than:30d`; `side` is the name in lower case."""

    side: str
    text: str


class Boost(_Spanned, frozen=True):
    """Another system's `^2`."""


class Within(_Spanned, frozen=True):
    """Another system's `NEAR/5`, `AROUND 5`."""

    gap: int


class Open(_Spanned, frozen=True):
    """An opening bracket: `(`."""


class Close(_Spanned, frozen=True):
    """A closing bracket: `)`."""


class Both(_Spanned, frozen=True):
    """The operator `AND`, as it was typed."""

    sign: str


class Either(_Spanned, frozen=True):
    """The operator `OR`, as it was typed."""

    sign: str


class Without(_Spanned, frozen=True):
    """The operator `-` or `NOT`, as it was typed."""

    sign: str


Atom: TypeAlias = (
    Bare | Quoted | Begun | Nearly | Wild | Star | Located | Misnamed | Existing | Between | Bounded | Boost
)
"""Tokens that have a meaning by themselves."""

Sign: TypeAlias = Open | Close | Both | Either | Without | Within | Named | Exactly
"""Tokens that join or qualify their neighbours."""

Token: TypeAlias = Atom | Sign
