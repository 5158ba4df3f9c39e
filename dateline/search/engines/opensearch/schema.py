"""Which of OpenSearch's fields hold which columns, and the template by which every index of ours is made.

Terms come analysed, joined by blanks, so OpenSearch only splits at blanks; names are several texts of one field, whose
gap is that of the columns. Folded words, which are looked up by their beginnings and by edits and suggested, are whole
values. Nothing else is kept of an article: the store has it.
"""

from __future__ import annotations

from hashlib import blake2b

from dateline.index.terms import NAME_GAP, TextColumn, ValueColumn

SCHEMA_VERSION = "1"
TEMPLATE = f"dateline-{SCHEMA_VERSION}"
PATTERN = "dateline-*"
PUBLISHED = "published"

SCORED = frozenset({TextColumn.HEADLINE, TextColumn.BODY, TextColumn.HEADLINE_FORMS, TextColumn.BODY_FORMS})
FOLDED = frozenset({TextColumn.HEADLINE_FOLDED, TextColumn.BODY_FOLDED})
"""Columns without positions."""

_ANALYZER = "terms"
_LONGEST_TERM = 8_000
"""Characters; a term of Lucene has 32,766 bytes at most, and ours are far shorter."""
_LONGEST_VALUE = 8_000
_KEPT_OF_LONGER = 200


def text_field(column: TextColumn) -> str:
    """The name of a text column's field."""
    return _TEXT_FIELDS[column]


def value_field(column: ValueColumn) -> str:
    """The name of a value column's field."""
    return _VALUE_FIELDS[column]


def as_value(value: str) -> str:
    """A value as it is indexed and looked for: one too long for Lucene is its beginning and a digest."""
    if len(value) <= _LONGEST_VALUE:
        return value
    return f"{value[:_KEPT_OF_LONGER]}…{blake2b(value.encode(), digest_size=16).hexdigest()}"


def template() -> dict[str, object]:
    """What an index of ours is like, whoever makes it."""
    return {
        "index_patterns": [PATTERN],
        "priority": 100,
        "template": {
            "settings": {
                # Nothing becomes visible but by a commit of ours.
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
    return {
        "type": "text",
        "analyzer": _ANALYZER,
        "norms": column in SCORED,
        # Only so can a column tell its terms; nothing is read into memory before one is asked to.
        "fielddata": True,
        "position_increment_gap": NAME_GAP,
    }


_TEXT_FIELDS = {column: f"text_{column.value}" for column in TextColumn}
_VALUE_FIELDS = {column: f"value_{column.value}" for column in ValueColumn}
