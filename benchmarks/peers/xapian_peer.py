"""Xapian with match spies for facets and its own snippets; it indexes Dateline's stems unchanged.

Its bindings come with Debian's Python (`apt-get install python3-xapian`), which runs this file; so it imports only the
standard library and the bindings. It is not named `xapian.py` because type checkers would mistake it for the bindings.
"""

# Xapian's bindings have no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingImports=false, reportUnknownParameterType=false, reportUnknownLambdaType=false

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xapian

from benchmarks.peers.protocol import FACETS, Addition, Answer, Operation, Prepared, Row, run, top

SLOTS = {"published": 0, **{facet: number for number, facet in enumerate(FACETS, 1)}}
PREFIXES = {"country": "XC", "source": "XS", "year": "XY"}
STEM, FORM = "Z", "F"
"""Prefixes of stems and of word forms; Xapian's snippets look for stems with the prefix `Z`."""
GAP = 100
"""Positions between headline and body, so that no phrase spans them."""
SNIPPET = 200
_JOINED = "\t"
"""Separates the countries of an article: a match spy counts one value per slot, so sets are counted, then split."""


class XapianSession:
    """A database opened for one thread."""

    def __init__(self, folder: Path) -> None:
        self._database = xapian.Database(str(folder))
        self._stemmer = xapian.Stem("en")

    def prepare(self, operation: Operation) -> Prepared:
        """Build the query."""
        words = _words(operation)
        if operation.size == 0:
            return lambda: Answer(self._found(operation, words, ()).get_matches_estimated())
        return lambda: self._answer(operation, words)

    def _answer(self, operation: Operation, words: xapian.Query) -> Answer:
        counted: dict[str, Mapping[str, int]] = {}
        page = None
        for choices, names in operation.facets_by_choices():
            spies = {name: xapian.ValueCountMatchSpy(SLOTS[name]) for name in names}
            found = self._found(operation, _chosen(words, choices), list(spies.values()))
            if choices == operation.choices:
                page = found
            counted.update((name, _counts(spy)) for name, spy in spies.items())
        if page is None:
            page = self._found(operation, _chosen(words, operation.choices), ())
        stored = [json.loads(match.document.get_data()) for match in page]
        return Answer(
            total=page.get_matches_estimated(),
            ids=[article["id"] for article in stored],
            snippets=[page.snippet(article["body"], SNIPPET, self._stemmer).decode() for article in stored],
            facets=counted,
        )

    def _found(self, operation: Operation, query: xapian.Query, spies: Sequence[xapian.MatchSpy]) -> xapian.MSet:
        enquire = xapian.Enquire(self._database)
        enquire.set_query(query)
        if operation.kind == "every":
            enquire.set_weighting_scheme(xapian.BoolWeight())
            enquire.set_sort_by_value(SLOTS["published"], True)
        for spy in spies:
            enquire.add_matchspy(spy)
        # Examining all articles makes the estimate exact.
        return enquire.get_mset(operation.offset, operation.size, self._database.get_doccount())


class XapianIndex:
    """A database folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def session(self) -> XapianSession:
        """The database at its latest commit."""
        return XapianSession(self._folder)

    def add(self, rows: Sequence[Row]) -> Addition:
        """Add the articles and commit."""
        _write(self._folder, rows)
        return Addition()


class XapianPeer:
    """Xapian as a peer."""

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index all rows."""
        _write(folder, rows)

    def open(self, folder: Path) -> XapianIndex:
        """Open the database."""
        return XapianIndex(folder)


def _write(folder: Path, rows: Iterable[Row]) -> None:
    database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OPEN)
    for row in rows:
        database.add_document(_document(row))
    database.commit()
    database.close()


def _document(row: Row) -> xapian.Document:
    document = xapian.Document()
    position = 0
    for terms, weight in ((row["headline_terms"], 2), (row["body_terms"], 1)):
        for term in terms.split():
            position += 1
            document.add_posting(STEM + term[:200], position, weight)
        position += GAP
    for form in set(row["forms"].split()):
        document.add_boolean_term(FORM + form[:200])
    values = {"country": row["country"], "source": [row["source"]], "year": [row["year"]]}
    for facet, found in values.items():
        document.add_value(SLOTS[facet], _JOINED.join(found))
        for value in found:
            document.add_boolean_term(PREFIXES[facet] + value)
    document.add_value(SLOTS["published"], xapian.sortable_serialise(row["published"]))
    document.set_data(json.dumps({"id": row["id"], "headline": row["headline"], "body": row["body"]}))
    return document


def _words(operation: Operation) -> xapian.Query:
    stems = [STEM + term for term in operation.terms]
    match operation.kind:
        case "words":
            return xapian.Query(xapian.Query.OP_AND, stems)
        case "phrase":
            return xapian.Query(xapian.Query.OP_PHRASE, stems, len(stems))
        case "prefix":
            return xapian.Query(
                xapian.Query.OP_WILDCARD, FORM + operation.words[0], 0, xapian.Query.WILDCARD_LIMIT_ERROR
            )
        case _:
            return xapian.Query.MatchAll


def _chosen(query: xapian.Query, choices: Mapping[str, Sequence[str]]) -> xapian.Query:
    for name, values in choices.items():
        any_value = xapian.Query(xapian.Query.OP_OR, [PREFIXES[name] + value for value in values])
        query = xapian.Query(xapian.Query.OP_FILTER, query, any_value)
    return query


def _counts(spy: xapian.ValueCountMatchSpy) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for found in spy.values():
        for value in filter(None, found.term.decode().split(_JOINED)):
            counts[value] += found.termfreq
    return top(counts)


if __name__ == "__main__":
    run(XapianPeer())
