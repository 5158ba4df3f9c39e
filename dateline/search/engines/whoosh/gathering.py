"""Collects articles in memory until they are written as a segment."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from operator import itemgetter

from dateline.index.terms import EMPTY, ArticleTerms, TextColumn, ValueColumn
from dateline.search.engines.whoosh import by_article
from dateline.search.engines.whoosh.postings import MOST_POSITIONS, encode_numbers, encode_places, first_place
from dateline.search.engines.whoosh.schema import (
    JOINT,
    LETTERS,
    NO_VALUE,
    START_LENGTHS,
    STARTS,
    UNDATED,
    WITH_POSITIONS,
    Figure,
)

_NUMBERS = "I"
_PLACES = "Q"


class Gathering:
    """The inverted index of some articles: from each term to the articles that contain it."""

    def __init__(self) -> None:
        self.deleted: set[int] = set()
        self.size = 0
        """The number of terms and values, repeated ones included; memory grows with it."""
        self._terms: dict[bytes, defaultdict[str, array[int]]] = {
            letter: defaultdict(partial(array, _PLACES if column in WITH_POSITIONS else _NUMBERS))
            for column, letter in (*LETTERS.items(), *STARTS.items())
        }
        """The occurrences of each term, by the letter of its column: places if the column has positions, else article
        numbers, repeated where frequency counts. A place is the article number and the position as one integer."""
        self._values: dict[ValueColumn, list[str]] = {column: [] for column in ValueColumn}
        self._figures: dict[Figure, list[int]] = {figure: [] for figure in Figure}
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._figures[Figure.PUBLISHED])

    def add(self, terms: ArticleTerms) -> None:
        """Add one article; it replaces an earlier one with its id."""
        number = len(self)
        self.delete(terms.id)
        self._numbers[terms.id] = number
        texts = {text: run.split() for text, run in terms.texts.items()}
        for text, run in texts.items():
            if text in WITH_POSITIONS:
                self._add_places(LETTERS[text], number, run)
            elif text is TextColumn.TEXT:
                self._add_repeated(LETTERS[text], number, run)
            else:
                words = set(run)
                self._add_numbers(LETTERS[text], number, words)
                self._add_numbers(STARTS[text], number, {word[:length] for word in words for length in START_LENGTHS})
        for value, held in terms.values.items():
            self._add_numbers(LETTERS[value], number, set(held) or {NO_VALUE})
            self._values[value].append(JOINT.join(held))
        self._figures[Figure.PUBLISHED].append(UNDATED if terms.published is None else terms.published)
        self._figures[Figure.TEXT_LENGTH].append(len(texts[TextColumn.TEXT]))

    def delete(self, article_id: str) -> None:
        """Delete an article if it is here."""
        if article_id in self._numbers:
            self.deleted.add(self._numbers.pop(article_id))

    def items(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield keys and values of the segment's table, keys ascending."""
        entries = [
            (letter + term.encode(), gathered)
            for letter, terms in self._terms.items()
            for term, gathered in terms.items()
        ]
        entries.sort(key=itemgetter(0))
        for key, gathered in entries:
            yield key, encode_places(gathered) if gathered.typecode == _PLACES else encode_numbers(gathered)
        yield from by_article.items(self._values, self._figures)

    def _add_places(self, letter: bytes, number: int, run: Sequence[str]) -> None:
        places = self._terms[letter]
        for place, term in enumerate(run[:MOST_POSITIONS], first_place(number)):
            if term != EMPTY:
                places[term].append(place)
        self.size += len(run)

    def _add_repeated(self, letter: bytes, number: int, run: Sequence[str]) -> None:
        numbers = self._terms[letter]
        for term in run:
            numbers[term].append(number)
        self.size += len(run)

    def _add_numbers(self, letter: bytes, number: int, terms: AbstractSet[str]) -> None:
        numbers = self._terms[letter]
        for term in terms:
            numbers[term].append(number)
        self.size += len(terms)
