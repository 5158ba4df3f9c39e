"""Find the metadata of a result that matched, with its mention: shown if no word of the query matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.index.article import Article, Mention
from dateline.search.facets.label import ENGLISH
from dateline.search.facets.registry import FACETS
from dateline.search.query.fields import FIELDS, Field
from dateline.search.query.finders import Found, Wanted
from dateline.search.query.spellings import Spellings, in_any_order
from dateline.search.query.tree import NONE, And, Dated, Exact, Fuzzy, Or, Phrase, Prefix, Query, Value, Word
from dateline.search.request import Choice
from dateline.search.results import Matched


class Evidence(msgspec.Struct, frozen=True):
    """Metadata that matched, with the first mention of it in the article, if any."""

    matched: Matched
    mention: Mention | None = None


class _Target(msgspec.Struct, frozen=True):
    """What to look for in one field."""

    name: str
    """The name of the field in the query, or of the facet of a choice."""
    field: Field
    wanted: Wanted


def evidence(article: Article, query: Query, choices: Iterable[Choice], spellings: Spellings) -> tuple[Evidence, ...]:
    """Return the metadata of an article that a query and choices match."""
    targets = [*_of_query(query), *(_of_choice(choice, value) for choice in choices for value in choice.values)]
    found = (one for target in targets for one in _find(article, target, spellings))
    return tuple({one.matched: one for one in found}.values())


def _of_query(query: Query) -> Iterator[_Target]:
    """Yield the metadata that a query looks for, without what it excludes."""
    match query:
        case And() | Or():
            for child in query.children:
                yield from _of_query(child)
        case Value():
            yield from _of_field(query.field, Wanted(query.value))
        case Dated():
            yield from _of_field("date", Wanted(""))
        case Word() | Phrase() | Exact() | Prefix() | Fuzzy():
            yield from _of_field(query.field.value, Wanted("", query))
        case _:
            return


def _of_field(name: str, wanted: Wanted) -> Iterator[_Target]:
    field = FIELDS.get(name)
    if field is not None:
        yield _Target(name, field, wanted)


def _of_choice(choice: Choice, value: str) -> _Target:
    return _Target(choice.facet.name, choice.facet.field, Wanted(value))


def _find(article: Article, target: _Target, spellings: Spellings) -> Iterator[Evidence]:
    if target.wanted.value == NONE:
        return
    for found in target.field.find(article, _with_spellings(target, spellings)):
        label = found.label if found.label is not None else _label(target.field, found)
        yield Evidence(Matched(target.name, found.value, label, found.spelling), found.mention)


def _with_spellings(target: _Target, spellings: Spellings) -> Wanted:
    """Return what to look for, with the officials whom other articles spell so."""
    wanted = target.wanted
    if target.field is FIELDS["holder"]:
        return msgspec.structs.replace(wanted, spellings={key: key for key in spellings.persons_meant(wanted.value)})
    if target.field is not FIELDS["minister"] or isinstance(wanted.words, Exact):
        return wanted
    query = wanted.words or in_any_order(wanted.value)
    return wanted if query is None else msgspec.structs.replace(wanted, spellings=spellings.named(query))


def _label(field: Field, found: Found) -> str:
    facet = FACETS.get(field.completed_by or "")
    label = None if facet is None else facet.label.known(found.value, ENGLISH)
    return found.value if label is None else label
