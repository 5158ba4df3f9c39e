"""What is said of a query in the same words each time; pages translate it as a whole."""

from __future__ import annotations

from enum import StrEnum


class Sentence(StrEnum):
    """A problem of a query that names nothing typed, by its English text."""

    CONTRADICTION = "parts of this contradict each other: no article can match"
    NAME_UNQUOTED = "a name of several words stands in quotes"
    BRACKET_UNOPENED = "this bracket closes nothing and is left out"
    BRACKET_UNCLOSED = "this bracket is never closed; read to the end"
    BRACKETS_EMPTY = "nothing stands between these brackets"
    BOOST = "one word cannot count more than another; left out"
    STAR_QUOTED = "* means nothing between quotes"
    QUOTE_ALONE = "this quote has no partner; left out"
    QUOTE_UNCLOSED = "this quote is never closed; read to the end"
    EXACT_APART = "words in exact form stand side by side"
    NEAR_TOO_MANY = "so many words are near only side by side, in their order"
    NEAR_NO_WORDS = "only words can be near each other; read as AND"
    WILD_WITHIN = "only the end of a word can be left open, with *"
    PLUS = "+ says nothing here: all of a query is looked for"
    EQUALS = "= stands before a word or phrase; left out"
