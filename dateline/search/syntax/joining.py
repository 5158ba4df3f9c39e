"""`country:south korea`: names of several words typed without quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile

from dateline.search.query.fields import FieldOfValues
from dateline.search.query.tree import quoted
from dateline.search.query.vocabulary import Vocabulary
from dateline.search.sentences import Sentence
from dateline.search.syntax.problems import ProblemCollector
from dateline.search.syntax.tokens import Bare, Named, Quoted, Token

MOST_WORDS = 5
"""Words of a name, as in `democratic republic of the congo`; longer names must be quoted."""


def joined(tokens: Sequence[Token], vocabulary: Vocabulary, problems: ProblemCollector) -> list[Token]:
    """Join the words of a name into one token if its first word alone is not a name, and report a problem."""
    read: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        name = _name(read[-1], tokens[position : position + MOST_WORDS], vocabulary) if read else None
        if name is not None and isinstance(token, Bare):
            token = Quoted(token.start, tokens[position + len(name) - 1].end, " ".join(name), None, closed=True)
            problems.warn(Sentence.NAME_UNQUOTED.message(), token.start, token.end, quoted(token.text))
        read.append(token)
        position += len(name or (token,))
    return read


def _name(field: Token, follow: Sequence[Token], vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """Return the longest name that the words after a field begin with; None if the first word alone is a name."""
    is_known = _lookup(field, vocabulary)
    texts = [
        token.text for token in takewhile(lambda token: isinstance(token, Bare), follow) if isinstance(token, Bare)
    ]
    if is_known is None or field.end != follow[0].start or len(texts) < 2 or is_known(texts[0]):
        return None
    lengths = range(len(texts), 1, -1)
    return next((tuple(texts[:length]) for length in lengths if is_known(" ".join(texts[:length]))), None)


def _lookup(field: Token, vocabulary: Vocabulary) -> Callable[[str], str | None] | None:
    if not isinstance(field, Named) or not isinstance(field.field, FieldOfValues) or field.field.known is None:
        return None
    return partial(field.field.known, vocabulary)
