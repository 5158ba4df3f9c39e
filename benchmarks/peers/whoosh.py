"""Whoosh as in its documentation: facets by `groupedby`, its own highlights; stems from Dateline's stemmer."""

# Whoosh has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUnknownParameterType=false, reportMissingParameterType=false

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, cast

from whoosh import analysis, fields, index, sorting
from whoosh.query import And, Every, Or, Phrase, Prefix, Query, Term

from benchmarks.peers.protocol import Addition, Answer, Operation, Prepared, Row, run, top
from dateline.index.analysis import stemmer_of

MEMORY_MB = 256


class Hit(Protocol):
    """The part of a Whoosh hit that is used here."""

    def __getitem__(self, field: str) -> str: ...
    def highlights(self, fieldname: str) -> str:
        """A passage as HTML."""
        ...


class Found(Protocol):
    """The part of Whoosh's results that is used here."""

    def __len__(self) -> int: ...
    def __getitem__(self, page: slice) -> list[Hit]: ...
    def groups(self, name: str) -> Mapping[str | None, int]:
        """The counts of a facet; the key None counts articles without a value."""
        ...


class WhooshSession:
    """A searcher."""

    def __init__(self, opened: index.FileIndex) -> None:
        self._searcher = opened.searcher()

    def prepare(self, operation: Operation) -> Prepared:
        """Build the query and its filters."""
        words = _words(operation)
        if operation.size == 0:
            return lambda: Answer(sum(1 for _ in words.docs(self._searcher)))
        return lambda: self._answer(operation, words)

    def _answer(self, operation: Operation, words: Query) -> Answer:
        (beside, facets), *others = operation.facets_by_choices()
        same = beside == operation.choices
        found = self._search(words, operation, operation.choices, facets if same else ())
        counted = _groups(found, facets) if same else {}
        for choices, names in others if same else ((beside, facets), *others):
            counted.update(_groups(self._search(words, operation, choices, names), names))
        page = found[operation.offset : operation.offset + operation.size]
        return Answer(
            total=len(found),
            ids=[hit["id"] for hit in page],
            snippets=[hit.highlights("body") for hit in page],
            facets=counted,
        )

    def _search(
        self, words: Query, operation: Operation, choices: Mapping[str, Sequence[str]], facets: Sequence[str]
    ) -> Found:
        found = self._searcher.search(
            words,
            limit=operation.offset + operation.size,
            filter=_filter(choices),
            sortedby=sorting.FieldFacet("published", reverse=True) if operation.kind == "every" else None,
            groupedby={name: sorting.FieldFacet(name, allow_overlap=name == "country") for name in facets} or None,
            maptype=sorting.Count,
        )
        return cast("Found", found)  # Whoosh has no types


class WhooshIndex:
    """An opened index."""

    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(str(folder))

    def session(self) -> WhooshSession:
        """A searcher of the latest commit."""
        return WhooshSession(self._index)

    def add(self, rows: Sequence[Row]) -> Addition:
        """Add the articles and commit."""
        _write(self._index, rows)
        return Addition()


class WhooshPeer:
    """Whoosh as a peer."""

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index all rows."""
        _write(index.create_in(str(folder), _schema()), rows)

    def open(self, folder: Path) -> WhooshIndex:
        """Open the index."""
        return WhooshIndex(folder)


def stem(word: str) -> str:
    """Stem a word; a function of this module because Whoosh pickles it with the schema."""
    return stemmer_of("en")(word)


def _schema() -> fields.Schema:
    stemming = analysis.RegexTokenizer() | analysis.LowercaseFilter() | analysis.StemFilter(stemfn=stem, cachesize=-1)
    return fields.Schema(
        id=fields.ID(stored=True),
        headline=fields.TEXT(analyzer=stemming, stored=True),
        body=fields.TEXT(analyzer=stemming, stored=True),
        forms=fields.KEYWORD(),
        country=fields.KEYWORD(stored=True),
        source=fields.ID(stored=True, sortable=True),
        year=fields.ID(stored=True, sortable=True),
        published=fields.DATETIME(stored=True, sortable=True),
    )


def _write(opened: index.FileIndex, rows: Iterable[Row]) -> None:
    writer = opened.writer(limitmb=MEMORY_MB)
    for row in rows:
        writer.add_document(
            id=row["id"],
            headline=row["headline"],
            body=row["body"],
            forms=row["forms"],
            country=" ".join(row["country"]),
            source=row["source"],
            year=row["year"],
            published=datetime.fromtimestamp(row["published"], tz=UTC).replace(tzinfo=None),
        )
    writer.commit()


def _words(operation: Operation) -> Query:
    match operation.kind:
        case "words":
            return And([_anywhere(Term, term) for term in operation.terms])
        case "phrase":
            return _anywhere(Phrase, list(operation.terms))
        case "prefix":
            return Prefix("forms", operation.words[0])
        case _:
            return Every()


def _anywhere(kind: Callable[..., Query], what: str | Sequence[str]) -> Query:
    return Or([kind("headline", what, boost=2.0), kind("body", what)])


def _filter(choices: Mapping[str, Sequence[str]]) -> Query | None:
    parts = [Or([Term(name, value) for value in values]) for name, values in choices.items()]
    return And(parts) if parts else None


def _groups(found: Found, facets: Sequence[str]) -> dict[str, dict[str, int]]:
    return {
        name: top({value: count for value, count in found.groups(name).items() if value is not None}) for name in facets
    }


if __name__ == "__main__":
    run(WhooshPeer())
