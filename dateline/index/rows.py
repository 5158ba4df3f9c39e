"""The rows of stored articles: what they hold, and how they change in a transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from dateline.errors import StoreError
from dateline.index.article import Article
from dateline.index.database import Cursor, Value
from dateline.index.formats.version import READER
from dateline.index.state import State

READ_BY = int(READER)
"""The version of the rules by which inputs are cut into articles, as articles are marked with it."""
COLUMNS = "id, fingerprint, extractor, article, path, format, reader, state, release"

encoded = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Article).decode


def decoded(data: Value) -> Article:
    """Decode a stored article. Raises StoreError."""
    try:
        return _decode(data if isinstance(data, bytes) else b"")
    except msgspec.DecodeError as error:
        raise StoreError(f"a stored article cannot be read: {error}", remedy="run: dateline verify") from error


class Stored(NamedTuple):
    """The row of a stored article."""

    id: str
    fingerprint: str
    extractor: str
    reader: int
    state: State
    article: Article


def stored_row(cursor: Cursor, query: str, value: str) -> Stored | None:
    """Return the row that a query selects from `articles a`; `{}` in it stands for the columns."""
    row = cursor.execute(
        query.format("a.id, a.fingerprint, a.extractor, a.reader, a.state, a.article"), (value,)
    ).fetchone()
    if row is None:
        return None
    article_id, fingerprint, extractor, reader, state, data = row
    return Stored(article_id, fingerprint, extractor, reader, State(state), decoded(data))


def set_state(cursor: Cursor, article_id: str, state: State) -> None:
    """Change the state; a state other than withheld has no time of release."""
    cursor.execute("UPDATE articles SET state = ?, release = NULL WHERE id = ?", (state.value, article_id))


def assign_serials(cursor: Cursor, ids: Iterable[str]) -> None:
    """Give articles new serials, so that they are indexed again."""
    cursor.executemany(
        f"INSERT OR REPLACE INTO articles ({COLUMNS}) SELECT {COLUMNS} FROM articles WHERE id = ?",  # noqa: S608 - ours
        ((article_id,) for article_id in ids),
    )
