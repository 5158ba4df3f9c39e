# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false, reportCallIssue=false
"""Stock Whoosh over the same terms as Dateline's engines: the peer in `benchmarks/whoosh_speed.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from whoosh import index, query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import KEYWORD, TEXT, Schema
from whoosh.sorting import FieldFacet

from dateline.index.terms import GAP, ArticleTerms, TextColumn, ValueColumn
from dateline.search import plan

TEXTS = (TextColumn.HEADLINE, TextColumn.BODY)
VALUES = (ValueColumn.COUNTRY, ValueColumn.SOURCE, ValueColumn.YEAR, ValueColumn.OFFICE)
MEMORY_MB = 256


class StockWriter:
    """An index written with `add_document`."""

    def __init__(self, folder: Path) -> None:
        schema = Schema()
        for text in TEXTS:
            schema.add(text.value, TEXT(analyzer=SpaceSeparatedTokenizer()))
        for value in VALUES:
            schema.add(value.value, KEYWORD(commas=True))
        self._writer = index.create_in(str(folder), schema).writer(limitmb=MEMORY_MB)

    def add(self, terms: ArticleTerms) -> None:
        """Index one article."""
        texts = {text.value: terms.texts[text].replace(GAP, " ") for text in TEXTS}
        values = {value.value: ",".join(terms.values[value]) for value in VALUES}
        self._writer.add_document(**texts, **values)

    def commit(self) -> None:
        """Write all articles as one segment."""
        self._writer.commit(optimize=True)


class StockSearcher:
    """Searches that index, with facets counted by `groupedby`."""

    def __init__(self, folder: Path) -> None:
        self._searcher = index.open_dir(str(folder)).searcher()

    def search(self, matching: plan.Matching, columns: Sequence[ValueColumn]) -> Callable[[], int]:
        """A function that finds the ten best articles, counts the facets and returns the total."""
        searcher = self._searcher
        translated = _translated(matching)
        facets = {column.value: FieldFacet(column.value, allow_overlap=True) for column in columns}

        def operation() -> int:
            results = searcher.search(translated, limit=10, groupedby=facets)
            for column in columns:
                results.groups(column.value)
            return len(results)

        return operation


def _translated(matching: plan.Matching) -> object:
    match matching:
        case plan.Every():
            return query.Every()
        case plan.Term() if matching.column is TextColumn.TEXT:
            return query.Or([query.Term(column.value, matching.term) for column in TEXTS])
        case plan.Ranked():
            return _translated(matching.part)
        case plan.Term():
            return query.Term(matching.column.value, matching.term)
        case plan.Sequence():
            return query.Phrase(matching.column.value, list(matching.terms))
        case plan.OneOf():
            return query.Or([query.Term(matching.column.value, value) for value in matching.values])
        case plan.All():
            return query.And(_all_translated(matching.parts))
        case plan.Any():
            return query.Or(_all_translated(matching.parts))
        case plan.Except():
            return query.Not(_translated(matching.part))
        case _:
            raise NotImplementedError(type(matching).__name__)


def _all_translated(parts: Iterable[plan.Matching]) -> list[object]:
    return list(map(_translated, parts))
