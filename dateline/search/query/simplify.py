"""Simplify a query to its canonical form: flat, without constants, contradictions or repetitions.

`simplify` is pure and idempotent; the result matches the same articles and keeps the typed order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from dateline.search.query.tree import And, Dated, Everything, Not, Nothing, Or, Query, WithCopies


def simplify(query: Query) -> Query:
    """Return the canonical form of a query."""
    match query:
        case And():
            return _all(map(simplify, query.children))
        case Or():
            return _any(map(simplify, query.children))
        case Not():
            return _without(simplify(query.child))
        case Dated():
            return _dated(query)
        case _:
            return query


def _all(children: Iterable[Query]) -> Query:
    flat = dict.fromkeys(_flat(children, And))
    flat.pop(Everything(), None)
    kept = _one_period(flat)
    if Nothing() in kept or _contradict(kept):
        return Nothing()
    return _joined(kept, And, empty=Everything())


def _any(children: Iterable[Query]) -> Query:
    flat = dict.fromkeys(_flat(children, Or))
    flat.pop(Nothing(), None)
    if WithCopies() in flat:
        return WithCopies()  # matches everything too, copies included
    if Everything() in flat or _contradict(flat):
        return Everything()
    return _joined(list(flat), Or, empty=Nothing())


def _without(child: Query) -> Query:
    match child:
        case Not():
            return child.child
        case Everything() | WithCopies():
            return Nothing()
        case Nothing():
            return Everything()
        case _:
            return Not(child)


def _dated(query: Dated) -> Query:
    reversed_ = query.since is not None and query.until is not None and query.since > query.until
    return Nothing() if reversed_ else query


def _flat(children: Iterable[Query], kind: type[And | Or]) -> Iterator[Query]:
    for child in children:
        if isinstance(child, And | Or) and isinstance(child, kind):
            yield from child.children
        else:
            yield child


def _joined(children: list[Query], kind: type[And | Or], *, empty: Query) -> Query:
    if not children:
        return empty
    return children[0] if len(children) == 1 else kind(tuple(children))


def _contradict(children: Iterable[Query]) -> bool:
    """Return whether a node and its negation are both among the children."""
    distinct = set(children)
    return any(isinstance(child, Not) and child.child in distinct for child in distinct)


def _one_period(children: Iterable[Query]) -> list[Query]:
    """Merge all periods into one, where the first stands: `date:>=2021-05-01 date:<=2021-05-31` is `date:2021-05`."""
    kept: list[Query] = []
    position: int | None = None
    since: list[date] = []
    until: list[date] = []
    for child in children:
        if not isinstance(child, Dated):
            kept.append(child)
            continue
        if position is None:
            position = len(kept)
        since += [child.since] if child.since else []
        until += [child.until] if child.until else []
    if position is not None:
        kept.insert(position, _dated(Dated(_chosen(max, since), _chosen(min, until))))
    return kept


def _chosen(choose: Callable[[list[date]], date], days: list[date]) -> date | None:
    return choose(days) if days else None
