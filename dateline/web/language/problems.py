"""Problems in the language of the page, and in a header where the reply has no place for them."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from flask import Response

from dateline.problems import Problem
from dateline.search.sentences import BY_CODE
from dateline.web.language.current import current, gettext, ngettext
from dateline.web.language.formatting import number

HEADER = "Dateline-Problems"
"""Header with the codes of a reply's problems: a list of tokens (RFC 9651); absent if there are none."""
_ISOLATED = "\u2068{}\u2069"
"""Isolates a value (UAX #9) whose direction may differ from that of the sentence."""


def problem_text(problem: Problem) -> str:
    """The text of a problem of a request in the language of the page."""
    sentence = BY_CODE[problem.code]
    values = problem.values or {}
    shown = {name: number(value) if isinstance(value, int) else _typed(value) for name, value in values.items()}
    if sentence.many is None:
        return gettext(sentence.text, **shown)
    return ngettext(sentence.text, sentence.many, int(values["count"]), **shown)


def add_problems_header(response: Response, problems: Iterable[Problem]) -> None:
    """Add the codes of the problems as a header to a reply that has no place for them."""
    codes = dict.fromkeys(problem.code for problem in problems if problem.code)
    if codes:
        response.headers[HEADER] = ", ".join(codes)


def _typed(value: str) -> str:
    return _ISOLATED.format(value) if Locale.parse(current()).text_direction == "rtl" else value
