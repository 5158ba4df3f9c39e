"""SQLite FTS5 with its own Porter stemmer, `bm25` and `snippet`; facets are counted in SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.peers.protocol import SINGLE, Addition, Answer, Operation, Prepared, Row, run, top

FILE = "articles.sqlite3"
_SCHEMA = """
CREATE TABLE article (
  number INTEGER PRIMARY KEY, id TEXT, headline TEXT, body TEXT, source TEXT, year TEXT, published INTEGER);
CREATE TABLE country (article INTEGER, value TEXT, PRIMARY KEY (value, article)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text USING fts5(
  headline, body, content=article, content_rowid=number, prefix='4 6', tokenize='porter unicode61');
INSERT INTO text (text, rank) VALUES ('rank', 'bm25(2.0, 1.0)');
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS country_of ON country (article);
CREATE INDEX IF NOT EXISTS newest ON article (published DESC);
CREATE INDEX IF NOT EXISTS by_source ON article (source);
CREATE INDEX IF NOT EXISTS by_year ON article (year);
"""


class SqliteSession:
    """A connection."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False)

    def prepare(self, operation: Operation) -> Prepared:
        """Build the statements; SQLite keeps them compiled."""
        text = _match(operation)
        if operation.size == 0:
            counting = _Statement("SELECT count(*) FROM text WHERE text MATCH ?", [text])
            return lambda: Answer(int(self._rows(counting)[0][0]))
        page = _page(operation, text)
        facets = [_facets(text, choices, names) for choices, names in operation.facets_by_choices()]
        total = _Statement(*_found(text, operation.choices)).counted()
        return lambda: self._answer(page, total, facets)

    def _answer(self, page: _Statement, total: _Statement, facets: Sequence[_Statement]) -> Answer:
        rows = self._rows(page)
        counted: dict[str, dict[str, int]] = {}
        for statement in facets:
            for facet, value, count in self._rows(statement):
                counted.setdefault(str(facet), {})[str(value)] = int(count)
        return Answer(
            total=int(self._rows(total)[0][0]),
            ids=[str(row[0]) for row in rows],
            snippets=[str(row[1]) for row in rows],
            facets={name: top(values) for name, values in counted.items()},
        )

    def _rows(self, statement: _Statement) -> list[tuple[str | int, ...]]:
        return self._connection.execute(statement.sql, statement.values).fetchall()


class _Statement:
    def __init__(self, sql: str, values: Sequence[str]) -> None:
        self.sql = sql
        self.values = list(values)

    def counted(self) -> _Statement:
        return _Statement(f"SELECT count(*) FROM ({self.sql})", self.values)


class SqliteIndex:
    """A database file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def session(self) -> SqliteSession:
        """A new connection."""
        return SqliteSession(self._path)

    def add(self, rows: Sequence[Row]) -> Addition:
        """Add the articles in one transaction."""
        connection = sqlite3.connect(self._path)
        _write(connection, rows)
        connection.close()
        return Addition()


class SqlitePeer:
    """SQLite as a peer."""

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index all rows."""
        connection = sqlite3.connect(folder / FILE)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(_SCHEMA)
        _write(connection, rows)
        connection.execute("INSERT INTO text (text) VALUES ('optimize')")
        connection.executescript(_INDEXES)
        connection.execute("ANALYZE")
        connection.commit()
        connection.close()

    def open(self, folder: Path) -> SqliteIndex:
        """Open the database file."""
        return SqliteIndex(folder / FILE)


def _write(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    first = int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM article").fetchone()[0])
    for number, row in enumerate(rows, first):
        plain = (number, row["id"], row["headline"], row["body"], row["source"], row["year"], row["published"])
        connection.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", plain)
        connection.execute("INSERT INTO text (rowid, headline, body) VALUES (?, ?, ?)", (number, *plain[2:4]))
        connection.executemany("INSERT INTO country VALUES (?, ?)", [(number, code) for code in row["country"]])
    connection.commit()


def _match(operation: Operation) -> str:
    """The query in FTS5 syntax; empty for all articles."""
    quoted = [f'"{word}"' for word in operation.words]
    match operation.kind:
        case "words":
            return " AND ".join(quoted)
        case "phrase":
            return f'"{" ".join(operation.words)}"'
        case "prefix":
            return f"{quoted[0]} *"
        case _:
            return ""


def _page(operation: Operation, text: str) -> _Statement:
    chosen, values = _chosen(operation.choices)
    limit = f"LIMIT {operation.size} OFFSET {operation.offset}"
    if not text:
        sql = f"SELECT id, substr(body, 1, 200) FROM article WHERE {chosen} ORDER BY published DESC {limit}"
        return _Statement(sql, values)
    sql = (
        "SELECT id, snippet(text, 1, '[', ']', '...', 32) FROM text JOIN article ON number = text.rowid "
        f"WHERE text MATCH ? AND {chosen} ORDER BY rank {limit}"
    )
    return _Statement(sql, [text, *values])


def _found(text: str, choices: Mapping[str, Sequence[str]]) -> tuple[str, list[str]]:
    """SQL for the numbers of all matching articles, with its values."""
    chosen, values = _chosen(choices)
    if not text:
        return f"SELECT number FROM article WHERE {chosen}", values
    if not choices:
        return "SELECT rowid AS number FROM text WHERE text MATCH ?", [text]
    sql = f"SELECT number FROM text JOIN article ON number = text.rowid WHERE text MATCH ? AND {chosen}"
    return sql, [text, *values]


def _chosen(choices: Mapping[str, Sequence[str]]) -> tuple[str, list[str]]:
    conditions = ["true"]
    for name, values in choices.items():
        places = ",".join("?" * len(values))
        conditions.append(
            f"{name} IN ({places})"
            if name in SINGLE
            else f"number IN (SELECT article FROM country WHERE value IN ({places}))"
        )
    return " AND ".join(conditions), [value for values in choices.values() for value in values]


def _facets(text: str, choices: Mapping[str, Sequence[str]], names: Sequence[str]) -> _Statement:
    found, values = _found(text, choices)
    counting = [
        f"SELECT '{name}', {name}, count(*) FROM found JOIN article USING (number) GROUP BY 2"
        if name in SINGLE
        else "SELECT 'country', value, count(*) FROM found JOIN country ON article = number GROUP BY 2"
        for name in names
    ]
    return _Statement(f"WITH found AS MATERIALIZED ({found}) {' UNION ALL '.join(counting)}", values)


if __name__ == "__main__":
    run(SqlitePeer())
