"""What a problem says, in the language of the page."""

from __future__ import annotations

from babel import Locale

from dateline.problems import Problem
from dateline.search.sentences import BY_CODE
from dateline.web.language import current, gettext, ngettext
from dateline.web.moments import number

_ISOLATED = "\u2068{}\u2069"
"""A text whose direction is its own (UAX #9), in a sentence that may run the other way."""


def said(problem: Problem) -> str:
    """What a problem says; one without a code, as an address has it, was said in the language of the page."""
    sentence = BY_CODE.get(problem.code)
    if sentence is None:
        return problem.text
    values = problem.values or {}
    shown = {name: number(value) if isinstance(value, int) else _typed(value) for name, value in values.items()}
    if sentence.many is None:
        return gettext(sentence.text, **shown)
    return ngettext(sentence.text, sentence.many, int(values["count"]), **shown)


def _typed(value: str) -> str:
    return _ISOLATED.format(value) if Locale.parse(current()).text_direction == "rtl" else value
