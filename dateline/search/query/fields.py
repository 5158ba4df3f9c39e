"""The fields of the query language: one row each, with all that reading, resolving, showing and suggesting need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from dateline.index.analysis import folded_value
from dateline.index.terms import TextColumn, ValueColumn, primary_language
from dateline.registry import Registry
from dateline.search.explain import finders
from dateline.search.explain.finders import Finder
from dateline.search.plan import Except, Matching, OneOf, Without
from dateline.search.query.tree import Phrase, TextField, Value, Word
from dateline.search.syntax import values
from dateline.search.syntax.values import ReadValue
from dateline.search.syntax.vocabulary import Vocabulary


class FormEntry(msgspec.Struct, frozen=True):
    """How the advanced form asks for a field."""

    name: str
    """The parameter of the form's address."""
    label: str
    """English; pages translate it."""
    hint: str
    """An example."""


class Field(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One field as it is typed: `name:value`."""

    name: str
    meaning: str
    """English; pages translate it."""
    example: str
    """A query that uses it."""
    foreign: tuple[str, ...] = ()
    """What other systems call it: understood, and shown by its own name."""
    absent: Matching | None = None
    """The articles of `name:none`; None where every article has a value."""
    find: Finder = finders.nothing
    """What in an article matches a value."""
    completed_by: str | None = None
    """The facet whose values are suggested for this field, and name those that matched."""
    form: FormEntry | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is found by."""
        return (self.name, *self.foreign)

    def typed(self, value: str, label: str) -> str:
        """How a suggested value is typed; `label` is its English name."""
        del label
        return f"{self.name}:{value}"


class WordColumns(msgspec.Struct, frozen=True):
    """The columns that hold the words of a field."""

    stems: tuple[TextColumn, ...]
    """None where words are names, which are not stemmed."""
    forms: tuple[TextColumn, ...]
    """As written, in lower case."""
    folded: tuple[TextColumn, ...]
    """Without accents."""


class WordField(Field, frozen=True, eq=False, kw_only=True):
    """A field of words, in a text or in names."""

    text: TextField
    columns: WordColumns

    def typed(self, value: str, label: str) -> str:
        """The words of the label where it is a name, else of the value."""
        words = tuple((label if self.text is TextField.MINISTER else value).split())
        return str(Phrase(words, self.text) if len(words) > 1 else Word(" ".join(words), self.text))


class ValueRow(Field, frozen=True, eq=False, kw_only=True):
    """A field of whole values."""

    columns: tuple[ValueColumn, ...]
    """A value in any of them."""
    read: Callable[[str, str, Vocabulary], ReadValue]
    """Reads typed text: the field's name, the text, and the names there are."""
    compared: Callable[[str], str] = str
    """A value as its columns hold it."""
    known: Callable[[Vocabulary, str], str | None] | None = None
    """Whether a text is a value by itself, where names of several words need no quotes."""
    typed_by_label: bool = False
    """Whether a suggestion types the English name: `country:azerbaijan`."""

    def typed(self, value: str, label: str) -> str:
        """The value, or its English name."""
        return str(Value(self.name, label.lower() if self.typed_by_label else value))


class DateField(Field, frozen=True, eq=False, kw_only=True):
    """The field of days."""


ANYWHERE: Final = WordColumns(
    (TextColumn.HEADLINE, TextColumn.BODY),
    (TextColumn.HEADLINE_FORMS, TextColumn.BODY_FORMS),
    (TextColumn.HEADLINE_FOLDED, TextColumn.BODY_FOLDED),
)
"""Where words without a field are looked for."""

FIELDS: Final[Registry[Field]] = Registry(
    "field",
    (
        WordField(
            name="headline",
            meaning="words of the headline",
            example="headline:visit",
            foreign=("title", "subject", "hd", "ti", "hl"),
            absent=Except(OneOf(ValueColumn.PART, ("headline",))),
            form=FormEntry("in-headline", "Words of the headline", "visit"),
            text=TextField.HEADLINE,
            columns=WordColumns((TextColumn.HEADLINE,), (TextColumn.HEADLINE_FORMS,), (TextColumn.HEADLINE_FOLDED,)),
        ),
        WordField(
            name="body",
            meaning="words of the text below the headline",
            example="body:talks",
            foreign=("text", "content", "tx", "ft"),
            text=TextField.BODY,
            columns=WordColumns((TextColumn.BODY,), (TextColumn.BODY_FORMS,), (TextColumn.BODY_FOLDED,)),
        ),
        ValueRow(
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
        ValueRow(
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
        ValueRow(
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
        WordField(
            name="minister",
            meaning="an official of this name: minister, head of state or of government",
            example='minister:"zakir hasanov"',
            foreign=("person", "official", "per", "from", "pe"),
            absent=Without(ValueColumn.OFFICIAL),
            find=finders.officials,
            completed_by="minister",
            form=FormEntry("names", "Names a person in office", "Zakir Hasanov"),
            text=TextField.MINISTER,
            columns=WordColumns((), (TextColumn.MINISTER_FORMS,), (TextColumn.MINISTER,)),
        ),
        ValueRow(
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
        ValueRow(
            name="holder",
            meaning="the one official with this key, under every spelling",
            example="holder:az-zakir-hasanov",
            find=finders.holders,
            columns=(ValueColumn.OFFICIAL,),
            read=values.key,
        ),
        ValueRow(
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
        WordField(
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
        ValueRow(
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
        ValueRow(
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
        DateField(
            name="date",
            meaning="published on these days (UTC)",
            example="date:2021-05..2021-07",
            foreign=("published", "pd"),
            absent=Without(ValueColumn.YEAR),
            find=finders.days,
            completed_by="year",
        ),
        ValueRow(
            name="id",
            meaning="the article with this id",
            example="id:a1b2c3",
            find=finders.own_value(lambda article: [article.id]),
            columns=(ValueColumn.ID,),
            read=values.exactly,
        ),
        ValueRow(
            name="url",
            meaning="the article from this address",
            example="url:https://example.org/news/1",
            foreign=("link",),
            absent=Without(ValueColumn.URL),
            find=finders.own_value(lambda article: [article.url]),
            columns=(ValueColumn.URL,),
            read=values.exactly,
        ),
        ValueRow(
            name="duplicates",
            meaning="`all`: copies of an article too; with an id: it and its copies",
            example="duplicates:all",
            find=finders.copies,
            columns=(ValueColumn.ID, ValueColumn.COPY_OF),
            read=values.exactly,
        ),
    ),
)
"""All fields, in the order in which they are shown."""


def field_named(name: str) -> Field | None:
    """The field of this name, its own or another system's; case aside."""
    return FIELDS.get(name.casefold())


def columns_of(text: TextField) -> WordColumns:
    """Where the words of a field stand."""
    row = FIELDS.get(text.value)
    return row.columns if isinstance(row, WordField) else ANYWHERE


def nearest_field(name: str) -> Field | None:
    """The field whose name a person may have meant to type, or None where none is near."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    folded = name.casefold()
    allowed = 1 if len(folded) < 7 else 2
    own_names = [field.name for field in FIELDS if len(field.name) > 3]
    nearest = process.extractOne(folded, own_names, scorer=OSA.distance, score_cutoff=allowed)
    return None if nearest is None else field_named(nearest[0])
