"""What a person says about an input beyond its bytes."""

from __future__ import annotations

import msgspec


class ReadOptions(msgspec.Struct, frozen=True):
    """How inputs are to be read where their bytes do not say it."""

    mapping: tuple[tuple[str, str], ...] = ()
    """Pairs of a field of a raw report and the name it has in the input: `("headline", "TITLE")`."""
    source: str | None = None
    """The source of articles that name none."""
    format: str | None = None
    """The name of the format, instead of recognising it."""
    encoding: str | None = None
    """The encoding of inputs that are not UTF-8 and have no byte order mark."""
