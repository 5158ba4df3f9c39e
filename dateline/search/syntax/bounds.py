"""Limits on tokens: brackets in pairs and not too deep, and not too many clauses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from dateline.search.sentences import Sentence
from dateline.search.syntax.limits import MOST_CLAUSES, MOST_DEPTH
from dateline.search.syntax.problems import ProblemCollector
from dateline.search.syntax.tokens import Atom, Close, Open, Token


def balanced(tokens: Sequence[Token], problems: ProblemCollector) -> list[Token]:
    """Leave out closing brackets without a partner and brackets nested too deep; an unclosed one reaches to the end."""
    left_out: set[int] = set()
    unclosed: list[int] = []
    for position, token in enumerate(tokens):
        if isinstance(token, Open):
            unclosed.append(position)
        elif isinstance(token, Close) and not unclosed:
            left_out.add(position)
            problems.warn(Sentence.BRACKET_UNOPENED.message(), token.start, token.end, "")
        elif isinstance(token, Close):
            opened = unclosed.pop()
            if len(unclosed) >= MOST_DEPTH:
                left_out |= {opened, position}
    _cut_depth(tokens, left_out, problems)
    if unclosed:
        _warn_of_unclosed(tokens[unclosed[0]], len(unclosed), problems)
        left_out |= set(unclosed[MOST_DEPTH:])
    return [token for position, token in enumerate(tokens) if position not in left_out]


def _cut_depth(tokens: Sequence[Token], left_out: set[int], problems: ProblemCollector) -> None:
    deep = [position for position in left_out if isinstance(tokens[position], Open)]
    if deep:
        first = tokens[min(deep)]
        problems.cut(Sentence.BRACKETS_TOO_DEEP.message(most=MOST_DEPTH), first.start, first.end)


def _warn_of_unclosed(first: Token, count: int, problems: ProblemCollector) -> None:
    problems.warn(Sentence.BRACKET_UNCLOSED.message(count=count), first.start, first.end, "(", appended=")" * count)


def limited(tokens: Sequence[Token], problems: ProblemCollector) -> Sequence[Token]:
    """Leave out all tokens after the first `MOST_CLAUSES` words and values."""
    atoms = (position for position, token in enumerate(tokens) if isinstance(token, Atom))
    last, beyond = (next(islice(atoms, count, None), None) for count in (MOST_CLAUSES - 1, 0))
    if last is None or beyond is None:
        return tokens
    end = tokens[last].end
    problems.cut(Sentence.TOO_MANY_CLAUSES.message(most=MOST_CLAUSES), end, len(problems.text), "")
    return tokens[: last + 1]
