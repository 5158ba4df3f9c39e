"""The tables of country names in other languages: `data/countries_in_XX.txt` and the names of Unicode CLDR.

A row has a kind and, by country, its words: `adjective | FR французськ; GB британськ, англійськ`. Kinds: `name` and
`capital` (further ones), `adjective` and `person` (stems), `abbreviation` (one character), `compound` (one word for
several countries), `none` (phrases that contain a name and mean no country), `after` (what may follow a name).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from dateline.index.article import MentionKind
from dateline.index.metadata.tables import names_in, read_table

_CODES = re.compile(r"\s*((?:[A-Z]{2}\s+)*)")
"""The codes at the beginning of an entry; `AS` in `US AS, Amerika` is a name."""
_ALTERNATIVES = re.compile(r"\s*[()（）]\s*")
"""CLDR puts a second name into brackets: `Мʼянма (Бірма)`, `刚果（金）`."""
KINDS = {
    "name": MentionKind.NAME,
    "capital": MentionKind.CAPITAL,
    "adjective": MentionKind.DEMONYM,
    "person": MentionKind.DEMONYM,
    "compound": MentionKind.NAME,
    "abbreviation": MentionKind.NAME,
}


class ListedName(msgspec.Struct, frozen=True):
    """A name or stem in a table. `codes` is empty for a phrase that means no country."""

    kind: str
    codes: tuple[str, ...]
    text: str


def has_list(language: str) -> bool:
    """Whether there is a table for a language, by its primary subtag."""
    return (files("dateline.index.metadata") / "data" / _file(language)).is_file()


@cache
def listed_names(language: str) -> tuple[ListedName, ...]:
    """All names of a language; those of the table take precedence over those of CLDR."""
    return (*_of_table(language), *_of_cldr(language))


def _of_table(language: str) -> Iterator[ListedName]:
    if not has_list(language):
        return
    for kind, listed in read_table(_file(language)):
        for of_country in listed.split(";"):
            _, codes, names = _CODES.split(of_country, maxsplit=1)
            yield from (
                ListedName(kind, tuple(codes.split()), name.strip()) for name in names.split(",") if name.strip()
            )


def _of_cldr(language: str) -> Iterator[ListedName]:
    for code, name in names_in(language).items():
        for text in filter(None, (name, *_ALTERNATIVES.split(name)[:1])):
            yield ListedName("name", (code,), text)


def _file(language: str) -> str:
    return f"countries_in_{language}.txt"
