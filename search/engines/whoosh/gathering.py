"""Articles in memory on their way into a segment."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter

from dateline.index.terms import ArticleTerms, TextColumn, ValueColumn
from dateline.search.engines.whoosh import by_article
from dateline.search.engines.whoosh.postings import MOST_POSITIONS, encode, encode_places, first_place
from dateline.search.engines.whoosh.schema import JOINT, NO_VALUE, UNDATED, WITHOUT_POSITIONS, Figure, term_key

_NUMBERS = "I"
_PLACES = "Q"


class Gathering:
    """The terms of articles, turned round: from each term to the articles that hold it."""

    def __init__(self) -> None:
        self.deleted: set[int] = set()
        self.size = 0
        """Terms and values, repeated ones too: what memory grows with."""
        self._terms: dict[TextColumn | ValueColumn, defaultdict[str, array[int]]] = {
            column: defaultdict(partial(array, _array_type(column))) for column in (*TextColumn, *ValueColumn)
        }
        """Where each term is: places in columns with positions, else numbers of articles."""
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
            if text in WITHOUT_POSITIONS:
                self._hold(text, number, run)
            else:
                self._place(text, number, run)
        for value, held in terms.values.items():
            self._hold(value, number, held or (NO_VALUE,))
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
            (term_key(column, term), gathered)
            for column, terms in self._terms.items()
            for term, gathered in terms.items()
        ]
        found.sort(key=itemgetter(0))
        for key, gathered in found:
            yield key, encode_places(gathered) if gathered.typecode == _PLACES else encode(gathered)
        yield from by_article.items(self._values, self._figures)

    def _place(self, column: TextColumn, number: int, run: Sequence[str | None]) -> None:
        places = self._terms[column]
        for place, term in enumerate(run[:MOST_POSITIONS], first_place(number)):
            if term is not None:
                places[term].append(place)
        self.size += len(run)

    def _hold(self, column: TextColumn | ValueColumn, number: int, terms: Iterable[str | None]) -> None:
        holders = self._terms[column]
        different = set(terms)
        for term in different:
            if term is not None:
                holders[term].append(number)
        self.size += len(different)


def _array_type(column: TextColumn | ValueColumn) -> str:
    return _PLACES if isinstance(column, TextColumn) and column not in WITHOUT_POSITIONS else _NUMBERS
