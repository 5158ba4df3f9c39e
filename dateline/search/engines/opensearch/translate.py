"""Translates plan nodes into the query DSL. Only terms of `TextColumn.TEXT` score; all other nodes only filter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, assert_never

from dateline.index.terms import TextColumn
from dateline.search import plan
from dateline.search.engines.opensearch.schema import PUBLISHED, as_value, text_field, value_field
from dateline.search.plan import Matching

Clause: TypeAlias = dict[str, object]


def ranking(matching: Matching) -> Clause:
    """Return a query that finds the matching articles and scores them if there are words to rank by."""
    if not _ranks(matching):
        return _bool(filter=[filtering(matching)])
    match matching:
        case plan.All():
            scored = [part for part in matching.parts if _ranks(part)]
            others = [part for part in matching.parts if not _ranks(part)]
            return _bool(must=list(map(ranking, scored)), **_filters(others))
        case plan.Any():
            return _any(map(ranking, matching.parts))
        case plan.Ranked():
            words = [filtering(plan.Term(TextColumn.TEXT, term)) for term in matching.terms]
            return _bool(filter=[filtering(matching.part)], should=words)
        case plan.Preferred():
            return _bool(must=[ranking(matching.part)], should=[ranking(matching.better)])
        case _:
            return filtering(matching)


def filtering(matching: Matching) -> Clause:
    """Return a query that finds the matching articles without scores."""
    match matching:
        case plan.Every():
            return {"match_all": {}}
        case plan.Never():
            return {"match_none": {}}
        case plan.All():
            return _bool(**_filters(matching.parts))
        case plan.Any():
            return _any(map(filtering, matching.parts))
        case plan.Except():
            return _bool(must_not=[filtering(matching.part)])
        case plan.Ranked() | plan.Preferred():
            return filtering(matching.part)
        case plan.OneOf():
            return {"terms": {value_field(matching.column): list(map(as_value, matching.values))}}
        case plan.Without():
            return _bool(must_not=[_has(value_field(matching.column))])
        case plan.Between():
            return _between(matching)
        case _:
            return _text(matching)


def _ranks(matching: Matching) -> bool:
    """Return whether it contains words to rank by."""
    match matching:
        case plan.Term():
            return matching.column is TextColumn.TEXT
        case plan.Ranked() | plan.Preferred():
            return True
        case plan.All() | plan.Any():
            return any(map(_ranks, matching.parts))
        case _:
            return False


def _filters(parts: Iterable[Matching]) -> dict[str, list[Clause]]:
    required: list[Clause] = []
    excluded: list[Clause] = []
    for part in parts:
        if isinstance(part, plan.Except):
            excluded.append(filtering(part.part))
        else:
            required.append(filtering(part))
    return {"filter": required, "must_not": excluded}


def _bool(**clauses: list[Clause]) -> Clause:
    return {"bool": {occurs: given for occurs, given in clauses.items() if given}}


def _any(clauses: Iterable[Clause]) -> Clause:
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def _has(field: str) -> Clause:
    return {"exists": {"field": field}}


def _between(matching: plan.Between) -> Clause:
    bounds = {"gte": matching.since, "lt": matching.until}
    finite = {bound: seconds for bound, seconds in bounds.items() if seconds is not None}
    return {"range": {PUBLISHED: finite}} if finite else _has(PUBLISHED)


def _text(matching: plan.Term | plan.Sequence | plan.Near | plan.StartsWith | plan.Similar) -> Clause:
    kind, parameters = _text_query(matching)
    return {kind: {text_field(matching.column): parameters}}


def _text_query(
    matching: plan.Term | plan.Sequence | plan.Near | plan.StartsWith | plan.Similar,
) -> tuple[str, dict[str, object]]:
    """Return the kind of a query on one field, and its parameters."""
    match matching:
        case plan.Term():
            return "term", {"value": matching.term}
        case plan.Sequence():
            return "match_phrase", {"query": " ".join(matching.terms)}
        case plan.Near():
            near = {"query": " ".join(matching.terms), "max_gaps": matching.gap, "ordered": False}
            return "intervals", {"match": near}
        case plan.StartsWith():
            return "prefix", {"value": matching.start}
        case plan.Similar():
            # With this rewrite every similar term is searched for, not only the 50 nearest.
            return "fuzzy", {"value": matching.term, "fuzziness": matching.edits, "rewrite": "constant_score"}
        case _:
            assert_never(matching)
