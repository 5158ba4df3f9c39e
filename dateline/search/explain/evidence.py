"""Which metadata of a result matched, and the sentence that says so: for results without a word of the query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.index.article import Article, Mention
from dateline.search.explain.finders import Found, Wanted
from dateline.search.facets.label import ENGLISH
from dateline.search.facets.registry import FACETS
from dateline.search.officials.spellings import Spellings, in_any_order
from dateline.search.query.fields import FIELDS, Field
from dateline.search.query.tree import NONE, And, Dated, Exact, Fuzzy, Or, Phrase, Prefix, Query, Value, Word
from dateline.search.request import Choice
from dateline.search.results import Matched


class Evidence(msgspec.Struct, frozen=True):
    """One piece of metadata that matched; `mention` is where the article says it, where it does."""

    matched: Matched
    mention: Mention | None = None


class _Sought(msgspec.Struct, frozen=True):
    """What is looked for, and what the reader calls it: a field, or a facet of that field."""

    name: str
    field: Field
    wanted: Wanted


def evidence(article: Article, query: Query, choices: Iterable[Choice], spellings: Spellings) -> tuple[Evidence, ...]:
    """The metadata of an article that a query and choices match."""
    sought = [*_of_query(query), *(_of_choice(choice, value) for choice in choices for value in choice.values)]
    found = (one for each in sought for one in _find(article, each, spellings))
    return tuple({one.matched: one for one in found}.values())


def _of_query(query: Query) -> Iterator[_Sought]:
    """The metadata a query asks for; what it excludes is no reason to show."""
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


def _of_field(name: str, wanted: Wanted) -> Iterator[_Sought]:
    field = FIELDS.get(name)
    if field is not None:
        yield _Sought(name, field, wanted)


def _of_choice(choice: Choice, value: str) -> _Sought:
    return _Sought(choice.facet.name, choice.facet.field, Wanted(value))


def _find(article: Article, sought: _Sought, spellings: Spellings) -> Iterator[Evidence]:
    if sought.wanted.value == NONE:
        return
    for found in sought.field.find(article, _with_spellings(sought, spellings)):
        label = found.label if found.label is not None else _label(sought.field, found)
        yield Evidence(Matched(sought.name, found.value, label, found.spelling), found.mention)


def _with_spellings(sought: _Sought, spellings: Spellings) -> Wanted:
    """The same, with the officials whom other articles call so."""
    wanted = sought.wanted
    if sought.field is FIELDS["holder"]:
        return msgspec.structs.replace(wanted, spellings={key: key for key in spellings.persons_meant(wanted.value)})
    if sought.field is not FIELDS["minister"] or isinstance(wanted.words, Exact):
        return wanted
    query = wanted.words or in_any_order(wanted.value)
    return wanted if query is None else msgspec.structs.replace(wanted, spellings=spellings.named(query))


def _label(field: Field, found: Found) -> str:
    facet = FACETS.get(field.completed_by or "")
    label = None if facet is None else facet.label.known(found.value, ENGLISH)
    return found.value if label is None else label
