"""DuckDB with its full-text extension over Dateline's stems; facets in SQL. No phrases, prefixes or snippets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path

import duckdb

from benchmarks.peers.protocol import (
    SINGLE,
    Addition,
    Answer,
    NotHereError,
    NotOfferedError,
    Operation,
    Prepared,
    Row,
    part_of,
    run,
    top,
)

FILE = "articles.duckdb"
_COLUMNS = {
    **dict.fromkeys(("id", "headline", "body", "headline_terms", "body_terms", "source", "year"), "VARCHAR"),
    "country": "VARCHAR[]",
    "published": "BIGINT",
}
_INDEX = (
    "PRAGMA create_fts_index('article', 'id', 'headline_terms', 'body_terms', stemmer='none', stopwords='none', "
    "ignore=' +', strip_accents=0, lower=0, overwrite=1)"
)
_SCORED = "SELECT *, fts_main_article.match_bm25(id, ?, conjunctive := 1) AS score FROM article WHERE score IS NOT NULL"
_NEWEST = "SELECT *, published AS score FROM article"


class DuckdbSession:
    """A cursor, which is a separate connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._cursor = connection.cursor()

    def prepare(self, operation: Operation) -> Prepared:
        """Build the statements."""
        if operation.kind in {"phrase", "prefix"}:
            raise NotOfferedError(f"its full-text search has no {operation.kind}")
        if operation.size == 0:
            statement = f"SELECT count(*) FROM ({_SCORED})"
            return lambda: Answer(self._number(statement, [" ".join(operation.terms)]))
        return lambda: self._answer(operation)

    def _answer(self, operation: Operation) -> Answer:
        words = [] if operation.kind == "every" else [" ".join(operation.terms)]
        matching = _SCORED if words else _NEWEST
        self._cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE found AS SELECT id, country, source, year, score FROM ({matching})", words
        )
        chosen, values = _chosen(operation.choices)
        page = self._cursor.execute(
            f"SELECT id, headline, body FROM (SELECT id, score FROM found WHERE {chosen} ORDER BY score DESC "
            f"LIMIT {operation.size} OFFSET {operation.offset}) JOIN article USING (id) ORDER BY score DESC",
            values,
        ).fetchall()
        return Answer(
            total=self._number(f"SELECT count(*) FROM found WHERE {chosen}", values),
            ids=[str(row[0]) for row in page],
            facets={name: self._facet(name, operation.choices_beside(name)) for name in operation.facets},
        )

    def _facet(self, name: str, choices: Mapping[str, Sequence[str]]) -> dict[str, int]:
        chosen, values = _chosen(choices)
        each = name if name in SINGLE else f"unnest({name})"
        counted = f"SELECT {each} AS value FROM found WHERE {chosen}"
        rows = self._cursor.execute(f"SELECT value, count(*) FROM ({counted}) GROUP BY value", values)
        return top({str(value): int(count) for value, count in rows.fetchall()})

    def _number(self, statement: str, values: Sequence[str]) -> int:
        row = self._cursor.execute(statement, list(values)).fetchone()
        return int(row[0]) if row else 0


class DuckdbIndex:
    """An opened database."""

    def __init__(self, folder: Path) -> None:
        self._connection = _connected(folder)

    def session(self) -> DuckdbSession:
        """A new cursor."""
        return DuckdbSession(self._connection)

    def add(self, rows: Sequence[Row]) -> Addition:  # noqa: ARG002
        """Not supported."""
        raise NotOfferedError("its full-text index is not updated with its table")


class DuckdbPeer:
    """DuckDB as a peer."""

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        """Load the rows from a file, the fastest way for DuckDB, and index them."""
        lines = folder / "rows.jsonl"
        with lines.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(part_of(row, _COLUMNS)) + "\n" for row in rows)
        connection = _connected(folder)
        columns = ", ".join(f"{name}: '{kind}'" for name, kind in _COLUMNS.items())
        connection.execute(f"CREATE TABLE article AS FROM read_json('{lines}', columns={{{columns}}})")
        connection.execute(_INDEX)
        connection.close()
        lines.unlink()

    def open(self, folder: Path) -> DuckdbIndex:
        """Open the database."""
        return DuckdbIndex(folder)


def _chosen(choices: Mapping[str, Sequence[str]]) -> tuple[str, list[str]]:
    conditions = ["true"]
    for name, values in choices.items():
        places = ", ".join("?" * len(values))
        conditions.append(f"{name} IN ({places})" if name in SINGLE else f"list_has_any({name}, [{places}])")
    return " AND ".join(conditions), [value for values in choices.values() for value in values]


def _connected(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the full-text extension, which a separate package provides."""
    connection = duckdb.connect(str(folder / FILE))
    try:
        here = resources.files("duckdb_extension_fts") / "extensions" / f"v{duckdb.__version__}"
        connection.execute(f"LOAD '{here / 'fts.duckdb_extension'}'")
    except (ImportError, duckdb.Error) as error:
        raise NotHereError(f"its full-text extension cannot be loaded: {type(error).__name__}") from error
    return connection


if __name__ == "__main__":
    run(DuckdbPeer())
