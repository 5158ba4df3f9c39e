"""bm25s: scores of all articles as arrays, facets counted with NumPy. No phrases, prefixes, snippets or additions."""

# bm25s has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import bm25s  # pyright: ignore[reportMissingTypeStubs]
import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.protocol import FACETS, Addition, Answer, NotOfferedError, Operation, Prepared, Row, run, top

Numbers: TypeAlias = NDArray[np.int64]
Scores: TypeAlias = NDArray[np.float32]


class Facet:
    """One facet of all articles, as arrays of article numbers and value codes."""

    def __init__(self, values: Sequence[Sequence[str]]) -> None:
        self.names = sorted({value for each in values for value in each})
        codes = {name: code for code, name in enumerate(self.names)}
        self.articles: Numbers = np.repeat(np.arange(len(values)), [len(each) for each in values])
        self.codes: Numbers = np.array([codes[value] for each in values for value in each], dtype=np.int64)

    def counts(self, matched: NDArray[np.bool_]) -> dict[str, int]:
        """The largest counts among the matched articles."""
        counts = np.bincount(self.codes[matched[self.articles]], minlength=len(self.names))
        return top({name: int(count) for name, count in zip(self.names, counts, strict=True) if count})

    def having(self, values: Sequence[str], articles: int) -> NDArray[np.bool_]:
        """The articles that have one of these values."""
        wanted = [code for code, name in enumerate(self.names) if name in values]
        matched = np.zeros(articles, dtype=np.bool_)
        matched[self.articles[np.isin(self.codes, wanted)]] = True
        return matched


class Bm25sIndex:
    """An index held in memory; it is its own session."""

    def __init__(self, folder: Path) -> None:
        self._retriever = bm25s.BM25.load(str(folder / "bm25s"))
        kept = json.loads((folder / "values.json").read_bytes())
        self._ids: list[str] = kept["id"]
        self._newest: Numbers = np.argsort(-np.array(kept["published"], dtype=np.int64), kind="stable")
        self._facets = {facet: Facet(kept[facet]) for facet in FACETS}

    def session(self) -> Bm25sIndex:
        """The same index: sessions only read its arrays."""
        return self

    def add(self, rows: Sequence[Row]) -> Addition:  # noqa: ARG002
        """Not supported."""
        raise NotOfferedError("an index cannot be extended")

    def prepare(self, operation: Operation) -> Prepared:
        """Choose what to compute."""
        if operation.kind in {"phrase", "prefix"}:
            raise NotOfferedError("it keeps no positions" if operation.kind == "phrase" else "it has no prefixes")
        if operation.size == 0:
            return lambda: Answer(int(np.count_nonzero(self._match(operation)[0])))
        return lambda: self._answer(operation)

    def _match(self, operation: Operation) -> tuple[NDArray[np.bool_], Scores]:
        count = len(self._ids)
        if operation.kind == "every":
            return np.ones(count, dtype=np.bool_), np.zeros(count, dtype=np.float32)
        each = [np.asarray(self._retriever.get_scores([term]), dtype=np.float32) for term in operation.terms]
        matched: NDArray[np.bool_] = np.logical_and.reduce([scores > 0 for scores in each])
        return matched, np.sum(each, axis=0)

    def _answer(self, operation: Operation) -> Answer:
        by_words, scores = self._match(operation)
        matched = by_words & self._chosen(operation.choices)
        facets = {
            name: self._facets[name].counts(by_words & self._chosen(operation.choices_beside(name)))
            for name in operation.facets
        }
        best = self._newest[matched[self._newest]] if operation.kind == "every" else _best(matched, scores, operation)
        page = best[operation.offset : operation.offset + operation.size]
        return Answer(int(np.count_nonzero(matched)), [self._ids[number] for number in page], facets=facets)

    def _chosen(self, choices: Mapping[str, Sequence[str]]) -> NDArray[np.bool_]:
        count = len(self._ids)
        filters = [self._facets[name].having(values, count) for name, values in choices.items()]
        return np.logical_and.reduce(filters) if filters else np.ones(count, dtype=np.bool_)


class Bm25sPeer:
    """bm25s as a peer."""

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index all rows."""
        kept: dict[str, list[object]] = {"id": [], "published": [], **{facet: [] for facet in FACETS}}
        vocabulary: dict[str, int] = {}
        numbers = [_take(row, kept, vocabulary) for row in rows]
        retriever = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        retriever.index((numbers, vocabulary), show_progress=False)
        retriever.save(str(folder / "bm25s"), show_progress=False)
        (folder / "values.json").write_text(json.dumps(kept))

    def open(self, folder: Path) -> Bm25sIndex:
        """Load the index."""
        return Bm25sIndex(folder)


def _take(row: Row, kept: dict[str, list[object]], vocabulary: dict[str, int]) -> list[int]:
    kept["id"].append(row["id"])
    kept["published"].append(row["published"])
    for facet, values in _values(row):
        kept[facet].append(values)
    number: Callable[[str], int] = lambda term: vocabulary.setdefault(term, len(vocabulary))  # noqa: E731
    return [number(term) for term in f"{row['headline_terms']} {row['body_terms']}".split()]


def _values(row: Row) -> Iterator[tuple[str, list[str]]]:
    yield "country", row["country"]
    yield "source", [row["source"]]
    yield "year", [row["year"]]


def _best(matched: NDArray[np.bool_], scores: Scores, operation: Operation) -> Numbers:
    """Numbers of the best matched articles, in order, up to the end of the page."""
    numbers = np.flatnonzero(matched)
    end = min(operation.offset + operation.size, len(numbers))
    if end < len(numbers):
        numbers = numbers[np.argpartition(-scores[numbers], end)[:end]]
    return numbers[np.argsort(-scores[numbers], kind="stable")]


if __name__ == "__main__":
    run(Bm25sPeer())
