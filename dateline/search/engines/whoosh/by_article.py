"""Data by article: one list per column, with the value of each article in order.

The values of a column repeat often, so each distinct value is written once and referenced; in memory the articles share
them too, which makes counting cheap.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping

import msgspec

from dateline.index.terms import ValueColumn
from dateline.search.engines.whoosh.schema import Figure, article_key


class _Column(msgspec.Struct, frozen=True, array_like=True):
    distinct: list[str]
    references: bytes
    """One `I` per article: an index into `distinct`."""


def items(
    values: Mapping[ValueColumn, list[str]], figures: Mapping[Figure, list[int]]
) -> Iterator[tuple[bytes, bytes]]:
    """Yield keys and values of a segment's table, keys ascending."""
    encoded = [
        *((article_key(column), _encode(held)) for column, held in values.items()),
        *((article_key(figure), msgspec.msgpack.encode(held)) for figure, held in figures.items()),
    ]
    yield from sorted(encoded)


def read_values(encoded: bytes) -> list[str]:
    """Read the values of all articles; several values of one are joined. Raises msgspec.DecodeError."""
    column = msgspec.msgpack.decode(encoded, type=_Column)
    references = array("I", column.references)
    return list(map(column.distinct.__getitem__, references))


def read_figures(encoded: bytes) -> list[int]:
    """Read the figures of all articles. Raises msgspec.DecodeError."""
    return msgspec.msgpack.decode(encoded, type=list[int])


def _encode(held: list[str]) -> bytes:
    references = {value: number for number, value in enumerate(dict.fromkeys(held))}
    return msgspec.msgpack.encode(_Column(list(references), array("I", map(references.__getitem__, held)).tobytes()))
