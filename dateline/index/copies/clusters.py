"""Clusters: the numbers of texts that are joined by pairs, however the pairs come."""

from __future__ import annotations

from collections.abc import Iterable


def joined(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected components of pairs, each ascending, in the order of their least (union-find, path halving)."""
    above: dict[int, int] = {}

    def top(node: int) -> int:
        while above.setdefault(node, node) != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for one, other in pairs:
        above[top(one)] = top(other)
    together: dict[int, list[int]] = {}
    for node in sorted(above):
        together.setdefault(top(node), []).append(node)
    return list(together.values())
