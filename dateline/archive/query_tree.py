"""Query trees that programs build are checked here; the parser keeps to types and limits by itself."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.errors import UsageError
from dateline.search.query.simplify import simplify
from dateline.search.query.tree import And, Exact, Fuzzy, Not, Or, Phrase, Query
from dateline.search.syntax.limits import LONGEST_PHRASE, MOST_CLAUSES, MOST_DEPTH
from dateline.search.syntax.wording import reach

_TOO_LARGE = f"use at most {MOST_CLAUSES:,} parts, nested {MOST_DEPTH} deep"


def checked(query: Query) -> Query:
    """The tree in canonical form. Raises UsageError for values of a wrong type and for a tree beyond the limits."""
    try:
        tree = msgspec.convert(msgspec.to_builtins(query), Query)
        leaves = list(_leaves(tree))
    except (TypeError, msgspec.ValidationError) as error:
        raise UsageError(
            f"the query tree has a wrong part: {error}", remedy="see the nodes in docs/python.md"
        ) from error
    except RecursionError as error:
        raise UsageError("the query tree is too large", remedy=_TOO_LARGE) from error
    if len(leaves) > MOST_CLAUSES or any(depth > MOST_DEPTH for _, depth in leaves):
        raise UsageError("the query tree is too large", remedy=_TOO_LARGE)
    for leaf, _ in leaves:
        _check(leaf)
    return simplify(tree)


def _leaves(query: Query, depth: int = 0) -> Iterator[tuple[Query, int]]:
    """Each leaf and how deep it lies."""
    match query:
        case And() | Or():
            for child in query.children:
                yield from _leaves(child, depth + 1)
        case Not():
            yield from _leaves(query.child, depth + 1)
        case _:
            yield query, depth


def _check(leaf: Query) -> None:
    match leaf:
        case Fuzzy() if leaf.edits not in {1, 2}:
            raise UsageError(f"{leaf} allows {leaf.edits} edits", remedy="allow 1 or 2")
        case Phrase() | Exact() if len(leaf.words) > LONGEST_PHRASE:
            raise UsageError(f"a phrase has {len(leaf.words):,} words", remedy=f"use at most {LONGEST_PHRASE}")
        case Phrase() if leaf.gap is not None and (leaf.gap < 0 or reach(leaf.words, leaf.gap) != leaf.gap):
            raise UsageError(f"{leaf} is too wide a search", remedy="use a smaller gap, or fewer words")
        case _:
            pass
