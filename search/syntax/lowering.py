"""Tokens to nodes: what each atom means in its field."""

from __future__ import annotations

import re
from datetime import date
from typing import assert_never

from dateline.search.fields import Field, Special, nearest_field
from dateline.search.query import (
    NONE,
    Absent,
    AbsentField,
    And,
    Everything,
    Exact,
    Fuzzy,
    Not,
    Phrase,
    Prefix,
    Query,
    TextField,
    Unfolded,
    Value,
    ValueField,
    Word,
    quoted,
)
from dateline.search.syntax.dates import RELATIVE, Days, days_beside, days_between, read_days
from dateline.search.syntax.grammar import Manner
from dateline.search.syntax.limits import LONGEST_PHRASE, MOST_CLAUSES, WIDEST_GAP
from dateline.search.syntax.remarks import Remarks
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
    Near,
    Quoted,
    Star,
    Wild,
)
from dateline.search.syntax.values import read_value
from dateline.search.syntax.vocabulary import Vocabulary
from dateline.search.syntax.words import has_substance, word_of


class Lowerer:
    """Lowers the atoms of one text, and counts them."""

    def __init__(self, remarks: Remarks, vocabulary: Vocabulary, today: date) -> None:
        self._remarks = remarks
        self._vocabulary = vocabulary
        self._today = today
        self._clauses = 0

    def __call__(self, atom: Atom, manner: Manner) -> Query | None:
        """What an atom means, or None where nothing of it can be looked for."""
        self._clauses += 1
        if self._clauses > MOST_CLAUSES:
            if self._clauses == MOST_CLAUSES + 1:
                text = f"a query has at most {MOST_CLAUSES:,} words and values; the rest is left out"
                self._remarks.doubt(text, atom.start, len(self._remarks.text), "")
            return None
        return self._lower(atom, manner)

    def _lower(self, atom: Atom, manner: Manner) -> Query | None:
        match atom:
            case Bare() | Quoted():
                return self._typed(atom, manner)
            case Begun() | Near() | Wild():
                return self._inexact(atom, manner)
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
                self._remarks.doubt("one word cannot count more than another; left out", atom.start, atom.end, "")
                return None
            case _:
                assert_never(atom)

    def _typed(self, atom: Bare | Quoted, manner: Manner) -> Query | None:
        """A word, phrase or value, by the kind of its field."""
        if isinstance(atom, Quoted) and not atom.closed:
            self._remark_unclosed(atom)
        field = manner.field
        if isinstance(atom, Bare) and atom.text.casefold() == NONE and field and field.absent and not manner.exactly:
            return Absent(field.absent)
        if not has_substance(atom.text):
            return self._nothing(atom)
        match field.kind if field else TextField.ANYWHERE:
            case TextField() as kind:
                return self._text(atom, kind, exactly=manner.exactly)
            case ValueField() as kind:
                return self._value(atom, kind)
            case Special.DATE:
                return self._date(atom, manner)
            case Special.DUPLICATES:
                return self._duplicates(atom)

    def _nothing(self, atom: Bare | Quoted) -> None:
        if isinstance(atom, Quoted) and not atom.closed:
            return
        typed = self._typed_text(atom)
        self._remarks.doubt(f"{typed} has no letter or digit to look for; left out", atom.start, atom.end, "")

    def _text(self, atom: Bare | Quoted, field: TextField, *, exactly: bool) -> Query | None:
        words = self._words(atom)
        if not words:
            return self._nothing(atom)
        gap = atom.gap if isinstance(atom, Quoted) else None
        if exactly:
            if gap is not None:
                self._remarks.doubt(
                    "words in exact form stand side by side", atom.start, atom.end, quoted(" ".join(words))
                )
            return Exact(words, field)
        if len(words) == 1:
            return Word(words[0], field)
        return Phrase(words, field, None if gap is None else self._gap(gap, atom))

    def _words(self, atom: Bare | Quoted) -> tuple[str, ...]:
        if isinstance(atom, Bare):
            word = word_of(atom.text)
            return () if word is None else (word,)
        words = tuple(filter(has_substance, atom.text.split()))
        if len(words) > LONGEST_PHRASE:
            text = f"a phrase has at most {LONGEST_PHRASE} words; the rest is left out"
            self._remarks.doubt(text, atom.start, atom.end, quoted(" ".join(words[:LONGEST_PHRASE])))
        return words[:LONGEST_PHRASE]

    def _gap(self, gap: int, atom: Bare | Quoted) -> int:
        if gap <= WIDEST_GAP:
            return gap
        instead = f"{quoted(atom.text)}~{WIDEST_GAP}"
        self._remarks.doubt(f"words are near within {WIDEST_GAP} others at most", atom.start, atom.end, instead)
        return WIDEST_GAP

    def _inexact(self, atom: Begun | Near | Wild, manner: Manner) -> Query | None:
        kind = manner.field.kind if manner.field else TextField.ANYWHERE
        if not isinstance(kind, TextField):
            return self._whole_value(atom, manner)
        match atom:
            case Begun():
                word = _without_signs(atom.text)
                return Prefix(word, kind) if word else self._nothing(Bare(atom.start, atom.end, atom.text))
            case Near():
                return self._fuzzy(atom, kind)
            case Wild():
                return self._wild(atom, kind)

    def _fuzzy(self, atom: Near, field: TextField) -> Query | None:
        word = _without_signs(atom.text)
        if not word:
            return self._nothing(Bare(atom.start, atom.end, atom.text))
        edits = min(max(atom.edits or 1, 1), 2)
        if atom.edits not in {1, 2}:
            text = "a word is spelt nearly so within one or two letters: ~1 or ~2"
            self._remarks.doubt(text, atom.start, atom.end, str(Fuzzy(word, edits, field)))
        return Fuzzy(word, edits, field)

    def _wild(self, atom: Wild, field: TextField) -> Query | None:
        begun, rest = _without_signs(atom.begun), " ".join(filter(has_substance, atom.rest.split()))
        query: Query | None = None
        if begun:
            query = Prefix(begun, field)
        elif rest:
            query = And(tuple(Word(word, field) for word in rest.split()))
        if query is None:
            return self._nothing(Bare(atom.start, atom.end, ""))
        text = "* stands at the end of a word only, and ? for no letter"
        self._remarks.doubt(text, atom.start, atom.end, str(query))
        return query

    def _whole_value(self, atom: Begun | Near | Wild, manner: Manner) -> Query | None:
        """`source:tre*`: values are compared as wholes."""
        text = atom.begun + atom.rest.replace(" ", "") if isinstance(atom, Wild) else atom.text
        name = manner.field.name if manner.field else ""
        self._remarks.doubt(f"{name}: is compared as a whole, without * or ~", atom.start, atom.end, text)
        return self._typed(Bare(atom.start, atom.end, text), manner)

    def _value(self, atom: Bare | Quoted, field: ValueField) -> Query | None:
        read = read_value(field, atom.text, self._vocabulary)
        if read.doubt is not None:
            instead = None if read.instead is None else _as_typed(read.instead)
            meant = f"; did you mean {instead}?" if instead else ""
            as_words = "; looked for as words" if read.query is None else ""
            self._remarks.doubt(f"{read.doubt}{meant}{as_words}", atom.start, atom.end, instead)
        return read.query or self._text(atom, TextField.ANYWHERE, exactly=False)

    def _date(self, atom: Bare | Quoted, manner: Manner) -> Query | None:
        days = read_days(atom.text, self._today)
        if days is None:
            return self._undated(atom, manner)
        return self._days(days, atom, named=True)

    def _days(self, days: Days, atom: Atom, *, named: bool) -> Query:
        """Remark on what is doubtful or foreign in a date; `named` tells whether `date:` stands before it."""
        canonical = str(days.query) if not named else str(days.query).removeprefix("date:")
        if days.doubt is not None:
            self._remarks.doubt(f"{days.doubt}; read as {canonical}", atom.start, atom.end, canonical)
        elif days.foreign:
            self._remarks.translate(atom.start, atom.end, canonical)
        return days.query

    def _undated(self, atom: Bare | Quoted, manner: Manner) -> Query | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = process.extractOne(atom.text.casefold(), RELATIVE, scorer=OSA.distance, score_cutoff=2)
        if near is None:
            text = f"{self._typed_text(atom)} is no date such as 2021-05-18 or last-30-days; looked for as words"
            self._remarks.doubt(text, atom.start, atom.end)
            return self._text(atom, TextField.ANYWHERE, exactly=False)
        self._remarks.doubt(f"{atom.text}: no such date; did you mean {near[0]}?", atom.start, atom.end, near[0])
        return self._typed(Bare(atom.start, atom.end, near[0]), manner)

    def _bounds(self, atom: Between | Bounded, manner: Manner) -> Query | None:
        named = manner.field is not None and manner.field.kind is Special.DATE
        if isinstance(atom, Bounded):
            days = days_beside(atom.side, atom.text, self._today)
        else:
            days = days_between(
                atom.since,
                atom.until,
                self._today,
                includes_since=atom.includes_since,
                includes_until=atom.includes_until,
            )
        if days is not None and (manner.field is None or named):
            return self._days(days, atom, named=named)
        self._remarks.doubt(f"{self._typed_text(atom)} is no range of dates; looked for as words", atom.start, atom.end)
        typed = self._remarks.text[atom.start : atom.end]
        return self._text(Quoted(atom.start, atom.end, typed, None, closed=True), TextField.ANYWHERE, exactly=False)

    def _duplicates(self, atom: Bare | Quoted) -> Query | None:
        if atom.text.casefold() == "all":
            return Unfolded()
        text = f"duplicates: is followed by all, not {self._typed_text(atom)}"
        self._remarks.doubt(text, atom.start, atom.end, "all")
        return None

    def _located(self, atom: Located) -> Query:
        if atom.field is ValueField.URL and atom.text.casefold() == NONE:
            return Absent(AbsentField.URL)
        query = Value(atom.field, atom.text)
        typed = self._remarks.text[atom.start : atom.end]
        if atom.pasted or not typed.lower().startswith(f"{atom.field.value}:"):
            self._remarks.translate(atom.start, atom.end, f"{atom.field.value}:{atom.text}")
        return query

    def _misnamed(self, atom: Misnamed, manner: Manner) -> Query | None:
        near = nearest_field(atom.name)
        text = f"{atom.name}: no such field"
        if near is None:
            self._remarks.doubt(f"{text}; looked for as a word", atom.start, atom.end, f"{atom.name} ")
        else:
            self._remarks.doubt(f"{text}; did you mean {near.name}:?", atom.start, atom.end, f"{near.name}:")
        return self._text(Bare(atom.start, atom.end, atom.name), _text_field(manner.field), exactly=False)

    def _existing(self, atom: Existing) -> Query | None:
        field = atom.field.absent
        if field is None:
            self._remarks.doubt(f"every article has {atom.field.name}:", atom.start, atom.end, "")
            return None
        query = Absent(field) if atom.missing else Not(Absent(field))
        self._remarks.translate(atom.start, atom.end, str(query))
        return query

    def _remark_unclosed(self, atom: Quoted) -> None:
        if not atom.text:
            self._remarks.doubt("this quote has no partner; left out", atom.start, atom.end, " ")
            return
        closed = quoted(atom.text.strip())
        self._remarks.doubt("this quote is never closed; read to the end", atom.start, atom.end, closed)

    def _typed_text(self, atom: Atom) -> str:
        typed = self._remarks.text[atom.start : atom.end]
        return typed if len(typed) <= 40 else f"{typed[:40]}…"


def _any_value(field: Field | None) -> Query:
    """`*`, and `country:*` for any country."""
    absent = field.absent if field else None
    return Everything() if absent is None else Not(Absent(absent))


def _text_field(field: Field | None) -> TextField:
    return field.kind if field is not None and isinstance(field.kind, TextField) else TextField.ANYWHERE


def _as_typed(text: str) -> str:
    return quoted(text) if len(text.split()) > 1 else text


def _without_signs(text: str) -> str:
    """A word's beginning, without the punctuation before it; empty where there is no letter or digit."""
    return re.sub(r"\A\W+", "", text) if has_substance(text) else ""
