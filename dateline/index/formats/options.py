"""Options that a user gives for reading inputs."""

from __future__ import annotations

import msgspec


class ReadOptions(msgspec.Struct, frozen=True):
    """How to read inputs where their content does not determine it."""

    mapping: tuple[tuple[str, str], ...] = ()
    """Pairs of a field of raw reports and its name in the input: `("headline", "TITLE")`."""
    source: str | None = None
    """The source of articles that do not name one."""
    format: str | None = None
    """The name of the format; None recognises it."""
    encoding: str | None = None
    """The encoding of inputs that are not UTF-8 and have no byte order mark."""
    day_first: bool | None = None
    """Whether `05/06/2021` is in June; None lets the other dates of the input decide."""
    follow_links: bool = False
    """Whether symbolic links inside folders are followed."""
