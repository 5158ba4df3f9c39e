"""The tables of the register of copies.

sketches   the fingerprint of each article that can be a copy; articles with one `text` have the same fingerprint
lowest     the hashes by which each text finds candidates, with its glance for a quick first comparison
clusters   the articles that are copies of each other, each with the first of them; also the first itself

On disk a fingerprint is called `sketch`, its earlier name: renaming would need a new store format.
"""

from __future__ import annotations

SCHEMA = """
CREATE TABLE sketches (
    text INTEGER NOT NULL,
    article TEXT NOT NULL,
    published INTEGER,
    sketch BLOB NOT NULL
);
CREATE UNIQUE INDEX sketches_by_text ON sketches (text, article);
CREATE TABLE lowest (
    hash INTEGER NOT NULL,
    text INTEGER NOT NULL,
    glance INTEGER NOT NULL,
    PRIMARY KEY (hash, text)
) WITHOUT ROWID;
CREATE TABLE clusters (
    article TEXT NOT NULL PRIMARY KEY,
    first TEXT NOT NULL,
    text INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX clusters_by_first ON clusters (first);
"""
TABLES = ("sketches", "lowest", "clusters")
DROPPED = "".join(f"DROP TABLE {table};" for table in TABLES)
"""SQL that drops the tables."""
