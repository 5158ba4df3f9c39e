"""Convert tokens to query nodes, each as its field requires."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeGuard, assert_never

from dateline.search.query.fields import Field, FieldOfDates, FieldOfValues, FieldOfWords, field_named, nearest_field
from dateline.search.query.tree import (
    ALL,
    NONE,
    Absent,
    Everything,
    Not,
    Or,
    Query,
    TextField,
    Value,
    ValueField,
    WithCopies,
    quoted,
)
from dateline.search.query.values import listed
from dateline.search.query.vocabulary import Vocabulary
from dateline.search.sentences import Sentence
from dateline.search.syntax.dating import read_bounds, read_date
from dateline.search.syntax.grammar import Manner
from dateline.search.syntax.limits import LONGEST_PHRASE
from dateline.search.syntax.problems import ProblemCollector
from dateline.search.syntax.tokens import (
    Atom,
    Bare,
    Begun,
    Between,
    Boost,
    Bounded,
    Existing,
    Located,
    Misnamed,
    Nearly,
    Quoted,
    Star,
    Wild,
)
from dateline.search.syntax.wording import read_apart, read_exactly, read_part, read_words, words_apart
from dateline.search.syntax.words import has_substance

MOST_LISTED = 50
"""Maximum number of values in `country:az,by`; a longer list is not read as alternatives."""


class Lowerer:
    """Converts the atoms of one text to query nodes."""

    def __init__(self, problems: ProblemCollector, vocabulary: Vocabulary, today: date) -> None:
        self._problems = problems
        self._vocabulary = vocabulary
        self._today = today

    def __call__(self, atom: Atom, manner: Manner) -> Query | None:
        """Return the query of an atom, or None if it has nothing to search for."""
        match atom:
            case Bare() | Quoted():
                return self._typed(atom, manner)
            case Begun() | Nearly() | Wild():
                return self._part(atom, manner)
            case Star():
                return _any_value(manner.field)
            case Located():
                return self._located(atom)
            case Misnamed():
                return self._misnamed(atom, manner)
            case Existing():
                return self._existing(atom)
            case Between() | Bounded():
                return self._bounds(atom, manner)
            case Boost():
                self._problems.warn(Sentence.BOOST.message(), atom.start, atom.end, "")
                return None
            case _:
                assert_never(atom)

    def _typed(self, atom: Bare | Quoted, manner: Manner) -> Query | None:
        """Read a word, phrase or value, depending on the kind of the field."""
        if isinstance(atom, Quoted):
            self._check_quotes(atom, manner)
        elif manner.field:
            self._check_second_field(atom)
        is_none = isinstance(atom, Bare) and atom.text.casefold() == NONE and not manner.exactly
        if is_none and manner.field and manner.field.absent is not None:
            return Absent(manner.field.name)
        query = self._with_substance(atom, manner) if has_substance(atom.text) else None
        if query is None and not has_substance(atom.text):
            self._insubstantial(atom)
        return query

    def _with_substance(self, atom: Bare | Quoted, manner: Manner) -> Query | None:
        match manner.field:
            case FieldOfValues(name=ValueField.DUPLICATES):
                return self._duplicates(atom)
            case FieldOfValues():
                return self._value(atom, manner.field)
            case FieldOfDates():
                return read_date(atom, self._problems, self._today) or self._undated(atom)
            case _:
                text = _text_field(manner.field) or TextField.ANYWHERE
                if _is_apart(atom, manner):
                    return read_apart(atom, text)
                return (read_exactly if manner.exactly else read_words)(atom, text, self._problems)

    def _part(self, atom: Begun | Nearly | Wild, manner: Manner) -> Query | None:
        text = _text_field(manner.field)
        if manner.field and text is None:
            return self._whole_value(atom, manner.field)
        query = None if text is None else read_part(atom, text, self._problems)
        if query is None:
            self._insubstantial(atom)
        return query

    def _whole_value(self, atom: Begun | Nearly | Wild, field: Field) -> Query | None:
        """Read `source:tre*` as a whole value, because values have no prefixes."""
        text = atom.begun + atom.rest.replace(" ", "") if isinstance(atom, Wild) else atom.text
        self._problems.warn(Sentence.VALUE_IN_PART.message(field=field.name), atom.start, atom.end, text)
        return self._typed(Bare(atom.start, atom.end, text), Manner(field))

    def _value(self, atom: Bare | Quoted, field: FieldOfValues) -> Query | None:
        read = field.read(field.name, atom.text, self._vocabulary)
        either = self._listed(atom, field) if read.problem is not None else None
        if either is not None:
            return either
        if read.problem is not None:
            self._problems.warn(read.problem, atom.start, atom.end, read.instead)
        return read.query or read_words(atom, TextField.ANYWHERE, self._problems)

    def _listed(self, atom: Bare | Quoted, field: FieldOfValues) -> Query | None:
        """Read `country:az,by` as alternatives if all its values are known."""
        values = listed(atom.text)
        read = [field.read(field.name, value, self._vocabulary) for value in values[:MOST_LISTED]]
        queries = tuple(one.query for one in read if one.query is not None and one.problem is None)
        if len(values) < 2 or len(queries) < len(values):
            return None
        self._problems.suggest(atom.start, atom.end, f"({' OR '.join(values)})")
        return Or(queries)

    def _undated(self, atom: Bare | Quoted) -> Query | None:
        typed = self._problems.typed(atom.start, atom.end)
        self._problems.warn(Sentence.DATE_UNKNOWN.message(typed=typed), atom.start, atom.end)
        return read_words(atom, TextField.ANYWHERE, self._problems)

    def _bounds(self, atom: Between | Bounded, manner: Manner) -> Query | None:
        is_named = isinstance(manner.field, FieldOfDates)
        if is_named or manner.field is None:
            query = read_bounds(atom, "" if is_named else "date:", self._problems, self._today)
            if query is not None:
                return query
        typed = self._problems.typed(atom.start, atom.end)
        self._problems.warn(Sentence.RANGE_UNKNOWN.message(typed=typed), atom.start, atom.end)
        text = re.sub(r"\W+", " ", self._problems.text[atom.start : atom.end])
        words = Quoted(atom.start, atom.end, text, None, closed=True)
        return read_words(words, TextField.ANYWHERE, self._problems)

    def _duplicates(self, atom: Bare | Quoted | Located) -> Query | None:
        """Read `all` or an id; text between quotes is always an id."""
        word = "" if isinstance(atom, Quoted) else atom.text.casefold()
        if word == ALL:
            return WithCopies()
        if word != NONE:
            return Value(ValueField.DUPLICATES, atom.text)
        name = f"{ValueField.DUPLICATES.value}:" if isinstance(atom, Located) else ""
        start = atom.start + len(name)
        typed = self._problems.typed(start, atom.end)
        self._problems.warn(Sentence.DUPLICATES_UNKNOWN.message(typed=typed), start, atom.end, ALL)
        return None

    def _located(self, atom: Located) -> Query | None:
        if atom.field is ValueField.URL and atom.text.casefold() == NONE:
            return Absent(ValueField.URL)
        if not has_substance(atom.text):
            self._insubstantial(atom)
            return None
        if atom.field is ValueField.DUPLICATES:
            return self._duplicates(atom)
        query = Value(atom.field, atom.text)
        name = f"{atom.field.value}:"
        if not self._problems.text[atom.start : atom.end].lower().startswith(name):
            self._problems.suggest(atom.start, atom.end, str(query))
        return query

    def _misnamed(self, atom: Misnamed, manner: Manner) -> Query | None:
        near = nearest_field(atom.name)
        if near is None:
            self._problems.warn(Sentence.FIELD_UNKNOWN.message(name=atom.name), atom.start, atom.end, f"{atom.name} ")
        else:
            own = f"{near.name}:"
            self._problems.warn(Sentence.FIELD_MISSPELT.message(name=atom.name, near=own), atom.start, atom.end, own)
        text = _text_field(manner.field) or TextField.ANYWHERE
        return read_words(Bare(atom.start, atom.end, atom.name), text, self._problems)

    def _existing(self, atom: Existing) -> Query | None:
        if atom.field.absent is None:
            self._problems.warn(Sentence.FIELD_ALWAYS.message(field=atom.field.name), atom.start, atom.end, "")
            return None
        absent = Absent(atom.field.name)
        query = absent if atom.missing else Not(absent)
        self._problems.suggest(atom.start, atom.end, str(query))
        return query

    def _insubstantial(self, atom: Atom) -> None:
        if isinstance(atom, Quoted) and not atom.closed:
            return
        typed = self._problems.typed(atom.start, atom.end)
        self._problems.warn(Sentence.NOTHING_TO_FIND.message(typed=typed), atom.start, atom.end, "")

    def _check_second_field(self, atom: Bare) -> None:
        name, colon, _ = atom.text.partition(":")
        if colon and field_named(name) is not None:
            self._problems.warn(Sentence.FIELD_WITHIN.message(name=name), atom.start, atom.end)

    def _check_quotes(self, atom: Quoted, manner: Manner) -> None:
        if atom.closed and not atom.starred:
            return
        if atom.closed:
            self._problems.warn(Sentence.STAR_QUOTED.message(), atom.start, atom.end, f"({atom.text})")
            return
        if not has_substance(atom.text):
            self._problems.warn(Sentence.QUOTE_ALONE.message(), atom.start, atom.end, " ")
            return
        if _is_apart(atom, manner):
            self._warn_of_words(atom)
            return
        closed = quoted(atom.text.strip())
        self._problems.warn(Sentence.QUOTE_UNCLOSED.message(), atom.start, atom.end, closed)

    def _warn_of_words(self, atom: Quoted) -> None:
        words = str(read_apart(atom, TextField.ANYWHERE))
        instead = f"({words})" if atom.start else words
        self._problems.warn(Sentence.QUOTE_UNCLOSED_WORDS.message(), atom.start, atom.end, instead)
        if len(words_apart(atom)) > LONGEST_PHRASE:
            self._problems.cut(Sentence.PHRASE_TOO_LONG.message(most=LONGEST_PHRASE), atom.start, atom.end, instead)


def _is_apart(atom: Bare | Quoted, manner: Manner) -> TypeGuard[Quoted]:
    """Return whether an unclosed quote precedes several words that are not one value."""
    if not isinstance(atom, Quoted) or atom.closed or manner.exactly:
        return False
    return _text_field(manner.field) is not None and len(words_apart(atom)) > 1


def _text_field(field: Field | None) -> TextField | None:
    """Return the field that words are searched in; None for fields of other kinds."""
    if field is None:
        return TextField.ANYWHERE
    return field.text if isinstance(field, FieldOfWords) else None


def _any_value(field: Field | None) -> Query:
    """Read `*` as all articles, and `country:*` as any country."""
    return Everything() if field is None or field.absent is None else Not(Absent(field.name))
