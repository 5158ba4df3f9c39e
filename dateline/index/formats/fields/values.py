"""Decoded values, and the texts in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""A decoded JSON value."""

_SEPARATORS = ";|,"
"""Separators of keywords in one string; the first that occurs is used (`Korea, South; Japan`)."""
_TEXT_NAMES = ("name", "value", "text", "term", "label", "title", "main", "rendered", "@value", "#text", "$t", "href")
"""Names under which an object holds its text: `{"author": {"name": "A B"}}`."""
_MAX_DEPTH = 8
"""Maximum nesting depth of lists of keywords."""


def text_of(content: Json, joiner: str = ", ") -> str | None:
    """Return the text of a value: itself, the texts of a list, or the naming text of an object."""
    return (joined_text(content, joiner=joiner) or "").strip() or None


def is_empty(content: Json) -> bool:
    """Whether a value says nothing."""
    return content is None or content in ([], {}) or (isinstance(content, str) and not content.strip())


def joined_text(content: Json, *, joiner: str) -> str | None:
    """Return the text of a value, numbers included; None if it has no text."""
    return content if isinstance(content, str) else joiner.join(_leaves(content)) or None


def _leaves(content: Json, depth: int = 0) -> Iterator[str]:
    """Yield the texts in a value and its nested lists; for an object, its naming text."""
    if depth > _MAX_DEPTH or content is None or isinstance(content, bool):
        return
    if isinstance(content, str):
        if content.strip():
            yield content.strip()
    elif isinstance(content, int | float):
        yield str(content)
    elif isinstance(content, list):
        for each in content:
            yield from _leaves(each, depth + 1)
    else:
        yield from _leaves(next((content[name] for name in _TEXT_NAMES if name in content), None), depth + 1)


def keywords_in(content: Json) -> list[str]:
    """Return the keywords of a list as they are, or split a string at its separator."""
    if not isinstance(content, str):
        return list(_leaves(content))
    separator = next((each for each in _SEPARATORS if each in content), None)
    return [word for part in content.split(separator) if (word := part.strip())] if separator else [content.strip()]


def kind_of(content: Json) -> str:
    """Return the kind of a value as words for a problem."""
    match content:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return "empty"
