"""The language of a page: that of its address (`ui=`), else the one the browser prefers, else English.

Replies to programs are always English, so that their texts are stable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Final
from urllib.parse import urlencode

import flask_babel  # pyright: ignore[reportMissingTypeStubs] - has none
import msgspec
from babel import Locale
from babel.support import NullTranslations
from flask import Flask, Response, request
from markupsafe import Markup

from dateline.registry import by_name
from dateline.web.language.catalogue import Catalogues
from dateline.web.language.negotiation import for_programs, prefers_json

PARAMETER = "ui"
"""The parameter for the language of the page; `lang` is that of articles."""
ENGLISH = "en"
LANGUAGES: Final[Mapping[str, str]] = by_name(
    "language",
    (
        (ENGLISH, "English"),
        ("fr", "Français"),
        ("de", "Deutsch"),
        ("es", "Español"),
        ("ru", "Русский"),
        ("ar", "العربية"),
        ("az", "Azərbaycanca"),
    ),
)
"""Each by its own name."""
_ARROWS = {
    "ltr": {"back": "←", "on": "→", "previous": "‹", "next": "›"},
    "rtl": {"back": "→", "on": "←", "previous": "›", "next": "‹"},
}
_LONGEST_REPEATED = 4096
"""Links to other languages repeat query strings up to this number of bytes."""


class LanguageLink(msgspec.Struct, frozen=True):
    """The same page in another language."""

    code: str
    name: str
    href: str


class _PageLanguage(msgspec.Struct, frozen=True):
    """The language of one reply, determined once, because a page has hundreds of texts."""

    language: str
    in_address: str | None
    """The language that the address names, which links keep."""
    texts: NullTranslations


_ENGLISH = _PageLanguage(ENGLISH, None, NullTranslations())
_CURRENT = ContextVar("page_language", default=_ENGLISH)


def register(app: Flask) -> None:
    """Set up the languages of an application."""
    babel = flask_babel.Babel(app, locale_selector=current)
    with app.app_context():
        babel.domain_instance.cache = Catalogues()
    # Jinja's extension adds this to its environment.
    install: Callable[..., None] = vars(app.jinja_env)["install_gettext_callables"]
    install(_text, _counted, newstyle=True, pgettext=pgettext)
    app.context_processor(_template_context)
    app.add_template_filter(here, "here")
    app.before_request(_choose)
    app.after_request(_add_headers)
    app.teardown_request(_reset)


def _choose() -> None:
    in_address = _in_address()
    chosen = ENGLISH if for_programs() or prefers_json() else in_address or _preferred()
    _CURRENT.set(_PageLanguage(chosen, in_address, NullTranslations()))
    _CURRENT.set(_PageLanguage(chosen, in_address, flask_babel.get_translations()))


def _reset(_: BaseException | None) -> None:
    _CURRENT.set(_ENGLISH)


def _in_address() -> str | None:
    """The last known language that the address names."""
    named = [value for value in request.args.getlist(PARAMETER) if value in LANGUAGES]
    return named[-1] if named else None


def _preferred() -> str:
    """The language that the browser prefers."""
    return request.accept_languages.best_match(LANGUAGES, ENGLISH) or ENGLISH


def current() -> str:
    """The language of the reply; English outside a request."""
    return _CURRENT.get().language


def here(address: str) -> str:
    """Add the language that this page's address names to a link within the archive."""
    language = _CURRENT.get().in_address
    return address if language is None else f"{address}{'&' if '?' in address else '?'}{PARAMETER}={language}"


def _text(message: str) -> str:
    return _CURRENT.get().texts.gettext(message)


def _counted(one: str, many: str, count: int) -> str:
    return _CURRENT.get().texts.ngettext(one, many, count)


def gettext(message: str, **values: object) -> str:
    """A text in the language of the reply."""
    text = _text(message)
    return text % values if values else text


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """A text that depends on a number; its placeholder is `num`."""
    return _counted(one, many, num) % {"num": num, **values}


def pgettext(context: str, message: str) -> str:
    """A text that is ambiguous in English; the context distinguishes its meanings."""
    return str(_CURRENT.get().texts.pgettext(context, message))


def noted(message: str) -> str:
    """Mark a text in a table for the catalogues; it is translated where it is shown."""
    return message


def noted_in(context: str, message: str) -> str:  # noqa: ARG001 - for the catalogues
    """Mark an ambiguous text in a table for the catalogues, with its context."""
    return message


def links() -> tuple[LanguageLink, ...]:
    """Links to the requested page in each language."""
    repeated = len(request.query_string) <= _LONGEST_REPEATED
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != PARAMETER] if repeated else []
    return tuple(
        LanguageLink(code, name, f"?{_query([*pairs, (PARAMETER, code)])}") for code, name in LANGUAGES.items()
    )


def _query(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs, safe="/:,", errors="replace")


def _template_context() -> dict[str, object]:
    """Template variables about the language of the page."""
    language = current()
    direction = Locale.parse(language).text_direction
    return {
        "language": language,
        "direction": direction,
        "arrow": _ARROWS[direction].__getitem__,
        "language_links": links,
        "language_in_address": _CURRENT.get().in_address,
        "kept_language": _kept_by_form,
    }


def _kept_by_form() -> Markup:
    """The hidden field with which a form keeps the language that this page's address names."""
    language = _CURRENT.get().in_address
    return Markup('<input type="hidden" name="{}" value="{}">').format(PARAMETER, language) if language else Markup("")


def _add_headers(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.content_language.add(current())
    if not for_programs() and not request.path.startswith("/static/"):
        response.vary.add("Accept-Language")
    return response
