"""Conversion of the fields of the advanced search to a query and back; parts that fit no field stay as text.

A query is split at its top-level AND, and each part goes to the first field that accepts it. Several words or names
of a field share one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

import msgspec

from dateline.index.metadata.tables import country_name
from dateline.search.query import fields
from dateline.search.query.simplify import simplify
from dateline.search.query.tree import (
    And,
    Dated,
    Everything,
    Not,
    Or,
    Phrase,
    Query,
    TextField,
    Value,
    ValueField,
    Word,
)
from dateline.web.language.current import noted

REST = "rest"
"""The field for all other parts, in the query language."""
SINCE, UNTIL = "since", "until"


class Kind(Protocol):
    """Converts the text of a field to parts of a query and back."""

    def parts(self, text: str) -> Iterator[Query]:
        """Convert the typed text to parts of a query."""
        ...

    def shown(self, part: Query) -> str | None:
        """The text of a part, or None if the field does not accept it."""
        ...

    @property
    def joint(self) -> str | None:
        """Separator of several parts; None if the field holds one part."""
        ...


class Field(msgspec.Struct, frozen=True):
    """One field of the form."""

    name: str
    label: str
    hint: str
    kind: Kind


class Words:
    """Words, all of which must occur."""

    joint = " "

    def __init__(self, field: TextField) -> None:
        self._field = field

    def parts(self, text: str) -> Iterator[Query]:
        """One part per word."""
        return (Word(word, self._field) for word in text.split())

    def shown(self, part: Query) -> str | None:
        """The word."""
        return _plain(part, self._field) if isinstance(part, Word) else None


class OneOfWords:
    """Words, any of which must occur."""

    joint = None

    def parts(self, text: str) -> Iterator[Query]:
        """One OR of all."""
        return _either([Word(word) for word in text.split()])

    def shown(self, part: Query) -> str | None:
        """The words of an OR of words."""
        words = [_ANYWHERE.shown(child) for child in part.children] if isinstance(part, Or) else []
        return _line(words, " ")


class NoneOfWords:
    """Words, none of which may occur."""

    joint = " "

    def parts(self, text: str) -> Iterator[Query]:
        """One NOT per word."""
        return (Not(Word(word)) for word in text.split())

    def shown(self, part: Query) -> str | None:
        """The negated word."""
        return _ANYWHERE.shown(part.child) if isinstance(part, Not) else None


class WordsTogether:
    """Words that must occur side by side."""

    joint = None

    def parts(self, text: str) -> Iterator[Query]:
        """One phrase."""
        words = tuple(text.split())
        if words:
            yield Word(words[0]) if len(words) == 1 else Phrase(words)

    def shown(self, part: Query) -> str | None:
        """The words of a phrase."""
        return _plain(part, TextField.ANYWHERE) if isinstance(part, Phrase) else None


class Names:
    """Names of a field, separated by commas, any of which must match."""

    joint = None

    def __init__(self, field: str | TextField) -> None:
        self._field = field

    def parts(self, text: str) -> Iterator[Query]:
        """One OR of all."""
        return _either([self._part(name) for name in map(str.strip, text.split(",")) if name])

    def shown(self, part: Query) -> str | None:
        """The names of an OR of names of this field."""
        names = [self._name(child) for child in (part.children if isinstance(part, Or) else (part,))]
        return _line([name if name and "," not in name else None for name in names], ", ")

    def _part(self, name: str) -> Query:
        if not isinstance(self._field, TextField):
            return Value(self._field, name)
        words = tuple(name.split())
        return Phrase(words, self._field) if len(words) > 1 else Word(name, self._field)

    def _name(self, part: Query) -> str | None:
        match part:
            case Value() if part.field == self._field:
                return country_name(part.value) if part.field in _COUNTRIES else part.value
            case Word() | Phrase() if isinstance(self._field, TextField):
                return _plain(part, self._field)
            case _:
                return None


_ANYWHERE = Words(TextField.ANYWHERE)
_COUNTRIES = {ValueField.COUNTRY, ValueField.ABOUT}


def _kind(row: fields.Field) -> Kind:
    """Names separated by commas; for a field of stemmed words, words."""
    if isinstance(row, fields.FieldOfWords):
        return Words(row.text) if row.columns.stems else Names(row.text)
    return Names(row.name)


FIELDS = (
    Field("all", noted("All of these words"), "defence talks", _ANYWHERE),
    Field("phrase", noted("These words as a phrase"), "military cooperation", WordsTogether()),
    Field("any", noted("Any of these words"), "oil gas pipeline", OneOfWords()),
    Field("without", noted("None of these words"), "football", NoneOfWords()),
    *(Field(row.form.name, row.form.label, row.form.hint, _kind(row)) for row in fields.FIELDS if row.form is not None),
)
"""The fields in the order in which they are shown and tried for each part of a query."""
NAMES = (*(field.name for field in FIELDS), SINCE, UNTIL, REST)
"""The parameters of the form."""


def query_of(filled: Mapping[str, str], rest: Query) -> Query:
    """The query of a filled form; `rest` is the parsed text of the field `REST`."""
    parts = [part for field in FIELDS for part in field.kind.parts(filled.get(field.name, ""))]
    days = _day(filled.get(SINCE, "")), _day(filled.get(UNTIL, ""))
    dated = [Dated(*days)] if any(days) else []
    return simplify(And((rest, Everything(), *parts, *dated)))


def fields_of(query: Query) -> dict[str, str]:
    """The texts of the fields for a query; parts that fit no field become the text of `REST`."""
    filled: dict[str, list[str]] = {}
    rest: list[Query] = []
    for part in query.children if isinstance(query, And) else (query,):
        name, shown = _placed(part, filled)
        filled.setdefault(name, []).append(shown)
        if name == REST:
            rest.append(part)
    texts = {field.name: (field.kind.joint or "").join(filled[field.name]) for field in FIELDS if field.name in filled}
    texts.update({name: filled[name][0] for name in (SINCE, UNTIL) if name in filled})
    left = simplify(And((Everything(), Everything(), *rest)))
    return texts if left == Everything() else {**texts, REST: str(left)}


def _placed(part: Query, filled: dict[str, list[str]]) -> tuple[str, str]:
    """The field for a part, and its text there."""
    if isinstance(part, Dated) and not {SINCE, UNTIL} & filled.keys():
        days = {SINCE: part.since, UNTIL: part.until}
        shown = [(name, day.isoformat()) for name, day in days.items() if day]
        filled.update({name: [day] for name, day in shown[1:]})
        return shown[0]
    for field in FIELDS:
        text = field.kind.shown(part)
        if text is not None and (field.kind.joint is not None or field.name not in filled):
            return field.name, text
    return REST, ""


def _either(parts: Sequence[Query]) -> Iterator[Query]:
    if parts:
        yield parts[0] if len(parts) == 1 else Or(tuple(parts))


def _line(texts: Iterable[str | None], joint: str) -> str | None:
    """Join the texts; None if one is missing."""
    given = list(texts)
    known = [text for text in given if text]
    return joint.join(known) if known and len(known) == len(given) else None


def _plain(part: Word | Phrase, field: TextField) -> str | None:
    """The words of a part in one line; None if it belongs to another field, or the line would be split differently."""
    words = (part.text,) if isinstance(part, Word) else part.words
    near = isinstance(part, Phrase) and part.gap is not None
    return " ".join(words) if part.field is field and not near and " ".join(words).split() == [*words] else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
