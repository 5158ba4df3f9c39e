"""The language of a page: what its address says, else what the browser asks for, else English.

What programs ask is English for everybody, so that they see stable texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from urllib.parse import urlencode

import flask_babel  # pyright: ignore[reportMissingTypeStubs] - has none
import msgspec
from babel import Locale
from babel.support import NullTranslations
from flask import Flask, Response, request
from markupsafe import Markup

from dateline.web.http.negotiation import for_programs, prefers_json
from dateline.web.language.catalogue import Catalogues

PARAMETER = "ui"
"""What of an address says the language of the page; `lang` is that of articles."""
ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {
    ENGLISH: "English",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "ru": "Русский",
    "ar": "العربية",
    "az": "Azərbaycanca",
}
"""Each by its own name."""
_ARROWS = {
    "ltr": {"back": "←", "on": "→", "previous": "‹", "next": "›"},
    "rtl": {"back": "→", "on": "←", "previous": "›", "next": "‹"},
}
_LONGEST_REPEATED = 4096
"""Bytes of a query string that each link to another language repeats."""


class LanguageLink(msgspec.Struct, frozen=True):
    """The same page in another language."""

    code: str
    name: str
    href: str


class _Spoken(msgspec.Struct, frozen=True):
    """The language of one reply. A page says hundreds of texts, so it is found out once."""

    language: str
    told: str | None
    """What the address says of it, which links keep."""
    texts: NullTranslations


_ENGLISH = _Spoken(ENGLISH, None, NullTranslations())
_SPOKEN = ContextVar("spoken", default=_ENGLISH)


def register(app: Flask) -> None:
    """Give an application its languages."""
    babel = flask_babel.Babel(app, locale_selector=current)
    with app.app_context():
        babel.domain_instance.cache = Catalogues()
    # Jinja's extension adds this to its environment.
    install: Callable[..., None] = vars(app.jinja_env)["install_gettext_callables"]
    install(_text, _counted, newstyle=True, pgettext=pgettext)
    app.context_processor(_view)
    app.add_template_filter(here, "here")
    app.before_request(_choose)
    app.after_request(_say)
    app.teardown_request(_forget)


def _choose() -> None:
    told = _told()
    chosen = ENGLISH if for_programs() or prefers_json() else told or _preferred()
    _SPOKEN.set(_Spoken(chosen, told, NullTranslations()))
    _SPOKEN.set(_Spoken(chosen, told, flask_babel.get_translations()))


def _forget(_: BaseException | None) -> None:
    _SPOKEN.set(_ENGLISH)


def _told() -> str | None:
    """The language that the address of the page says; the last one that is one of ours."""
    said = [value for value in request.args.getlist(PARAMETER) if value in LANGUAGES]
    return said[-1] if said else None


def _preferred() -> str:
    """The language that the browser asks for."""
    return request.accept_languages.best_match(LANGUAGES, ENGLISH) or ENGLISH


def current() -> str:
    """The language of the reply; English outside a request."""
    return _SPOKEN.get().language


def here(address: str) -> str:
    """An address of ours that keeps the language which the address of this page says."""
    told = _SPOKEN.get().told
    return address if told is None else f"{address}{'&' if '?' in address else '?'}{PARAMETER}={told}"


def _text(message: str) -> str:
    return _SPOKEN.get().texts.gettext(message)


def _counted(one: str, many: str, count: int) -> str:
    return _SPOKEN.get().texts.ngettext(one, many, count)


def gettext(message: str, **values: object) -> str:
    """A text in the language of the reply."""
    text = _text(message)
    return text % values if values else text


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """A text that depends on a number, which is `num` in it."""
    return _counted(one, many, num) % {"num": num, **values}


def pgettext(context: str, message: str) -> str:
    """A text that means several things in English: the context tells which."""
    return str(_SPOKEN.get().texts.pgettext(context, message))


def noted(message: str) -> str:
    """A text of a table, which is translated where it is shown; this lets it be found for the catalogues."""
    return message


def noted_in(context: str, message: str) -> str:  # noqa: ARG001 - for the catalogues
    """The same for a text that means several things in English."""
    return message


def links() -> tuple[LanguageLink, ...]:
    """The page that is asked for, in each language."""
    repeated = len(request.query_string) <= _LONGEST_REPEATED
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != PARAMETER] if repeated else []
    return tuple(
        LanguageLink(code, name, f"?{_query([*pairs, (PARAMETER, code)])}") for code, name in LANGUAGES.items()
    )


def _query(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs, safe="/:,", errors="replace")


def _view() -> dict[str, object]:
    """What every page says of its language."""
    language = current()
    direction = Locale.parse(language).text_direction
    return {
        "language": language,
        "direction": direction,
        "arrow": _ARROWS[direction].__getitem__,
        "language_links": links,
        "told_language": _SPOKEN.get().told,
        "kept_language": _kept_by_form,
    }


def _kept_by_form() -> Markup:
    """The field with which a form keeps the language that the address of this page says."""
    told = _SPOKEN.get().told
    return Markup('<input type="hidden" name="{}" value="{}">').format(PARAMETER, told) if told else Markup("")


def _say(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.content_language.add(current())
    if not for_programs() and not request.path.startswith("/static/"):
        response.vary.add("Accept-Language")
    return response
