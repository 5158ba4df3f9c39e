"""The registry of the fields of the query language: one row each, for parsing, resolving, explaining and suggesting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from dateline.index.analysis import folded_value
from dateline.index.terms import TextColumn, ValueColumn, primary_language
from dateline.registry import Registry
from dateline.search.plan import Except, Matching, OneOf, Without
from dateline.search.query import finders, values
from dateline.search.query.finders import Finder
from dateline.search.query.tree import Phrase, TextField, Value, Word
from dateline.search.query.values import ReadValue
from dateline.search.query.vocabulary import Vocabulary


class FormEntry(msgspec.Struct, frozen=True):
    """The entry of a field in the advanced form."""

    name: str
    """The parameter in the address of the form."""
    label: str
    """English; pages translate it."""
    hint: str
    """An example."""


class Field(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """A field, typed as `name:value`."""

    name: str
    meaning: str
    """English; pages translate it."""
    example: str
    """A query with this field."""
    foreign: tuple[str, ...] = ()
    """Names in other systems; they are understood, but shown as `name`."""
    absent: Matching | None = None
    """The articles that `name:none` finds; None if every article has a value."""
    find: Finder = finders.nothing
    """Finds what in an article matches a value."""
    completed_by: str | None = None
    """The facet that gives this field its suggested values and its labels."""
    form: FormEntry | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the registry finds it by."""
        return (self.name, *self.foreign)

    def typed(self, value: str, label: str) -> str:
        """Return a suggested value as typed; `label` is its English name."""
        del label
        return f"{self.name}:{value}"


class WordColumns(msgspec.Struct, frozen=True):
    """The columns that hold the words of a field."""

    stems: tuple[TextColumn, ...]
    """Empty for names, which are not stemmed."""
    forms: tuple[TextColumn, ...]
    """Words as written, in lower case."""
    folded: tuple[TextColumn, ...]
    """Words without accents."""
    both: TextColumn | None = None
    """The column that holds the stems of all the others."""


class FieldOfWords(Field, frozen=True, eq=False, kw_only=True):
    """A field that holds words of a text or of names."""

    text: TextField
    columns: WordColumns

    def typed(self, value: str, label: str) -> str:
        """Return the words of the label if it is a name, else of the value."""
        words = tuple((label if self.text is TextField.MINISTER else value).split())
        return str(Phrase(words, self.text) if len(words) > 1 else Word(" ".join(words), self.text))


class FieldOfValues(Field, frozen=True, eq=False, kw_only=True):
    """A field that holds whole values."""

    columns: tuple[ValueColumn, ...]
    """An article matches if any of these columns has the value."""
    read: Callable[[str, str, Vocabulary], ReadValue]
    """Reads a typed value; the arguments are the field's name, the text, and the known names."""
    compared: Callable[[str], str] = str
    """Converts a value to the form in the columns."""
    known: Callable[[Vocabulary, str], str | None] | None = None
    """Returns the value that a text names, if any; such names of several words need no quotes."""
    typed_by_label: bool = False
    """Whether a suggestion uses the English name: `country:azerbaijan`."""

    def typed(self, value: str, label: str) -> str:
        """Return the value or its English name."""
        return str(Value(self.name, label.lower() if self.typed_by_label else value))


class FieldOfDates(Field, frozen=True, eq=False, kw_only=True):
    """The field of publication dates."""


ANYWHERE: Final = WordColumns(
    (TextColumn.HEADLINE, TextColumn.BODY),
    (TextColumn.HEADLINE_FORMS, TextColumn.BODY_FORMS),
    (TextColumn.HEADLINE_FOLDED, TextColumn.BODY_FOLDED),
    both=TextColumn.TEXT,
)
"""The columns that are searched for words without a field."""

FIELDS: Final[Registry[Field]] = Registry(
    "field",
    (
        FieldOfWords(
            name="headline",
            meaning="words of the headline",
            example="headline:visit",
            foreign=("title", "subject", "hd", "ti", "hl"),
            absent=Except(OneOf(ValueColumn.PART, ("headline",))),
            form=FormEntry("in-headline", "Words of the headline", "visit"),
            text=TextField.HEADLINE,
            columns=WordColumns((TextColumn.HEADLINE,), (TextColumn.HEADLINE_FORMS,), (TextColumn.HEADLINE_FOLDED,)),
        ),
        FieldOfWords(
            name="body",
            meaning="words of the text below the headline",
            example="body:talks",
            foreign=("text", "content", "tx", "ft"),
            text=TextField.BODY,
            columns=WordColumns((TextColumn.BODY,), (TextColumn.BODY_FORMS,), (TextColumn.BODY_FOLDED,)),
        ),
        FieldOfValues(
            name="country",
            meaning="mentions the country: name, code or adjective",
            example="country:azerbaijan",
            foreign=("re", "loc", "location", "geo"),
            absent=Without(ValueColumn.COUNTRY),
            find=finders.countries,
            completed_by="country",
            form=FormEntry("mentions", "Mentions a country", "Belarus, Azerbaijan"),
            columns=(ValueColumn.COUNTRY,),
            read=values.country,
            known=lambda vocabulary, text: vocabulary.country_code(text),
            typed_by_label=True,
        ),
        FieldOfValues(
            name="about",
            meaning="is mainly about the country",
            example="about:belarus",
            absent=Without(ValueColumn.ABOUT),
            find=finders.primary_countries,
            completed_by="country",
            form=FormEntry("about", "Is mainly about a country", "Georgia"),
            columns=(ValueColumn.ABOUT,),
            read=values.country,
            known=lambda vocabulary, text: vocabulary.country_code(text),
            typed_by_label=True,
        ),
        FieldOfValues(
            name="region",
            meaning="mentions a country of the region or group",
            example="region:caucasus",
            absent=Without(ValueColumn.REGION),
            find=finders.regions,
            completed_by="region",
            columns=(ValueColumn.REGION,),
            read=values.region,
            known=lambda vocabulary, text: vocabulary.region_key(text),
        ),
        FieldOfWords(
            name="minister",
            meaning="an official of this name: minister, head of state or of government",
            example='minister:"zakir hasanov"',
            foreign=("person", "official", "per", "from", "pe"),
            absent=Without(ValueColumn.OFFICIAL),
            find=finders.officials,
            completed_by="minister",
            form=FormEntry("names", "Names an official", "Zakir Hasanov"),
            text=TextField.MINISTER,
            columns=WordColumns((), (TextColumn.MINISTER_FORMS,), (TextColumn.MINISTER,)),
        ),
        FieldOfValues(
            name="office",
            meaning="an official who holds the portfolio; `az/...` of one country",
            example="office:az/defence",
            foreign=("portfolio", "post"),
            absent=Without(ValueColumn.OFFICE),
            find=finders.offices,
            completed_by="office",
            form=FormEntry("post", "Someone in an office", "defence, az/foreign"),
            columns=(ValueColumn.OFFICE,),
            read=values.office,
            compared=str.lower,
            known=lambda vocabulary, text: vocabulary.portfolio_of(text),
        ),
        FieldOfValues(
            name="holder",
            meaning="the one official with this key, under every spelling",
            example="holder:az-zakir-hasanov",
            find=finders.holders,
            columns=(ValueColumn.OFFICIAL,),
            read=values.key,
        ),
        FieldOfValues(
            name="source",
            meaning="published by",
            example="source:trend",
            foreign=("publisher", "sc", "sn", "pub"),
            absent=Without(ValueColumn.SOURCE),
            find=finders.own_value(lambda article: [article.source]),
            completed_by="source",
            form=FormEntry("by", "Published by", "Trend"),
            columns=(ValueColumn.SOURCE,),
            read=values.name,
            compared=folded_value,
        ),
        FieldOfWords(
            name="dateline",
            meaning="the place where the article was filed",
            example="dateline:baku",
            foreign=("place", "dl"),
            absent=Without(ValueColumn.PLACE),
            find=finders.places,
            completed_by="dateline",
            form=FormEntry("filed", "Filed from", "Baku"),
            text=TextField.DATELINE,
            columns=WordColumns((), (TextColumn.DATELINE_FORMS,), (TextColumn.DATELINE,)),
        ),
        FieldOfValues(
            name="lang",
            meaning="language of the text: code or name",
            example="lang:en",
            foreign=("language", "la", "ln"),
            absent=Without(ValueColumn.LANGUAGE),
            find=finders.languages,
            completed_by="lang",
            form=FormEntry("language", "Language", "en"),
            columns=(ValueColumn.LANGUAGE,),
            read=values.language,
            compared=primary_language,
        ),
        FieldOfValues(
            name="keyword",
            meaning="keyword given by the source",
            example='keyword:"foreign policy"',
            foreign=("tag", "label", "keywords", "su", "ns"),
            absent=Without(ValueColumn.KEYWORD),
            find=finders.own_value(lambda article: article.keywords),
            columns=(ValueColumn.KEYWORD,),
            read=values.name,
            compared=folded_value,
        ),
        FieldOfDates(
            name="date",
            meaning="published on these days (UTC)",
            example="date:2021-05..2021-07",
            foreign=("published", "pd"),
            absent=Without(ValueColumn.YEAR),
            find=finders.days,
            completed_by="year",
        ),
        FieldOfValues(
            name="id",
            meaning="the article with this id",
            example="id:a1b2c3",
            find=finders.own_value(lambda article: [article.id]),
            columns=(ValueColumn.ID,),
            read=values.exactly,
        ),
        FieldOfValues(
            name="url",
            meaning="the article from this address",
            example="url:https://example.org/news/1",
            foreign=("link",),
            absent=Without(ValueColumn.URL),
            find=finders.own_value(lambda article: [article.url]),
            columns=(ValueColumn.URL,),
            read=values.exactly,
        ),
        FieldOfValues(
            name="duplicates",
            meaning="`all`: copies of an article too; with an id: it and its copies",
            example="duplicates:all",
            find=finders.copies,
            columns=(ValueColumn.ID, ValueColumn.COPY_OF),
            read=values.exactly,
        ),
    ),
)
"""All fields, in their order on pages."""


def field_named(name: str) -> Field | None:
    """Return the field with this name, its own or another system's; case does not matter."""
    return FIELDS.get(name.casefold())


def columns_of(text: TextField) -> WordColumns:
    """Return the columns that hold the words of a field."""
    row = FIELDS.get(text.value)
    return row.columns if isinstance(row, FieldOfWords) else ANYWHERE


def nearest_field(name: str) -> Field | None:
    """Return the field with the most similar name, for typing errors; None if no name is similar enough."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    folded = name.casefold()
    allowed = 1 if len(folded) < 7 else 2
    own_names = [field.name for field in FIELDS if len(field.name) > 3]
    nearest = process.extractOne(folded, own_names, scorer=OSA.distance, score_cutoff=allowed)
    return None if nearest is None else field_named(nearest[0])
