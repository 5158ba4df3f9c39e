"""What a problem says, in the language of the page, and which there are, where a reply has no place for them."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from flask import Response

from dateline.problems import Problem
from dateline.search.sentences import BY_CODE
from dateline.web.language.current import current, gettext, ngettext
from dateline.web.language.formatting import number

FIELD = "Dateline-Problems"
"""The field of a reply's head that names problems by their codes: a list of tokens (RFC 9651), not there for none."""
_ISOLATED = "\u2068{}\u2069"
"""A text whose direction is its own (UAX #9), in a sentence that may run the other way."""


def said(problem: Problem) -> str:
    """The text of a problem of a request."""
    sentence = BY_CODE[problem.code]
    values = problem.values or {}
    shown = {name: number(value) if isinstance(value, int) else _typed(value) for name, value in values.items()}
    if sentence.many is None:
        return gettext(sentence.text, **shown)
    return ngettext(sentence.text, sentence.many, int(values["count"]), **shown)


def name_in_head(response: Response, problems: Iterable[Problem]) -> None:
    """Let a reply that has no place for problems say which there are."""
    codes = dict.fromkeys(problem.code for problem in problems if problem.code)
    if codes:
        response.headers[FIELD] = ", ".join(codes)


def _typed(value: str) -> str:
    return _ISOLATED.format(value) if Locale.parse(current()).text_direction == "rtl" else value
