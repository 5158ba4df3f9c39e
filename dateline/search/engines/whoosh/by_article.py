"""What is kept by article: the value of each, in order, as one list a column.

Columns of values repeat few different ones, so the different ones are written once and referred to; in memory
too the articles share them, which makes counting them cheap.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping

import msgspec

from dateline.index.terms import ValueColumn
from dateline.search.engines.whoosh.schema import Figure, article_key


class _Column(msgspec.Struct, frozen=True, array_like=True):
    different: list[str]
    references: bytes
    """One `I` an article: a place in `different`."""


def items(
    values: Mapping[ValueColumn, list[str]], figures: Mapping[Figure, list[int]]
) -> Iterator[tuple[bytes, bytes]]:
    """The keys and values of a segment's table, keys ascending."""
    written = [
        *((article_key(column), _written(held)) for column, held in values.items()),
        *((article_key(figure), msgspec.msgpack.encode(held)) for figure, held in figures.items()),
    ]
    yield from sorted(written)


def read_values(written: bytes) -> list[str]:
    """The values of all articles, joined where an article has several. Raises msgspec.DecodeError."""
    column = msgspec.msgpack.decode(written, type=_Column)
    references = array("I", column.references)
    return list(map(column.different.__getitem__, references))


def read_figures(written: bytes) -> list[int]:
    """The figures of all articles. Raises msgspec.DecodeError."""
    return msgspec.msgpack.decode(written, type=list[int])


def _written(held: list[str]) -> bytes:
    references = {value: number for number, value in enumerate(dict.fromkeys(held))}
    return msgspec.msgpack.encode(_Column(list(references), array("I", map(references.__getitem__, held)).tobytes()))
