"""The table of watched files that were read."""

SCHEMA = """
CREATE TABLE watched (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL
) WITHOUT ROWID;
"""
