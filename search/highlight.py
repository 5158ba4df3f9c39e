"""Where a text shows the words of a query: marks as offsets.

A query's words are compiled once for each language into a `Highlighter`; it analyses each text it is given just as
the index did, so what it marks is what matched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import msgspec

from dateline.index.analysis import fold, forms, keys_of, occurrences, stemmer_of
from dateline.index.article import Part
from dateline.search.query import And, Exact, Fuzzy, Or, Phrase, Prefix, Query, TextField, Word
from dateline.search.resolve import widest_gap

TextQuery: TypeAlias = Word | Phrase | Exact | Prefix | Fuzzy

_IN_PART = {
    Part.HEADLINE: frozenset({TextField.ANYWHERE, TextField.HEADLINE}),
    Part.BODY: frozenset({TextField.ANYWHERE, TextField.BODY}),
}


class Mark(msgspec.Struct, frozen=True, order=True):
    """A stretch of text that a part of the query matches; `number` tells which part."""

    start: int
    end: int
    number: int


class _Run(msgspec.Struct, frozen=True):
    """Tests that tokens must pass: one after the other, or, with a gap, all nearby."""

    number: int
    tests: tuple[int, ...]
    gap: int | None


class Highlighter:
    """Marks the words of a query in texts of one language."""

    def __init__(self, words: Sequence[TextQuery], language: str | None) -> None:
        self._tests = _Tests(language)
        self._runs = [run for number, word in enumerate(words) for run in _compile(number, word, self._tests)]
        self._passed = _Passed(self._tests)

    def marks(self, text: str) -> list[Mark]:
        """All marks, in order of their starts; they may overlap."""
        if not self._runs:
            return []
        tokens = occurrences(text)
        passed = [self._passed[token[0]] for token in tokens]
        if not any(passed):
            return []
        if None in passed:
            tokens = [token for token, found in zip(tokens, passed, strict=True) if found is not None]
        tests = [found for found in passed if found is not None]
        marks = {
            Mark(tokens[first].start(), tokens[last].end(), run.number)
            for run in self._runs
            for first, last in (_adjacent(run, tests) if run.gap is None else _nearby(run, run.gap, tests))
        }
        return sorted(marks)


class _Tests:
    """Numbered tests of single tokens: each compares the token's form, folded form or stem."""

    def __init__(self, language: str | None) -> None:
        self.stem = stemmer_of(language)
        self._keys = keys_of(language)
        self._equal: dict[tuple[str, str], int] = {}
        self._looked_for: set[str] = set()
        self._resembling: list[tuple[Callable[[str], bool], int]] = []

    def equal(self, kind: str, text: str) -> int:
        """The number of the test for a token whose `form`, `folded` or `stem` is `text`."""
        self._looked_for.add(text)
        return self._equal.setdefault((kind, text), self._count())

    def resembling(self, test: Callable[[str], bool]) -> int:
        """The number of a test of the folded form."""
        number = self._count()
        self._resembling.append((test, number))
        return number

    def passed_by(self, surface: str) -> tuple[int, ...] | None:
        """The numbers of the tests that a token passes; None where the surface is no token."""
        keys = self._keys(surface)
        if not keys[0]:
            return None
        if not self._resembling and self._looked_for.isdisjoint(keys):
            return ()
        form, folded, stem = keys
        equal = map(self._equal.get, (("form", form), ("folded", folded), ("stem", stem)))
        resembling = (number for test, number in self._resembling if test(folded))
        return (*(number for number in equal if number is not None), *resembling)

    def _count(self) -> int:
        return len(self._equal) + len(self._resembling)


class _Passed(dict[str, tuple[int, ...] | None]):
    """The tests that each surface passes, worked out once."""

    def __init__(self, tests: _Tests) -> None:
        super().__init__()
        self._tests = tests

    def __missing__(self, surface: str) -> tuple[int, ...] | None:
        self[surface] = passed = self._tests.passed_by(surface)
        return passed


def _compile(number: int, word: TextQuery, tests: _Tests) -> Iterator[_Run]:
    gap = None
    match word:
        case Word() | Phrase():
            found = [form for text in _texts(word) for form in forms(text)]
            run = [tests.equal("stem", tests.stem(fold(form))) for form in found]
            if isinstance(word, Phrase) and word.gap is not None:
                gap = widest_gap(len(run), word.gap)
        case Exact():
            run = [tests.equal("form", form) for text in word.words for form in forms(text)]
        case Prefix():
            *whole, cut = list(map(fold, forms(word.text))) or [""]
            run = [tests.equal("folded", form) for form in whole]
            run.append(tests.resembling(lambda folded: bool(cut) and folded.startswith(cut)))
        case Fuzzy():
            run = [tests.resembling(_near(fold(form), word.edits)) for form in forms(word.text)]
    if run:
        yield _Run(number, tuple(run), gap)


def _near(term: str, edits: int) -> Callable[[str], bool]:
    from rapidfuzz.distance import OSA

    return lambda folded: OSA.distance(folded, term, score_cutoff=edits) <= edits


def words_of(query: Query, part: Part) -> tuple[TextQuery, ...]:
    """What of a query is looked for in the words of a part and, being there, is why an article matches."""
    match query:
        case Word() | Phrase() | Exact() | Prefix() | Fuzzy():
            return (query,) if query.field in _IN_PART[part] else ()
        case And() | Or():
            return tuple(dict.fromkeys(word for child in query.children for word in words_of(child, part)))
        case _:
            return ()


def _texts(word: Word | Phrase) -> tuple[str, ...]:
    return (word.text,) if isinstance(word, Word) else word.words


def _adjacent(run: _Run, tests: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    first, *others = run.tests
    latest = len(tests) - len(others)
    for start in [place for place, passed in enumerate(tests) if first in passed]:
        if start < latest and all(test in tests[start + n] for n, test in enumerate(others, 1)):
            yield start, start + len(others)


def _nearby(run: _Run, gap: int, tests: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    wanted = frozenset(run.tests)
    places = [place for place, passed in enumerate(tests) if not wanted.isdisjoint(passed)]
    reach = len(run.tests) + gap
    for number, place in enumerate(places):
        window = [near for near in places[number : number + reach] if near < place + reach]
        if _covers(run.tests, [tests[near] for near in window]):
            yield from ((near, near) for near in window)


def _covers(wanted: Sequence[int], window: Sequence[tuple[int, ...]]) -> bool:
    found = [test for passed in window for test in passed]
    return all(found.count(test) >= wanted.count(test) for test in wanted)
