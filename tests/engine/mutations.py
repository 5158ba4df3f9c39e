"""Mutations: snapshots, engines and writers that delegate everything except one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise

from msgspec import structs

from dateline.index.terms import ArticleTerms, TextColumn, ValueColumn
from dateline.index.writer import IndexWriter
from dateline.search import plan
from dateline.search.copies import COPIES
from dateline.search.engine import Counts, Engine, Found, Hit, Snapshot
from dateline.search.plan import Matching
from dateline.search.request import Sort

HOUR = 3_600


class WrappedSnapshot:
    """A snapshot that delegates everything."""

    def __init__(self, real: Snapshot) -> None:
        self.real = real

    def commit(self) -> str:
        return self.real.commit()

    def articles(self) -> int:
        return self.real.articles()

    def languages(self) -> frozenset[str]:
        return self.real.languages()

    def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
        return self.real.search(matching, sort, offset, size)

    def walk(self, matching: Matching, sort: Sort) -> Iterator[Hit]:
        return self.real.walk(matching, sort)

    def count(self, matching: Matching) -> int:
        return self.real.count(matching)

    def terms(self, column: TextColumn, start: str, most: int) -> Sequence[str]:
        return self.real.terms(column, start, most)

    def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
        return self.real.counts(matching, columns)


class WrappedEngine:
    """An engine that delegates everything."""

    def __init__(self, real: Engine) -> None:
        self.real = real

    def snapshot(self) -> Snapshot:
        return self.real.snapshot()

    def close(self) -> None:
        self.real.close()


class WrappedWriter:
    """A writer that delegates everything."""

    def __init__(self, real: IndexWriter) -> None:
        self.real = real

    def add(self, articles: Iterable[ArticleTerms]) -> None:
        self.real.add(articles)

    def delete(self, ids: Iterable[str]) -> None:
        self.real.delete(ids)

    def commit(self) -> None:
        self.real.commit()

    def close(self) -> None:
        self.real.close()


def reading(change: Callable[[Matching], Matching]) -> Callable[[Snapshot], Snapshot]:
    """Make a snapshot that changes some nodes anywhere in a plan."""

    class Misread(WrappedSnapshot):
        def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
            return self.real.search(_changed(matching, change), sort, offset, size)

        def walk(self, matching: Matching, sort: Sort) -> Iterator[Hit]:
            return self.real.walk(_changed(matching, change), sort)

        def count(self, matching: Matching) -> int:
            return self.real.count(_changed(matching, change))

        def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
            return self.real.counts(_changed(matching, change), columns)

    return Misread


def counting(change: Callable[[ValueColumn, Counts], Counts]) -> Callable[[Snapshot], Snapshot]:
    """Make a snapshot that changes counts."""

    class Miscounted(WrappedSnapshot):
        def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
            found = self.real.counts(matching, columns)
            return {column: change(column, counted) for column, counted in found.items()}

    return Miscounted


def paging(change: Callable[[Snapshot, Matching, Sort, int, int], Found]) -> Callable[[Snapshot], Snapshot]:
    """Make a snapshot that returns other hits."""

    class Misplaced(WrappedSnapshot):
        def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
            return change(self.real, matching, sort, offset, size)

    return Misplaced


def walking(change: Callable[[Iterator[Hit]], Iterator[Hit]]) -> Callable[[Snapshot], Snapshot]:
    """Make a snapshot that changes walks."""

    class Lost(WrappedSnapshot):
        def walk(self, matching: Matching, sort: Sort) -> Iterator[Hit]:
            return change(self.real.walk(matching, sort))

    return Lost


def _changed(matching: Matching, change: Callable[[Matching], Matching]) -> Matching:
    match matching:
        case plan.All():
            return change(plan.All(tuple(_changed(part, change) for part in matching.parts)))
        case plan.Any():
            return change(plan.Any(tuple(_changed(part, change) for part in matching.parts)))
        case plan.Except():
            return change(plan.Except(_changed(matching.part, change)))
        case plan.Ranked():
            return change(plan.Ranked(_changed(matching.part, change), matching.terms))
        case plan.Preferred():
            return change(plan.Preferred(_changed(matching.part, change), matching.better))
        case _:
            return change(matching)


def or_as_and(node: Matching) -> Matching:
    return plan.All(node.parts) if isinstance(node, plan.Any) else node


def and_as_or(node: Matching) -> Matching:
    return plan.Any(node.parts) if isinstance(node, plan.All) else node


def negation_dropped(node: Matching) -> Matching:
    return node.part if isinstance(node, plan.Except) else node


def phrase_as_words(node: Matching) -> Matching:
    if isinstance(node, plan.Sequence):
        return plan.All(tuple(plan.Term(node.column, term) for term in node.terms))
    return node


def gap_too_wide(node: Matching) -> Matching:
    return structs.replace(node, gap=node.gap + 1) if isinstance(node, plan.Near) else node


def prefix_as_word(node: Matching) -> Matching:
    return plan.Term(node.column, node.start) if isinstance(node, plan.StartsWith) else node


def edit_too_few(node: Matching) -> Matching:
    if isinstance(node, plan.Similar):
        return structs.replace(node, edits=1) if node.edits > 1 else plan.Term(node.column, node.term)
    return node


def words_ignored(node: Matching) -> Matching:
    return plan.Every() if isinstance(node, plan.Term) else node


def last_second_lost(node: Matching) -> Matching:
    return structs.replace(node, until=node.until - 1) if isinstance(node, plan.Between) and node.until else node


def local_days(node: Matching) -> Matching:
    if not isinstance(node, plan.Between):
        return node
    since, until = (None if bound is None else bound - 4 * HOUR for bound in (node.since, node.until))
    return plan.Between(since, until)


def month_off_by_one(column: ValueColumn, counts: Counts) -> Counts:
    if column is not ValueColumn.MONTH:
        return counts
    return Counts({_next_month(month): count for month, count in counts.values.items()}, counts.without)


def _next_month(month: str) -> str:
    months = int(month[:4]) * 12 + int(month[5:])
    return f"{months // 12:04}-{months % 12 + 1:02}"


def none_dropped(column: ValueColumn, counts: Counts) -> Counts:
    del column
    return structs.replace(counts, without=0)


def most_frequent_only(column: ValueColumn, counts: Counts) -> Counts:
    del column
    frequent = sorted(counts.values.items(), key=lambda counted: -counted[1])
    return structs.replace(counts, values=dict(frequent[:2]))


def total_of_hits_seen(real: Snapshot, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
    found = real.search(matching, sort, offset, size)
    return structs.replace(found, total=min(found.total, offset + size + 1))


def page_repeats(real: Snapshot, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
    return real.search(matching, sort, max(offset - 1, 0), size)


def page_skips(real: Snapshot, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
    return real.search(matching, sort, offset + 1 if offset else 0, size)


def undated_lost(real: Snapshot, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
    return real.search(plan.All((matching, plan.Except(plan.Without(ValueColumn.YEAR)))), sort, offset, size)


def ties_reversed(real: Snapshot, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
    """Sort by date with ties by descending id: the opposite order, read from its end."""
    if sort is Sort.RELEVANCE:
        return real.search(matching, sort, offset, size)
    undated = plan.Without(ValueColumn.YEAR)
    other_way = Sort.OLDEST if sort is Sort.NEWEST else Sort.NEWEST
    dated = real.search(plan.All((matching, plan.Except(undated))), other_way, 0, 1_000)
    rest = real.search(plan.All((matching, undated)), sort, 0, 1_000)
    hits = (*reversed(dated.hits), *reversed(rest.hits))
    return Found(dated.total + rest.total, hits[offset : offset + size])


def best_last(real: Snapshot, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
    found = real.search(matching, sort, offset, size)
    return structs.replace(found, hits=found.hits[::-1]) if sort is Sort.RELEVANCE else found


def last_hit_lost(hits: Iterator[Hit]) -> Iterator[Hit]:
    return (hit for hit, _ in pairwise(hits))


def second_hit_repeated(hits: Iterator[Hit]) -> Iterator[Hit]:
    first = list(islice(hits, 2))
    return chain(first, first[1:], hits)


def copies_kept(node: Matching) -> Matching:
    return plan.Every() if node == plan.Except(COPIES) else node


class CopiesInFacets(WrappedSnapshot):
    """Also counts values of the copies that the search leaves out."""

    def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
        return self.real.counts(_changed(matching, copies_kept), columns)


def copies_of_words(node: Matching) -> Matching:
    if isinstance(node, plan.All) and COPIES in node.parts:
        return plan.All((*filter(_is_of_words, node.parts), COPIES))
    return node


class CopiesWithoutChoices(WrappedSnapshot):
    """Counts all copies that match the query, ignoring choices."""

    def count(self, matching: Matching) -> int:
        return self.real.count(_changed(matching, copies_of_words))


def _is_of_words(part: Matching) -> bool:
    return not isinstance(part, plan.OneOf | plan.Between | plan.Without)


class OwnChoicesCounted(WrappedSnapshot):
    """Counts facets with their own choices applied."""

    def __init__(self, real: Snapshot) -> None:
        super().__init__(real)
        self._searched: Matching | None = None

    def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
        self._searched = matching
        return self.real.search(matching, sort, offset, size)

    def counts(self, matching: Matching, columns: Sequence[ValueColumn]) -> Mapping[ValueColumn, Counts]:
        is_facet = self._searched is not None and matching != plan.Every()
        return self.real.counts(self._searched if is_facet and self._searched else matching, columns)


class EnglishOnly(WrappedSnapshot):
    """Reports no languages."""

    def languages(self) -> frozenset[str]:
        return frozenset()


class Stale(WrappedEngine):
    """Always answers from its first commit."""

    def __init__(self, real: Engine) -> None:
        super().__init__(real)
        self._first = real.snapshot()

    def snapshot(self) -> Snapshot:
        return self._first


class Restless(WrappedEngine):
    """Its snapshots follow later commits until it is closed."""

    def __init__(self, real: Engine) -> None:
        super().__init__(real)
        self._latest = real.snapshot()
        self._is_closed = False

    def snapshot(self) -> Snapshot:
        return _Following(self)

    def close(self) -> None:
        super().close()
        self._is_closed = True

    def latest(self) -> Snapshot:
        if not self._is_closed:
            self._latest = self.real.snapshot()
        return self._latest


class _Following(WrappedSnapshot):
    def __init__(self, engine: Restless) -> None:
        super().__init__(engine.latest())
        self._engine = engine

    def articles(self) -> int:
        return self._engine.latest().articles()

    def search(self, matching: Matching, sort: Sort, offset: int, size: int) -> Found:
        return self._engine.latest().search(matching, sort, offset, size)


class NeverDeletes(WrappedWriter):
    def delete(self, ids: Iterable[str]) -> None:
        del ids


class NeverReplaces(WrappedWriter):
    """Keeps the first version of each article."""

    def __init__(self, real: IndexWriter) -> None:
        super().__init__(real)
        self._seen: set[str] = set()

    def add(self, articles: Iterable[ArticleTerms]) -> None:
        new = [article for article in articles if article.id not in self._seen]
        self._seen |= {article.id for article in new}
        self.real.add(new)


class CommitsAtOnce(WrappedWriter):
    def add(self, articles: Iterable[ArticleTerms]) -> None:
        self.real.add(articles)
        self.real.commit()


class NeverDiscards(WrappedWriter):
    def close(self) -> None:
        self.real.commit()
        self.real.close()
