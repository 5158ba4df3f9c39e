"""The nodes of a query, for queries that a program puts together instead of writing them as text.

`str(node)` is the query's text, and `Archive.parse(text).query` is the tree of a text.
"""

from dateline.search.query.tree import (
    Absent,
    AbsentField,
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
    Unfolded,
    Value,
    ValueField,
    Word,
)

__all__ = [
    "Absent",
    "AbsentField",
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
    "Unfolded",
    "Value",
    "ValueField",
    "Word",
]
