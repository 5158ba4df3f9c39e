"""What a text that is being typed may become: for the box of our pages, and for that of a browser."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, TypeAlias

import msgspec
from babel import Locale
from flask import Response, request

from dateline.problems import Problem
from dateline.search.query import Everything
from dateline.search.request import ReadQuery
from dateline.search.service import SearchService
from dateline.search.suggest import MOST, Suggestion
from dateline.web import changes, replies
from dateline.web.address import Asked, read_address, write_address
from dateline.web.language import current, gettext, ngettext, noted_in, pgettext

FORMAT: Literal["dateline.suggest/1"] = "dateline.suggest/1"
SUGGESTIONS = "application/x-suggestions+json"


Suggestions: TypeAlias = Annotated[tuple[str | tuple[str, ...], ...], msgspec.Meta(min_length=4, max_length=4)]
"""A text, then three lists of one length: what it may become, what each would find, and where."""


class SuggestAnswer(msgspec.Struct, frozen=True):
    """Ways for `text` to go on, each with what it would find under the choices of the address."""

    format: Literal["dateline.suggest/1"]
    text: str
    suggestions: tuple[Suggestion, ...]
    problems: tuple[Problem, ...]
    """Of the address. What is typed has none yet."""


def page(service: SearchService) -> Response:
    """`/suggest?q=`: the text, completions, what each would find, and where (OpenSearch Suggestions 1.1)."""
    asked = _asked()
    found = [each for each in service.suggest(asked.request, MOST) if each.count is not None]
    texts = tuple(each.text for each in found)
    searches = tuple(replies.absolute(write_address(changes.asking(asked.request, _unread(text)))) for text in texts)
    answer: Suggestions = (asked.request.query.text, texts, tuple(_told(each.count or 0) for each in found), searches)
    return replies.json(answer, mimetype=SUGGESTIONS)


def twin(service: SearchService) -> Response:
    """`/suggest.json?q=`: `dateline.suggest/1`."""
    asked = _asked()
    suggestions = service.suggest(asked.request, MOST)
    return replies.json(SuggestAnswer(FORMAT, asked.request.query.text, suggestions, asked.problems))


def _asked() -> Asked:
    return read_address(request.args.items(multi=True), _unread)


def _unread(text: str) -> ReadQuery:
    """A text that is not read: half a name is looked for in the tables of all languages, which takes time."""
    return ReadQuery(text, Everything())


def _told(count: int) -> str:
    return f"{count:,} {'report' if count == 1 else 'reports'}"


def words() -> str:
    """What the list below the box says, for its script: in the language of the page, as JSON."""
    return _words(current())


@cache
def _words(language: str) -> str:
    forms = {Locale.parse(language).plural_form(count): count for count in reversed(range(_COUNTS))}
    said = {
        "list": gettext("Suggestions"),
        "found": {
            form: ngettext("%(count)s suggestion", "%(count)s suggestions", n, count="#") for form, n in forms.items()
        },
        "reports": {form: ngettext("%(count)s report", "%(count)s reports", n, count="#") for form, n in forms.items()},
        "kinds": {kind: pgettext("what a suggestion is", name) for kind, name in _KINDS.items()},
    }
    return msgspec.json.encode(said).decode()


_COUNTS = 201
"""Among so many numbers is one of each form that a number has in our languages."""
_KINDS = {
    "country": noted_in("what a suggestion is", "country"),
    "region": noted_in("what a suggestion is", "region"),
    "minister": noted_in("what a suggestion is", "in office"),
    "office": noted_in("what a suggestion is", "office"),
    "source": noted_in("what a suggestion is", "source"),
    "lang": noted_in("what a suggestion is", "language"),
    "dateline": noted_in("what a suggestion is", "filed from"),
    "date": noted_in("what a suggestion is", "year"),
    "word": noted_in("what a suggestion is", "word"),
}
