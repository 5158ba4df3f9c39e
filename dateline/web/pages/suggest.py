"""Completions of the typed text: for the search box of the pages, for that of a browser, and for programs."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, TypeAlias

import msgspec
from babel import Locale
from flask import Response, request

from dateline.problems import Problem
from dateline.search.facets.registry import FACETS, Facet
from dateline.search.query.fields import FIELDS, field_named
from dateline.search.query.tree import Everything
from dateline.search.request import ReadQuery
from dateline.search.service import SearchService
from dateline.search.suggest import FIELD, MOST, Suggestion
from dateline.web import changes
from dateline.web.address import ReadAddress, read_address, write_address
from dateline.web.http import replies
from dateline.web.language.current import current, gettext, ngettext, pgettext
from dateline.web.language.wording import article_count, facet_label, noun, page_language

FORMAT: Literal["dateline.suggest/1"] = "dateline.suggest/1"
SUGGESTIONS = "application/x-suggestions+json"


Suggestions: TypeAlias = Annotated[tuple[str | tuple[str, ...], ...], msgspec.Meta(min_length=4, max_length=4)]
"""The typed text, then three lists of equal length: completions, their descriptions, their addresses."""


class SuggestAnswer(msgspec.Struct, frozen=True):
    """Completions of `text`, each with the number of articles it would find under the choices of the address."""

    format: Literal["dateline.suggest/1"]
    text: str
    suggestions: tuple[Suggestion, ...]
    problems: tuple[Problem, ...]
    """Of the address; the typed text is not checked yet."""


class Offer(msgspec.Struct, frozen=True):
    """A suggestion as the list below the box shows it."""

    text: str
    """The whole completed text."""
    said: str
    what: str
    """The kind of the suggestion, or the meaning of a field."""
    found: str
    waits: bool
    """Whether it is a field, which needs a value next."""


def page(service: SearchService) -> Response:
    """`/suggest?q=`: OpenSearch Suggestions 1.1."""
    address = _address()
    found = [each for each in service.suggest(address.request, MOST) if each.count is not None]
    texts = tuple(each.text for each in found)
    searches = tuple(replies.absolute(write_address(changes.asking(address.request, _unread(text)))) for text in texts)
    answer: Suggestions = (
        address.request.query.text,
        texts,
        tuple(_found(each.count or 0) for each in found),
        searches,
    )
    return replies.json(answer, mimetype=SUGGESTIONS)


def twin(service: SearchService) -> Response:
    """`/suggest.json?q=`: `dateline.suggest/1`."""
    address = _address()
    suggestions = service.suggest(address.request, MOST)
    return replies.json(SuggestAnswer(FORMAT, address.request.query.text, suggestions, address.problems))


def _address() -> ReadAddress:
    return read_address(request.args.items(multi=True), _unread)


def _unread(text: str) -> ReadQuery:
    """A query that is not parsed, which is slow for half-typed names: they are looked up in all languages."""
    return ReadQuery(text, Everything())


def _found(count: int) -> str:
    return f"{count:,} {'article' if count == 1 else 'articles'}"


def box(service: SearchService) -> Response:
    """`/suggestions?q=`: the list below the search box, for its script, in the language of the page."""
    return replies.json(tuple(map(_offer, service.suggest(_address().request, MOST, page_language()))))


def _offer(suggestion: Suggestion) -> Offer:
    field = field_named(suggestion.value or "") if suggestion.kind == FIELD else None
    if field is not None:
        return Offer(suggestion.text, suggestion.text, gettext(field.meaning).replace("`", ""), "", waits=True)
    count = article_count(suggestion.count or 0)
    return Offer(suggestion.text, _called(suggestion), _what(suggestion), count, waits=False)


def _what(suggestion: Suggestion) -> str:
    """What kind of thing is suggested."""
    facet = _facet(suggestion)
    return pgettext("what a suggestion is", "word") if facet is None else noun(facet)


def _called(suggestion: Suggestion) -> str:
    """The label of a suggestion in the language of the page."""
    facet, value = _facet(suggestion), suggestion.value
    return suggestion.label if facet is None or value is None else facet_label(facet, value, suggestion.label)


def _facet(suggestion: Suggestion) -> Facet | None:
    """The facet whose value is suggested; None of a word."""
    field = FIELDS.get(suggestion.kind)
    return None if field is None else FACETS.get(field.completed_by or "")


def words() -> str:
    """The texts of the list below the search box, as JSON for its script, in the language of the page."""
    return _words(current())


@cache
def _words(language: str) -> str:
    forms = {Locale.parse(language).plural_form(count): count for count in reversed(range(MOST + 1))}
    found = {form: ngettext("%(count)s suggestion", "%(count)s suggestions", n, count="#") for form, n in forms.items()}
    return msgspec.json.encode({"list": gettext("Suggestions"), "found": found}).decode()
