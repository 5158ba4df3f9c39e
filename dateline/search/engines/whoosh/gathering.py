"""Articles in memory on their way into a segment."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from operator import itemgetter

from dateline.index.terms import ArticleTerms, TextColumn, ValueColumn
from dateline.search.engines.whoosh import by_article
from dateline.search.engines.whoosh.postings import MOST_POSITIONS, encode, encode_places, first_place
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
    """The terms of articles, turned round: from each term to the articles that hold it."""

    def __init__(self) -> None:
        self.deleted: set[int] = set()
        self.size = 0
        """Terms and values, repeated ones too: what memory grows with."""
        self._terms: dict[bytes, defaultdict[str, array[int]]] = {
            letter: defaultdict(partial(array, _PLACES if column in WITH_POSITIONS else _NUMBERS))
            for column, letter in (*LETTERS.items(), *STARTS.items())
        }
        """By letter, where each term is: places in columns with positions, else numbers of articles."""
        self._values: dict[ValueColumn, list[str]] = {column: [] for column in ValueColumn}
        self._figures: dict[Figure, list[int]] = {figure: [] for figure in Figure}
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._figures[Figure.PUBLISHED])

    def add(self, terms: ArticleTerms) -> None:
        """Take one article; it replaces the one with its id."""
        number = len(self)
        (article_id,) = terms.values[ValueColumn.ID]
        self.delete(article_id)
        self._numbers[article_id] = number
        for text, run in terms.texts.items():
            if text in WITH_POSITIONS:
                self._place(LETTERS[text], number, run)
            else:
                words = set(filter(None, run))
                self._hold(LETTERS[text], number, words)
                self._hold(STARTS[text], number, {word[:length] for word in words for length in START_LENGTHS})
        for value, held in terms.values.items():
            self._hold(LETTERS[value], number, set(held) or {NO_VALUE})
            self._values[value].append(JOINT.join(held))
        self._figures[Figure.PUBLISHED].append(UNDATED if terms.published is None else terms.published)
        self._figures[Figure.HEADLINE_LENGTH].append(len(terms.texts[TextColumn.HEADLINE]))
        self._figures[Figure.BODY_LENGTH].append(len(terms.texts[TextColumn.BODY]))

    def delete(self, article_id: str) -> None:
        """Forget an article, where it is here."""
        if article_id in self._numbers:
            self.deleted.add(self._numbers.pop(article_id))

    def items(self) -> Iterator[tuple[bytes, bytes]]:
        """The keys and values of the segment's table, keys ascending."""
        found = [
            (letter + term.encode(), gathered)
            for letter, terms in self._terms.items()
            for term, gathered in terms.items()
        ]
        found.sort(key=itemgetter(0))
        for key, gathered in found:
            yield key, encode_places(gathered) if gathered.typecode == _PLACES else encode(gathered)
        yield from by_article.items(self._values, self._figures)

    def _place(self, letter: bytes, number: int, run: Sequence[str | None]) -> None:
        places = self._terms[letter]
        for place, term in enumerate(run[:MOST_POSITIONS], first_place(number)):
            if term is not None:
                places[term].append(place)
        self.size += len(run)

    def _hold(self, letter: bytes, number: int, terms: AbstractSet[str]) -> None:
        numbers = self._terms[letter]
        for term in terms:
            numbers[term].append(number)
        self.size += len(terms)
