"""All messages about requests: English sentences with codes and placeholders, which pages translate."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, unique
from typing import TypeAlias

import msgspec

from dateline.problems import Problem, Span

Values: TypeAlias = Mapping[str, str | int]
"""The values of the placeholders of a sentence."""


@unique
class Sentence(Enum):
    """The kinds of problems of a request; a sentence that depends on a number, `count`, has two forms."""

    CONTRADICTION = "parts of this contradict each other: no article can match"
    FOREIGN = "%(typed)s is written %(own)s here"
    QUERY_TOO_LONG = "a query has at most %(most)s characters; the rest is left out"
    TOO_MANY_CLAUSES = "a query has at most %(most)s words and values; the rest is left out"
    NOTHING_TO_FIND = "%(typed)s has no letter or digit to look for; left out"

    BRACKET_UNOPENED = "this bracket closes nothing and is left out"
    BRACKET_UNCLOSED = (
        "this bracket is never closed; read to the end",
        "%(count)s brackets are never closed; read to the end",
    )
    BRACKETS_EMPTY = "these brackets are empty; ignored"
    BRACKETS_TOO_DEEP = "brackets more than %(most)s deep are left out"

    OPERATOR_ALONE = "%(sign)s has nothing to join; left out"
    PLUS = "+ has no effect: all parts of a query must match anyway"
    EQUALS = "= must stand before a word or phrase; left out"
    BOOST = "boosting with ^ is not supported; left out"

    QUOTE_ALONE = "this quote has no partner; left out"
    QUOTE_UNCLOSED = "this quote is never closed; read to the end"
    QUOTE_UNCLOSED_WORDS = "this quote is never closed; each word is looked for, wherever it stands"
    STAR_QUOTED = "* has no effect between quotes"
    PHRASE_TOO_LONG = "a phrase has at most %(most)s words; the rest is left out"
    EXACT_APART = "words in exact form must stand side by side"
    NEAR_NO_WORDS = "only words can be near each other; read as AND"
    NEAR_TOO_MANY = "these are too many words to search near each other; read as a phrase"
    NEAR_TOO_FAR = "near words can have at most %(most)s words between them"
    NEAR_TOO_FAR_FOR_MANY = "this many near words can have at most %(most)s words between them"
    WILD_WITHIN = "* is supported only at the end of a word"
    FUZZY_TOO_FAR = "fuzzy search allows one or two edits: ~1 or ~2"

    FIELD_UNKNOWN = "%(name)s: no such field; looked for as a word"
    FIELD_MISSPELT = "%(name)s: no such field; did you mean %(near)s?"
    FIELD_EMPTY = "%(name)s: has no value; left out"
    FIELD_APART = "%(field)s must have no space after it"
    FIELD_WITHIN = "a word can have only one field; %(name)s: is looked for as a word"
    FIELD_ALWAYS = "every article has %(field)s:"

    VALUE_IN_PART = "%(field)s: matches whole values only, without * or ~"
    NAME_UNQUOTED = "a name of several words must be in quotes"
    COUNTRY_UNKNOWN = "%(typed)s: no such country; looked for as words"
    COUNTRY_MISSPELT = "%(typed)s: no such country; did you mean %(near)s?"
    COUNTRY_OF_OFFICE_UNKNOWN = "%(typed)s: no such country; left out"
    REGION_UNKNOWN = "%(typed)s: no such region; looked for as words"
    OFFICE_UNKNOWN = "%(typed)s: no such office; looked for as words"
    LANGUAGE_UNKNOWN = "%(typed)s: no such language"
    DUPLICATES_UNKNOWN = "duplicates: takes all or an id, not %(typed)s; left out"

    DATE_UNKNOWN = "%(typed)s is not a date such as 2021-05-18 or last-30-days; looked for as words"
    DATE_MISSPELT = "%(typed)s: no such date; did you mean %(near)s?"
    DATE_NOWHERE = "there is no %(date)s; read as %(read_as)s"
    YEAR_NOWHERE = "there is no year %(year)s; read as %(read_as)s"
    TIME_OF_DAY = "dates are whole days (UTC); the time is left out; read as %(read_as)s"
    DATES_TURNED = "the later day comes first; read as %(read_as)s"
    RANGE_UNKNOWN = "%(typed)s is not a range of dates; looked for as words"

    CHOSEN_DATES_TURNED = "the dates were the wrong way round: read as %(since)s to %(until)s"
    CHOSEN_TOO_MANY = "%(facet)s: only the first %(most)s of these values were used"
    CHOSEN_UNKNOWN = "%(facet)s: “%(value)s” is not one of its values"
    PAGE_BEYOND = "page: %(asked)s is not between %(least)s and %(most)s; read as %(given)s"
    PAGE_SIZE = "results per page: %(asked)s is not between %(least)s and %(most)s; read as %(given)s"

    PARAMETER_UNKNOWN = "%(parameter)s: no such parameter; ignored"
    PARAMETER_BEYOND = "%(parameter)s: %(asked)s is not between %(least)s and %(most)s; read as %(given)s"
    PARAMETER_NO_CHOICE = "%(parameter)s: “%(typed)s” is not one of %(choices)s; ignored"
    PARAMETER_NO_DATE = "%(parameter)s: “%(typed)s” is not a date such as %(example)s; ignored"
    PARAMETER_NO_NUMBER = "%(parameter)s: “%(typed)s” is not a number; read as %(given)s"
    PARAMETER_DATE_NOWHERE = "%(parameter)s: there is no %(date)s; read as %(read_as)s"
    ALL_CHOSEN_TOO_MANY = "only the first %(most)s chosen values are used"
    START_UNKNOWN = "%(parameter)s: “%(typed)s” is not a number up to %(most)s; read as %(given)s"

    def __init__(self, text: str, many: str | None = None) -> None:
        self.text = text
        """The singular, if there are two forms."""
        self.many = many

    @property
    def code(self) -> str:
        """The name of the sentence for programs, which stays when its words change."""
        return self.name.lower().replace("_", "-")

    def message(self, **values: str | int) -> Message:
        """Return the message with these values."""
        return Message(self, values)

    def english(self, values: Values) -> str:
        """The English text with its values; numbers have thousands separators."""
        template = self.text if self.many is None or values["count"] == 1 else self.many
        return template % {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}


BY_CODE: Mapping[str | None, Sentence] = {sentence.code: sentence for sentence in Sentence}


class Message(msgspec.Struct, frozen=True):
    """A sentence and the values of its placeholders."""

    sentence: Sentence
    values: Values

    def with_values(self, **values: str | int) -> Message:
        """Return a copy with these values added."""
        return Message(self.sentence, {**self.values, **values})

    def problem(self, span: Span | None = None, suggestion: str | None = None) -> Problem:
        """Return the problem that this message describes, at `span` of the query."""
        return Problem(
            self.sentence.english(self.values),
            span,
            suggestion=suggestion,
            code=self.sentence.code,
            values=self.values or None,
        )
