"""Tokens to a tree: NOT before AND, which a space also says, before OR; brackets; fields before what they qualify."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from dateline.search.fields import Field
from dateline.search.query import And, Not, Or, Query
from dateline.search.simplify import simplify
from dateline.search.syntax.limits import MOST_DEPTH
from dateline.search.syntax.near import nearby
from dateline.search.syntax.remarks import Remarks
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


class Manner(msgspec.Struct, frozen=True):
    """What stands before an atom: its field, and whether exactly its form is meant."""

    field: Field | None = None
    exactly: bool = False


class Lowering(Protocol):
    """Makes a query of one atom, or None where nothing of it can be looked for."""

    def __call__(self, atom: Atom, manner: Manner) -> Query | None: ...


def balanced(tokens: Sequence[Token], remarks: Remarks) -> list[Token]:
    """Leave out brackets that have no partner or stand too deep; an open one reaches to the end."""
    left_out: set[int] = set()
    waiting: list[int] = []
    for place, token in enumerate(tokens):
        if isinstance(token, Open):
            waiting.append(place)
        elif isinstance(token, Close) and not waiting:
            left_out.add(place)
            remarks.doubt("this bracket closes nothing and is left out", token.start, token.end, "")
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
        remarks.doubt(f"brackets more than {MOST_DEPTH} deep are left out", first.start, first.end)


def _remark_unclosed(first: Token, count: int, remarks: Remarks) -> None:
    text = "this bracket is never closed" if count == 1 else f"{count} brackets are never closed"
    remarks.doubt(f"{text}; read to the end", first.start, first.end, "(", appended=")" * count)


class Grammar:
    """Reads one list of balanced tokens."""

    def __init__(self, tokens: Sequence[Token], lower: Lowering, remarks: Remarks) -> None:
        self._tokens = tokens
        self._place = 0
        self._lower = lower
        self._remarks = remarks

    def any_of(self, field: Field | None = None) -> Query | None:
        """Read up to the closing bracket or the end: alternatives between ORs. None where there is nothing."""
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
            self._place += 1

    def _all_of(self, field: Field | None) -> Query | None:
        read: list[Query] = []
        operator: Both | Within | None = None
        first = self._place
        while True:
            token = self._next()
            if token is None or isinstance(token, Close | Either):
                break
            if isinstance(token, Both | Within):
                if operator is not None or not read:
                    self._dangling(token)
                else:
                    operator = token
                self._place += 1
                continue
            left, here = first, self._place
            part = self._qualified(field)
            if part is None:
                continue
            if isinstance(operator, Within):
                part = self._near(read.pop(), part, operator, left)
            else:
                first = here
            operator = None
            read.append(part)
        if operator is not None:
            self._dangling(operator)
        return And(tuple(read)) if len(read) > 1 else _only(read)

    def _near(self, left: Query, right: Query, operator: Within, first: int) -> Query:
        """`a NEAR/5 b`: a phrase with a gap where both are words of one field, else both."""
        start, end = self._tokens[first].start, self._tokens[self._place - 1].end
        near = nearby(simplify(left), simplify(right), operator.gap)
        if near is None:
            self._remarks.doubt("only words can be near each other; read as AND", operator.start, operator.end, "AND")
            return And((left, right))
        self._remarks.translate(start, end, str(near))
        return near

    def _qualified(self, field: Field | None) -> Query | None:
        """An atom or a group, with what stands before it: `-`, a field, `=`."""
        negated = False
        sign: Without | None = None
        while isinstance(token := self._next(), Without):
            negated = not negated
            sign = token
            self._remark_sign(token)
            self._place += 1
        if sign is not None and self._at_an_end():
            self._dangling(sign)
            return None
        query = self._named(Manner(field))
        return Not(query) if negated and query is not None else query

    def _named(self, manner: Manner) -> Query | None:
        while isinstance(token := self._next(), Named | Exactly):
            self._place += 1
            if isinstance(token, Exactly):
                manner = self._exactly(token, manner)
                continue
            if self._is_apart(token):
                self._remarks.doubt(f"{token.name}: has no value; left out", token.start, token.end, "")
                return None
            self._remark_name(token)
            manner = Manner(token.field, exactly=manner.exactly)
        if isinstance(token, Without):
            return self._qualified(manner.field)
        if isinstance(token, Open):
            return self._group(token, manner)
        return self._atom(token, manner)

    def _atom(self, token: Token | None, manner: Manner) -> Query | None:
        if not isinstance(token, Atom):
            return None
        self._place += 1
        return self._lower(token, manner)

    def _group(self, opened: Open, manner: Manner) -> Query | None:
        self._place += 1
        query = self.any_of(manner.field)
        closed = self._next()
        if closed is not None:
            self._place += 1
        if query is None:
            self._remarks.doubt("nothing stands between these brackets", opened.start, (closed or opened).end, "")
        return query

    def _exactly(self, sign: Exactly, manner: Manner) -> Manner:
        """`+` is another system's `=` before a word, and says nothing before anything else."""
        token = self._next()
        if not isinstance(token, Bare | Quoted):
            self._remarks.doubt(f"{sign.sign} stands before a word or phrase; left out here", sign.start, sign.end, "")
            return manner
        if sign.sign == "+":
            self._remarks.translate(sign.start, token.end, f"={self._remarks.text[token.start : token.end]}")
        return Manner(manner.field, exactly=True)

    def _is_apart(self, name: Named) -> bool:
        """Whether nothing follows that the name could qualify."""
        token = self._next()
        return token is None or token.start != name.end or isinstance(token, Close | Either | Both | Within)

    def _at_an_end(self) -> bool:
        return isinstance(self._next(), Close | Either | Both | Within | None)

    def _remark_name(self, name: Named) -> None:
        own = f"{name.field.name}:"
        if name.sign == ": ":
            self._remarks.doubt(f"{own} is written without space after it", name.start, name.end, own)
        elif name.sign != ":" or name.name.casefold() != name.field.name:
            self._remarks.translate(name.start, name.end, own)

    def _remark_sign(self, sign: Without) -> None:
        if sign.sign == "!":
            self._remarks.translate(sign.start, sign.end, "-")

    def _dangling(self, operator: Token) -> None:
        sign = self._remarks.text[operator.start : operator.end]
        self._remarks.doubt(f"{sign} has nothing to join; left out", operator.start, operator.end, "")

    def _next(self) -> Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None


def _only(queries: Sequence[Query]) -> Query | None:
    return queries[0] if queries else None
