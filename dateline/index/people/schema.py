"""The tables of the register of persons.

claims      every claim: who, which office, which article, when, in which words
spellings   how often a key was seen in an office in a year, by block: the input of joining
names       how often each key was written in which form
words       the words of each key, for lookup
persons     which person a key denotes, from which year on
tallies     counts of claims that differ only in article and day, with their first and last day (`tally.py`)
overlaps    how many articles make several claims at once that can denote one person; a row per spelling among them
"""

from __future__ import annotations

COUNTRY_OF_KEY = "substr(key || '-', 1, instr(key || '-', '-') - 1)"
"""SQL for the country code at the start of a key."""
IS_HELD = "(status <> 'former')"
"""SQL for `Claim.is_held`."""
TALLIES_SCHEMA = """
CREATE INDEX claims_by_day ON claims (key, portfolio, day);
CREATE TABLE tallies (
    country TEXT NOT NULL,
    portfolio TEXT NOT NULL,
    key TEXT NOT NULL,
    year INTEGER NOT NULL,
    held INTEGER NOT NULL,
    name TEXT NOT NULL,
    office TEXT NOT NULL,
    claims INTEGER NOT NULL,
    first TEXT,
    last TEXT,
    PRIMARY KEY (country, portfolio, key, year, held, name, office)
) WITHOUT ROWID;
CREATE TABLE overlaps (
    country TEXT NOT NULL,
    portfolio TEXT NOT NULL,
    key TEXT NOT NULL,
    wordings TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (country, portfolio, key, wordings)
) WITHOUT ROWID;
"""
SCHEMA = f"""
CREATE TABLE claims (
    key TEXT NOT NULL,
    portfolio TEXT NOT NULL,
    article TEXT NOT NULL,
    day TEXT,
    status TEXT NOT NULL,
    name TEXT NOT NULL,
    office TEXT NOT NULL,
    PRIMARY KEY (key, portfolio, article)
) WITHOUT ROWID;
CREATE TABLE spellings (
    block TEXT NOT NULL,
    key TEXT NOT NULL,
    portfolio TEXT NOT NULL,
    year INTEGER NOT NULL,
    held INTEGER NOT NULL,
    former INTEGER NOT NULL,
    PRIMARY KEY (block, key, portfolio, year)
) WITHOUT ROWID;
CREATE TABLE names (
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    claims INTEGER NOT NULL,
    PRIMARY KEY (key, name)
) WITHOUT ROWID;
CREATE TABLE words (word TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (word, key)) WITHOUT ROWID;
CREATE TABLE persons (
    key TEXT NOT NULL,
    portfolio TEXT NOT NULL,
    since INTEGER NOT NULL,
    person TEXT NOT NULL,
    block TEXT NOT NULL,
    PRIMARY KEY (key, portfolio, since)
) WITHOUT ROWID;
CREATE INDEX persons_by_person ON persons (person);
CREATE INDEX persons_by_block ON persons (block);
{TALLIES_SCHEMA}
"""
TABLES = ("claims", "spellings", "names", "words", "persons", "tallies", "overlaps")
