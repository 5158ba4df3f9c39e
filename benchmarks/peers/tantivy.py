"""Tantivy alone: an index as in its documentation, with English stems, stored texts and its own snippets.

It does less than Dateline: only English, no fixed order of equal scores, no metadata in results, and no facet values
beyond those shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
import tantivy
from tantivy import Document, Occur, Order, Query, SnippetGenerator

from benchmarks.peers.protocol import FACET_SIZE, FACETS, Addition, Answer, Operation, Prepared, Row, part_of, run

MEMORY = 256_000_000
HEADLINE = 1.5
"""The weight of words in the headline."""
SEGMENT_SIZE = 10_000
"""Number of values that each segment counts, large enough for exact counts of the largest."""


class _Bucket(msgspec.Struct):
    key: str
    doc_count: int


class _Buckets(msgspec.Struct):
    buckets: list[_Bucket]


class TantivySession:
    """A searcher."""

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()

    def prepare(self, operation: Operation) -> Prepared:
        """Build queries and aggregations."""
        query = self._chosen(self._words(operation), operation.choices)
        if operation.size == 0:
            return lambda: Answer(_total(self._searcher.search(query, limit=1)))
        facets = [
            (self._chosen(self._words(operation), choices), _aggregations(fields))
            for choices, fields in operation.facets_by_choices()
        ]
        return lambda: self._answer(operation, query, facets)

    def _answer(self, operation: Operation, query: Query, facets: Sequence[tuple[Query, dict[str, object]]]) -> Answer:
        searcher = self._searcher
        newest_first = "published" if operation.kind == "every" else None
        found = searcher.search(
            query, limit=operation.size, offset=operation.offset, order_by_field=newest_first, order=Order.Desc
        )
        snippets = SnippetGenerator.create(searcher, query, self._schema, "body")
        documents = [searcher.doc(address) for _, address in found.hits]
        counted: dict[str, Mapping[str, int]] = {}
        for chosen, aggregations in facets:
            # The stub has dicts without type arguments.
            raw: object = searcher.aggregate(chosen, aggregations)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            buckets = msgspec.convert(raw, dict[str, _Buckets])
            counted.update((name, {b.key: b.doc_count for b in found.buckets}) for name, found in buckets.items())
        return Answer(
            total=_total(found),
            ids=[str(document.get_first("id")) for document in documents],
            snippets=[snippets.snippet_from_doc(document).fragment() for document in documents],
            facets=counted,
        )

    def _chosen(self, query: Query, choices: Mapping[str, Sequence[str]]) -> Query:
        if not choices:
            return query
        filters = [Query.term_set_query(self._schema, field, list(values)) for field, values in choices.items()]
        unscored = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in filters]
        return Query.boolean_query([(Occur.Must, query), *unscored])

    def _words(self, operation: Operation) -> Query:
        match operation.kind:
            case "words":
                return Query.boolean_query([(Occur.Must, self._anywhere([term])) for term in operation.terms])
            case "phrase":
                return self._anywhere(operation.terms)
            case "prefix":
                found = Query.fuzzy_term_query(self._schema, "forms", operation.words[0], 0, prefix=True)
                return Query.const_score_query(found, 0.0)
            case _:
                return Query.all_query()

    def _anywhere(self, terms: Sequence[str]) -> Query:
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(self._in("headline", terms), HEADLINE)),
                (Occur.Should, self._in("body", terms)),
            ]
        )

    def _in(self, field: str, terms: Sequence[str]) -> Query:
        if len(terms) == 1:
            return Query.term_query(self._schema, field, terms[0], "freq")
        return Query.phrase_query(self._schema, field, list(terms))


class TantivyIndex:
    """An opened index."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._index.config_reader(reload_policy="manual")
        self._index.reload()

    def session(self) -> TantivySession:
        """A searcher of the latest commit."""
        return TantivySession(self._index)

    def add(self, rows: Sequence[Row]) -> Addition:
        """Add the articles and commit."""
        _write(self._index, rows)
        self._index.reload()
        return Addition()


class TantivyPeer:
    """Tantivy as a peer."""

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index all rows."""
        _write(tantivy.Index(_schema(), path=str(folder)), rows)

    def open(self, folder: Path) -> TantivyIndex:
        """Open the index."""
        return TantivyIndex(folder)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for text in ("headline", "body"):
        builder.add_text_field(text, stored=True, tokenizer_name="en_stem", index_option="position")
    builder.add_text_field("forms", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("published", stored=True, indexed=True, fast=True)
    return builder.build()


def _write(index: tantivy.Index, rows: Iterable[Row]) -> None:
    writer = index.writer(MEMORY)
    for row in rows:
        fields = ("id", "headline", "body", "forms", "country", "source", "year", "published")
        # The stub has dicts without type arguments.
        writer.add_document(Document.from_dict(part_of(row, fields), index.schema))  # pyright: ignore[reportUnknownMemberType]
    writer.commit()
    writer.wait_merging_threads()


def _aggregations(fields: Sequence[str]) -> dict[str, object]:
    return {field: {"terms": {"field": field, "size": FACET_SIZE, "segment_size": SEGMENT_SIZE}} for field in fields}


def _total(found: tantivy.SearchResult) -> int:
    # The stub lacks `count`.
    count: object = getattr(found, "count", None)
    return count if isinstance(count, int) else 0


if __name__ == "__main__":
    run(TantivyPeer())
