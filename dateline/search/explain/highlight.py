"""Marks the words of a query in a text, as offsets.

A query's words are compiled once per language into a `Highlighter`. It analyses each text as the index did, so it marks
what matched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import chain
from typing import TypeAlias

import msgspec

from dateline.index.analysis import Pieces, analyse_chunks, fold, forms, spans, stemmer_of
from dateline.index.article import Part
from dateline.search.query.tree import And, Exact, Fuzzy, Or, Phrase, Prefix, Query, TextField, Word
from dateline.search.resolve import parts_of, widest_gap

TextQuery: TypeAlias = Word | Phrase | Exact | Prefix | Fuzzy

_IN_PART = {
    Part.HEADLINE: frozenset({TextField.ANYWHERE, TextField.HEADLINE}),
    Part.BODY: frozenset({TextField.ANYWHERE, TextField.BODY}),
}


class Mark(msgspec.Struct, frozen=True, order=True):
    """A span of text that a part of the query matches; `number` is the number of that part. Offsets are code points."""

    start: int
    end: int
    number: int


class _Run(msgspec.Struct, frozen=True):
    """Tests for adjacent tokens in order or, with a gap, for tokens near each other."""

    number: int
    tests: tuple[int, ...]
    gap: int | None


Passing: TypeAlias = Mapping[int, Sequence[int]]
"""Maps each test to the positions of the tokens that pass it, ascending."""


class Highlighter:
    """Marks the words of a query in texts of one language."""

    def __init__(self, words: Sequence[TextQuery], language: str | None) -> None:
        self._language = language
        self._tests = _Tests(language)
        self._runs = [run for number, word in enumerate(words) for run in _compile(number, word, self._tests)]
        self.numbers = frozenset(run.number for run in self._runs)
        """The numbers of all parts that can be marked."""
        self.has_phrases = any(len(run.tests) > 1 for run in self._runs)

    def marks(self, text: str) -> list[Mark]:
        """Return all marks, ordered by start; they may overlap."""
        if not self._runs:
            return []
        chunks = analyse_chunks(text, self._language)
        passing = self._tests.passing(chunks)
        if not passing:
            return []
        found = {
            (first, last, run.number)
            for run in self._runs
            for first, last in (_adjacent(run, passing) if run.gap is None else _nearby(run, run.gap, passing))
        }
        if not found:
            return []
        offsets = spans(text, chunks, (position for first, last, _ in found for position in (first, last)))
        return sorted(Mark(offsets[first][0], offsets[last][1], number) for first, last, number in found)


class _Key(Enum):
    """Which form of a token is compared; the value is its index in `Pieces`."""

    FORM = 0
    FOLDED = 1
    STEM = 2


class _Tests:
    """Numbered tests of single tokens."""

    def __init__(self, language: str | None) -> None:
        self.stem = stemmer_of(language)
        self._equal: dict[_Key, dict[str, int]] = {}
        self._predicates: dict[int, Callable[[str], bool]] = {}
        self._count = 0

    def equal(self, key: _Key, text: str) -> int:
        """Return the number of the test for tokens whose `key` equals `text`."""
        return self._equal.setdefault(key, {}).setdefault(text, self._next())

    def satisfying(self, test: Callable[[str], bool]) -> int:
        """Return the number of a new test of the folded form."""
        number = self._next()
        self._predicates[number] = test
        return number

    def passing(self, chunks: Iterable[Pieces]) -> Passing:
        """Return the positions of the tokens that pass each test."""
        pieces = list(chain.from_iterable(chunks))
        passing: dict[int, list[int]] = {}
        for key, tests in self._equal.items():
            if tests.keys().isdisjoint(pieces):
                continue
            column = pieces[key.value :: len(_Key)]
            for position in [position for position, found in enumerate(column) if found in tests]:
                passing.setdefault(tests[column[position]], []).append(position)
        if self._predicates:
            folded = pieces[_Key.FOLDED.value :: len(_Key)]
            distinct = set(folded)
            for number, test in self._predicates.items():
                if good := set(filter(test, distinct)):
                    passing[number] = [position for position, found in enumerate(folded) if found in good]
        return passing

    def _next(self) -> int:
        self._count += 1
        return self._count


def _compile(number: int, word: TextQuery, tests: _Tests) -> Iterator[_Run]:
    gap = None
    match word:
        case Word() if len(parts := parts_of(word)) > 1:
            for part in parts:
                yield from _compile(number, part, tests)
            return
        case Word() | Phrase():
            found = [form for text in _texts(word) for form in forms(text)]
            run = [tests.equal(_Key.STEM, tests.stem(fold(form))) for form in found]
            if isinstance(word, Phrase) and word.gap is not None:
                gap = widest_gap(len(run), word.gap)
        case Exact():
            run = [tests.equal(_Key.FORM, form) for text in word.words for form in forms(text)]
        case Prefix() | Fuzzy():
            # The parts of a hyphenated word may be anywhere, as in the index.
            yield from (_Run(number, (test,), None) for test in _parts(word, tests))
            return
    if run:
        yield _Run(number, tuple(run), gap)


def _parts(word: Prefix | Fuzzy, tests: _Tests) -> Iterator[int]:
    found = list(map(fold, forms(word.text)))
    match word:
        case Fuzzy():
            yield from (tests.satisfying(_near(form, word.edits)) for form in found)
        case Prefix() if found:
            yield from (tests.equal(_Key.FOLDED, form) for form in found[:-1])
            yield tests.satisfying(lambda folded: folded.startswith(found[-1]))
        case _:
            return


def _near(term: str, edits: int) -> Callable[[str], bool]:
    from rapidfuzz.distance import OSA

    return lambda folded: OSA.distance(folded, term, score_cutoff=edits) <= edits


def words_of(query: Query, part: Part) -> tuple[TextQuery, ...]:
    """Return the parts of a query that explain a match by words in this part of the article."""
    match query:
        case Word() | Phrase() | Exact() | Prefix() | Fuzzy():
            return (query,) if query.field in _IN_PART[part] else ()
        case And() | Or():
            return tuple(dict.fromkeys(word for child in query.children for word in words_of(child, part)))
        case _:
            return ()


def _texts(word: Word | Phrase) -> tuple[str, ...]:
    return (word.text,) if isinstance(word, Word) else word.words


def _adjacent(run: _Run, passing: Passing) -> Iterator[tuple[int, int]]:
    first, *others = run.tests
    following = [frozenset(passing.get(test, ())) for test in others]
    for start in passing.get(first, ()):
        if all(start + n in positions for n, positions in enumerate(following, 1)):
            yield start, start + len(others)


def _nearby(run: _Run, gap: int, passing: Passing) -> Iterator[tuple[int, int]]:
    # Words near each other are compared by their stems, so a token passes at most one test.
    passed = {position: test for test in run.tests for position in passing.get(test, ())}
    positions = sorted(passed)
    reach = len(run.tests) + gap
    for number, position in enumerate(positions):
        window = [near for near in positions[number : number + reach] if near < position + reach]
        if _covers(run.tests, [passed[near] for near in window]):
            yield from ((near, near) for near in window)


def _covers(wanted: Sequence[int], found: Sequence[int]) -> bool:
    return all(found.count(test) >= wanted.count(test) for test in wanted)
