"""Tokens to a tree. NOT binds tighter than AND (also written as a space), and AND tighter than OR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from dateline.search.query.fields import Field
from dateline.search.query.tree import And, Not, Or, Query
from dateline.search.sentences import Sentence
from dateline.search.syntax.problems import ProblemCollector
from dateline.search.syntax.tokens import (
    Atom,
    Bare,
    Both,
    Close,
    Either,
    Exactly,
    Named,
    Open,
    Quoted,
    Token,
    Within,
    Without,
)
from dateline.search.syntax.wording import nearby


class Manner(msgspec.Struct, frozen=True):
    """What qualifies an atom: its field, and whether only its exact form matches."""

    field: Field | None = None
    exactly: bool = False


class Lowering(Protocol):
    """Turns one atom into a query, or None if nothing in it can be searched for."""

    def __call__(self, atom: Atom, manner: Manner) -> Query | None:
        """Return the query that an atom stands for."""
        ...


class Grammar:
    """Parses one list of balanced tokens."""

    def __init__(self, tokens: Sequence[Token], lower: Lowering, problems: ProblemCollector) -> None:
        self._tokens = tokens
        self._position = 0
        self._lower = lower
        self._problems = problems

    def any_of(self, field: Field | None = None) -> Query | None:
        """Read alternatives separated by OR, up to the closing bracket or the end; None if there is nothing."""
        read: list[Query] = []
        operator: Either | None = None
        while True:
            part = self._all_of(field)
            if part is not None:
                read.append(part)
            if operator is not None and (part is None or len(read) < 2):
                self._dangling(operator)
            token = self._next()
            if not isinstance(token, Either):
                return Or(tuple(read)) if len(read) > 1 else _only(read)
            operator = token
            self._check_sign(token, "OR")
            self._position += 1

    def _all_of(self, field: Field | None) -> Query | None:
        read: list[Query] = []
        operator: Both | Within | None = None
        first = self._position
        while not isinstance(token := self._next(), Close | Either | None):
            if isinstance(token, Both | Within):
                operator = self._operator(token, operator, is_first=not read)
                continue
            start = self._position
            part = self._qualified(field)
            if part is None:
                continue
            near = self._near((read[-1], part), operator, first, field) if isinstance(operator, Within) else None
            if near is None:
                first = start
                read.append(part)
            else:
                read[-1] = near
            operator = None
        if operator is not None:
            self._dangling(operator)
        return And(tuple(read)) if len(read) > 1 else _only(read)

    def _operator(self, token: Both | Within, waiting: Both | Within | None, *, is_first: bool) -> Both | Within | None:
        """Take an operator; return the operator that now waits for its right side."""
        self._position += 1
        if is_first or waiting is not None:
            self._dangling(token)
            return waiting
        if isinstance(token, Both):
            self._check_sign(token, "AND")
        return token

    def _near(self, sides: tuple[Query, Query], operator: Within, first: int, field: Field | None) -> Query | None:
        """Read `a NEAR/5 b` as a phrase with a gap if both are words of one field; None leaves both as they are."""
        near = nearby(*sides, operator.gap)
        if near is None:
            self._problems.warn(Sentence.NEAR_NO_WORDS.message(), operator.start, operator.end, "AND")
            return None
        start, end = self._tokens[first].start, self._tokens[self._position - 1].end
        self._problems.suggest(start, end, str(near).removeprefix(f"{field.name}:" if field else ""))
        return near

    def _qualified(self, field: Field | None) -> Query | None:
        """Read an atom or a group with any number of qualifiers before it: `-`, a field, `=`."""
        negated, manner = False, Manner(field)
        while isinstance(token := self._next(), Without | Named | Exactly):
            self._position += 1
            if isinstance(token, Named) and self._is_apart(token):
                self._problems.warn(Sentence.FIELD_EMPTY.message(name=token.name), token.start, token.end, "")
                return None
            if isinstance(token, Without):
                negated = not negated
                self._check_sign(token, "-")
            if isinstance(token, Without) and self._is_at_an_end():
                self._dangling(token)
                return None
            manner = self._manner(token, manner)
        query = self._group(token, manner) if isinstance(token, Open) else self._atom(token, manner)
        return Not(query) if negated and query is not None else query

    def _manner(self, token: Without | Named | Exactly, manner: Manner) -> Manner:
        """Return the manner of what follows, with one more qualifier."""
        match token:
            case Without():
                return manner
            case Named():
                self._check_name(token)
                return Manner(token.field, exactly=manner.exactly)
            case Exactly():
                return self._exactly(token, manner)

    def _atom(self, token: Token | None, manner: Manner) -> Query | None:
        if not isinstance(token, Atom):
            return None
        self._position += 1
        return self._lower(token, manner)

    def _group(self, opened: Open, manner: Manner) -> Query | None:
        self._position += 1
        query = self.any_of(manner.field)
        closed = self._next()
        if closed is not None:
            self._position += 1
        if query is None:
            self._problems.warn(Sentence.BRACKETS_EMPTY.message(), opened.start, (closed or opened).end, "")
        return query

    def _exactly(self, sign: Exactly, manner: Manner) -> Manner:
        """Read `=` or `+`: `+` is another system's `=` before a word, and means nothing before anything else."""
        token = self._next()
        if not isinstance(token, Bare | Quoted):
            if sign.sign == "+":
                self._problems.note(Sentence.PLUS.message(), sign.start, sign.end, "")
            else:
                self._problems.warn(Sentence.EQUALS.message(), sign.start, sign.end, "")
            return manner
        if sign.sign == "+":
            self._problems.suggest(sign.start, token.end, f"={self._problems.text[token.start : token.end]}")
        return Manner(manner.field, exactly=True)

    def _is_apart(self, name: Named) -> bool:
        """Return whether nothing follows that the name could qualify."""
        token = self._next()
        return token is None or token.start != name.end or isinstance(token, Close | Either | Both | Within)

    def _is_at_an_end(self) -> bool:
        return isinstance(self._next(), Close | Either | Both | Within | None)

    def _check_name(self, name: Named) -> None:
        own = f"{name.field.name}:"
        if name.sign == ": ":
            self._problems.warn(Sentence.FIELD_APART.message(field=own), name.start, name.end, own)
        elif name.sign != ":" or name.name.casefold() != name.field.name:
            self._problems.suggest(name.start, name.end, own)

    def _check_sign(self, token: Both | Either | Without, own: str) -> None:
        if token.sign in {"!", "&&", "|", "||"}:
            self._problems.suggest(token.start, token.end, own)

    def _dangling(self, operator: Token) -> None:
        sign = self._problems.text[operator.start : operator.end]
        self._problems.warn(Sentence.OPERATOR_ALONE.message(sign=sign), operator.start, operator.end, "")

    def _next(self) -> Token | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None


def _only(queries: Sequence[Query]) -> Query | None:
    return queries[0] if queries else None
