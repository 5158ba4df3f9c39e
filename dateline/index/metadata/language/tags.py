"""Read a source's own name of a language: `fra`, `en_US`, `English`, `zh-CN`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dateline.index.metadata.tables import read_table

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_ADDITION = re.compile(r"\s*[(,;].*\Z", re.DOTALL)
"""What follows a name: `English (US)`, `French, Canadian`."""


def language_tag(text: str) -> str | None:
    """The BCP 47 tag for a source's name of a language (`fra`, `en_US`, `English`); None for anything else."""
    plain = _ADDITION.sub("", text.strip())
    if found := _aliases().get(plain.lower()):
        return found
    if not _TAG.match(plain):
        return None
    primary, *rest = plain.replace("_", "-").split("-")
    return "-".join((_aliases().get(primary.lower(), primary.lower()), *(_subtag(part) for part in rest)))


def _subtag(part: str) -> str:
    """A subtag in BCP 47 case: `US`, `Latn`, otherwise lower case."""
    if len(part) == 2 and part.isalpha():
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


@cache
def _aliases() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for tag, others, _ in read_table("languages.txt"):
        for name in (tag, *others.split(";")):
            table[name.strip()] = tag
    return table
