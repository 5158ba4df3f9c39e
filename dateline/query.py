"""The nodes of a query, for queries that a program puts together instead of writing them as text.

`str(node)` is the query's text, and `Archive.parse(text).query` is the tree of a text.
"""

from dateline.search.query.tree import (
    Absent,
    And,
    Dated,
    Everything,
    Exact,
    Fuzzy,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    TextField,
    Value,
    ValueField,
    WithCopies,
    Word,
)

__all__ = [
    "Absent",
    "And",
    "Dated",
    "Everything",
    "Exact",
    "Fuzzy",
    "Not",
    "Nothing",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "TextField",
    "Value",
    "ValueField",
    "WithCopies",
    "Word",
]
