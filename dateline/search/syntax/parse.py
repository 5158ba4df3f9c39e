"""Parse typed text into a query and its problems; no text makes it raise.

The rows below define the language. Text is cut into tokens (Whoosh's tagging with Dateline's rows), the tokens are
grouped (`syntax/grammar.py`), each becomes a node (`syntax/lowering.py`), and the tree is simplified.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

from dateline.errors import QueryError
from dateline.problems import Span
from dateline.search.query.simplify import simplify
from dateline.search.query.tree import Everything, Not, Nothing, Query
from dateline.search.query.vocabulary import TableVocabulary, Vocabulary
from dateline.search.request import ReadQuery
from dateline.search.sentences import Sentence
from dateline.search.syntax.bounds import balanced, limited
from dateline.search.syntax.foreign import FOREIGN
from dateline.search.syntax.grammar import Grammar
from dateline.search.syntax.joining import joined
from dateline.search.syntax.limits import LONGEST_TEXT
from dateline.search.syntax.lowering import Lowerer
from dateline.search.syntax.named import FIELDS
from dateline.search.syntax.operators import GROUPS, OPERATORS
from dateline.search.syntax.phrases import PHRASES
from dateline.search.syntax.prefixes import FUZZY, PREFIXES
from dateline.search.syntax.problems import ProblemCollector
from dateline.search.syntax.tagging import Row, Tagging
from dateline.search.syntax.words import EVERYTHING, EXACT, WORDS

LANGUAGE: tuple[Row, ...] = (
    WORDS,
    EVERYTHING,
    OPERATORS,
    GROUPS,
    PHRASES,
    PREFIXES,
    FUZZY,
    EXACT,
    FIELDS,
    FOREIGN,
)
"""The rows of the language, in the order of the documentation."""

_SURROGATES = re.compile("[\ud800-\udfff]")


def read_query(text: str, *, today: date, vocabulary: Vocabulary | None = None) -> ReadQuery:
    """Read typed text as a query; `today` is the UTC day from which relative dates count. Never raises."""
    query, problems = _read(text, today, vocabulary)
    return ReadQuery(text, query, problems.all())


def read_query_strict(text: str, *, today: date, vocabulary: Vocabulary | None = None) -> ReadQuery:
    """Read typed text as a query; raises QueryError for the first problem that is not just a translation."""
    query, problems = _read(text, today, vocabulary)
    warning = problems.first_warning()
    if warning is not None:
        raise QueryError(text, warning)
    return ReadQuery(text, query, problems.all())


def caret(text: str, span: Span) -> str:
    """Return two lines for a terminal: the typed text, and carets below the span."""
    line = "".join(character if character.isprintable() else " " for character in text)
    marks = "^" * max(_columns(line[span.start : span.end]), 1)
    return f"{line}\n{' ' * _columns(line[: span.start])}{marks}"


def _columns(text: str) -> int:
    """Return the width of a text in terminal columns (UAX #11): wide characters take two, combining marks none."""
    wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def _read(text: str, today: date, vocabulary: Vocabulary | None) -> tuple[Query, ProblemCollector]:
    readable = _SURROGATES.sub("\ufffd", text[:LONGEST_TEXT])
    problems = ProblemCollector(readable)
    if len(text) > LONGEST_TEXT:
        problems.cut(Sentence.QUERY_TOO_LONG.message(most=LONGEST_TEXT), LONGEST_TEXT, len(text), "")
    names = vocabulary or TableVocabulary()
    tokens = joined(limited(balanced(_tagging()(readable), problems), problems), names, problems)
    lower = Lowerer(problems, names, today)
    query = Grammar(tokens, lower, problems).any_of()
    if query is None:
        return Everything(), problems
    simplified = simplify(query)
    if simplified == Nothing() and query != Not(Everything()):
        problems.note(Sentence.CONTRADICTION.message(), 0, len(readable))
    return simplified, problems


@cache
def _tagging() -> Tagging:
    return Tagging(LANGUAGE)
