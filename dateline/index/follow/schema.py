"""The tables of what is followed."""

SCHEMA = """
CREATE TABLE followed (url TEXT PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE fetched (
    address TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    mark TEXT NOT NULL,
    failures INTEGER NOT NULL
) WITHOUT ROWID;
"""
"""
followed    addresses of feeds and sitemaps, and how they last answered
fetched     pages that they name: when each was fetched, and what its feed or sitemap said of its version then
"""
