"""Tokens within bounds: brackets in pairs and not too deep, clauses not too many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from dateline.search.sentences import Sentence, say
from dateline.search.syntax.limits import MOST_CLAUSES, MOST_DEPTH
from dateline.search.syntax.remarks import Remarks
from dateline.search.syntax.tokens import Atom, Close, Open, Token


def balanced(tokens: Sequence[Token], remarks: Remarks) -> list[Token]:
    """Leave out brackets that have no partner or stand too deep; an open one reaches to the end."""
    left_out: set[int] = set()
    waiting: list[int] = []
    for place, token in enumerate(tokens):
        if isinstance(token, Open):
            waiting.append(place)
        elif isinstance(token, Close) and not waiting:
            left_out.add(place)
            remarks.doubt(say(Sentence.BRACKET_UNOPENED), token.start, token.end, "")
        elif isinstance(token, Close):
            opened = waiting.pop()
            if len(waiting) >= MOST_DEPTH:
                left_out |= {opened, place}
    _remark_depth(tokens, left_out, remarks)
    if waiting:
        _remark_unclosed(tokens[waiting[0]], len(waiting), remarks)
        left_out |= set(waiting[MOST_DEPTH:])
    return [token for place, token in enumerate(tokens) if place not in left_out]


def _remark_depth(tokens: Sequence[Token], left_out: set[int], remarks: Remarks) -> None:
    deep = [place for place in left_out if isinstance(tokens[place], Open)]
    if deep:
        first = tokens[min(deep)]
        remarks.limit(say(Sentence.BRACKETS_TOO_DEEP, most=MOST_DEPTH), first.start, first.end)


def _remark_unclosed(first: Token, count: int, remarks: Remarks) -> None:
    remarks.doubt(say(Sentence.BRACKET_UNCLOSED, count=count), first.start, first.end, "(", appended=")" * count)


def counted(tokens: Sequence[Token], remarks: Remarks) -> Sequence[Token]:
    """Leave out what stands behind the last word or value that is read."""
    atoms = (place for place, token in enumerate(tokens) if isinstance(token, Atom))
    last, beyond = (next(islice(atoms, count, None), None) for count in (MOST_CLAUSES - 1, 0))
    if last is None or beyond is None:
        return tokens
    end = tokens[last].end
    remarks.limit(say(Sentence.TOO_MANY_CLAUSES, most=MOST_CLAUSES), end, len(remarks.text), "")
    return tokens[: last + 1]
