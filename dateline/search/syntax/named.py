"""`headline:visit`: a field before a word, a phrase or brackets, also in the syntax of other systems."""

from __future__ import annotations

import re

from dateline.search.query.fields import field_named, nearest_field
from dateline.search.query.tree import ValueField
from dateline.search.syntax.tagging import AFTER_SIGN, FIRST, MIDDLE, SPACE, Row, Tagger
from dateline.search.syntax.tokens import Existing, Located, Misnamed, Named

_NAME = r"([^\W\d]\w*)"
_JOINED = re.compile(rf"{AFTER_SIGN}{_NAME}(:|=(?!=))(?=[^{SPACE})])")
_SPACED = re.compile(rf"{AFTER_SIGN}([a-z]+):[{SPACE}]++(?=[^{SPACE})])")
_EMPTY = re.compile(rf"{AFTER_SIGN}([a-z]+):(?=[{SPACE})]|\Z)")
_UNKNOWN = re.compile(rf"{AFTER_SIGN}{_NAME}:(?!//)")
_FUNCTION = re.compile(rf"{AFTER_SIGN}(?i:(ti|ft|hd|loc|geo|per|pd|pub|la|su))(?=\()")
_ADDRESS = r"(?:[^\s()]|\([^\s()]*+\))++"
_LOCATED = re.compile(rf"{AFTER_SIGN}(?i:(id|url|link|duplicates))[:=](?![\"“„«(*])({_ADDRESS})")
_PASTED = re.compile(rf"{AFTER_SIGN}https?://{_ADDRESS}", re.IGNORECASE)
_EXISTING = re.compile(rf"{AFTER_SIGN}_(exists|missing)_:(\w+)")


_LOCATIONS = {
    "id": ValueField.ID,
    "url": ValueField.URL,
    "link": ValueField.URL,
    "duplicates": ValueField.DUPLICATES,
}


def _named(found: re.Match[str]) -> Named | None:
    field = field_named(found[1])
    return None if field is None else Named(*found.span(), found[1], field, found[2])


def _spaced(found: re.Match[str]) -> Named | None:
    field = field_named(found[1])
    own_name = field is not None and field.name == found[1]
    return Named(*found.span(), found[1], field, ": ") if field is not None and own_name else None


def _empty(found: re.Match[str]) -> Named | None:
    field = field_named(found[1])
    own_name = field is not None and field.name == found[1]
    return Named(*found.span(), found[1], field, ":") if field is not None and own_name else None


def _unknown(found: re.Match[str]) -> Misnamed | None:
    """Read an unknown field; `Hasanov: talks` in a pasted headline is none, unless a field's name is similar."""
    follows = found.string[found.end() : found.end() + 1]
    if field_named(found[1]) is not None or ((not follows or follows.isspace()) and nearest_field(found[1]) is None):
        return None
    return Misnamed(*found.span(), found[1])


def _function(found: re.Match[str]) -> Named | None:
    field = field_named(found[1])
    return None if field is None else Named(*found.span(), found[1], field, "")


def _located(found: re.Match[str]) -> Located:
    return Located(*found.span(), _LOCATIONS[found[1].casefold()], found[2])


def _existing(found: re.Match[str]) -> Existing | None:
    field = field_named(found[2])
    return None if field is None else Existing(*found.span(), field, found[1] == "missing")


FIELDS = Row(
    typed=("headline:visit", 'minister:"zakir hasanov"', "source:trend", "country:none"),
    means="in one field; `none` finds articles without a value there",
    tagged_by=(
        Tagger(_LOCATED, _located, FIRST),
        Tagger(_PASTED, lambda found: Located(*found.span(), ValueField.URL, found[0]), FIRST),
        Tagger(_EXISTING, _existing, FIRST),
        Tagger(_JOINED, _named, FIRST),
        Tagger(_SPACED, _spaced, FIRST),
        Tagger(_EMPTY, _empty, FIRST),
        Tagger(_UNKNOWN, _unknown, MIDDLE),
        Tagger(_FUNCTION, _function, FIRST),
    ),
)
