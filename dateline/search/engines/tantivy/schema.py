"""The mapping of columns to Tantivy fields.

Terms are analysed before and joined by spaces, so Tantivy only splits at spaces. Values are single terms, and fast
fields for counting. An article without a value in a column has `NO_VALUE` there: so "none" is a value that is found
and counted like any other. `published` holds seconds from 1970, or `UNDATED`, which sorts before all dates.
"""

from __future__ import annotations

from typing import Literal

import tantivy

from dateline.index.terms import TextColumn, ValueColumn

NO_VALUE = "∅"
PUBLISHED = "published"
UNDATED = -(2**62)
SCHEMA_VERSION = "3"


def make_schema() -> tantivy.Schema:
    """Build the schema; an index stores a copy and is rebuilt when `SCHEMA_VERSION` changes."""
    builder = tantivy.SchemaBuilder()
    for text in TextColumn:
        builder.add_text_field(text_field(text), tokenizer_name="whitespace", index_option=_postings(text))
    for value in ValueColumn:
        builder.add_text_field(
            value_field(value),
            tokenizer_name="raw",
            index_option="basic",
            fast=True,
            stored=value is ValueColumn.ID,
        )
    builder.add_integer_field(PUBLISHED, indexed=True, fast=True)
    return builder.build()


def text_field(column: TextColumn) -> str:
    """Return the field of a text column."""
    return _TEXT_FIELDS[column]


def value_field(column: ValueColumn) -> str:
    """Return the field of a value column."""
    return _VALUE_FIELDS[column]


def _postings(column: TextColumn) -> Literal["basic", "freq", "position"]:
    return _WITHOUT_POSITIONS.get(column, "position")


_WITHOUT_POSITIONS: dict[TextColumn, Literal["basic", "freq"]] = {
    TextColumn.HEADLINE_FOLDED: "basic",
    TextColumn.BODY_FOLDED: "basic",
    TextColumn.TEXT: "freq",
}
_TEXT_FIELDS = {column: f"text_{column.value}" for column in TextColumn}
_VALUE_FIELDS = {column: f"value_{column.value}" for column in ValueColumn}
