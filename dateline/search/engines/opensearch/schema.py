"""The mapping of columns to OpenSearch fields, and the template of all Dateline indexes.

Terms are analysed before and joined by spaces, so OpenSearch only splits at spaces. Names are several values of one
field, with the same position gap as in the columns. Folded words, which serve prefixes, fuzzy words and suggestions,
are keywords. The index holds nothing else of an article: the store has it.
"""

from __future__ import annotations

from hashlib import blake2b

from dateline.index.terms import NAME_GAP, TextColumn, ValueColumn

SCHEMA_VERSION = "2"
TEMPLATE = f"dateline-{SCHEMA_VERSION}"
PATTERN = "dateline-*"
PUBLISHED = "published"

FOLDED = frozenset({TextColumn.HEADLINE_FOLDED, TextColumn.BODY_FOLDED})
"""Columns without positions."""

_ANALYZER = "terms"
_LONGEST_TERM = 8_000
"""Characters; a Lucene term has 32,766 bytes at most, and ours are far shorter."""
_LONGEST_VALUE = 8_000
_KEPT_OF_LONGER = 200
"""Characters that a longer value keeps before its digest."""


def text_field(column: TextColumn) -> str:
    """Return the field of a text column."""
    return _TEXT_FIELDS[column]


def value_field(column: ValueColumn) -> str:
    """Return the field of a value column."""
    return _VALUE_FIELDS[column]


def as_value(value: str) -> str:
    """Return a value as it is indexed and searched: one too long for Lucene is cut and gets a digest."""
    if len(value) <= _LONGEST_VALUE:
        return value
    return f"{value[:_KEPT_OF_LONGER]}…{blake2b(value.encode(), digest_size=16).hexdigest()}"


def template() -> dict[str, object]:
    """Return the template of all Dateline indexes."""
    return {
        "index_patterns": [PATTERN],
        # Two templates for one pattern need two priorities, and the one before may still be in the cluster.
        "priority": 100 + int(SCHEMA_VERSION),
        "template": {
            "settings": {
                # Only our commits make anything visible.
                "refresh_interval": "-1",
                "analysis": {
                    "tokenizer": {_ANALYZER: {"type": "whitespace", "max_token_length": _LONGEST_TERM}},
                    "analyzer": {_ANALYZER: {"type": "custom", "tokenizer": _ANALYZER}},
                },
            },
            "mappings": {"dynamic": "strict", "_source": {"enabled": False}, "properties": _properties()},
        },
    }


def _properties() -> dict[str, object]:
    texts: dict[str, object] = {text_field(column): _text(column) for column in TextColumn}
    values: dict[str, object] = {value_field(column): {"type": "keyword"} for column in ValueColumn}
    return {**texts, **values, PUBLISHED: {"type": "long"}}


def _text(column: TextColumn) -> dict[str, object]:
    if column in FOLDED:
        return {"type": "keyword"}
    if column is TextColumn.TEXT:
        return {"type": "text", "analyzer": _ANALYZER, "norms": True, "index_options": "freqs"}
    return {
        "type": "text",
        "analyzer": _ANALYZER,
        "norms": False,
        # Needed to list the terms of a column; loaded into memory on first use only.
        "fielddata": True,
        "position_increment_gap": NAME_GAP,
    }


_TEXT_FIELDS = {column: f"text_{column.value}" for column in TextColumn}
_VALUE_FIELDS = {column: f"value_{column.value}" for column in ValueColumn}
