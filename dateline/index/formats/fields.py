"""From named values, as in JSON and CSV, to a raw report: by the usual field names or a user's mapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from dateline.errors import UsageError
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import RawReport
from dateline.problems import Place, Problem

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""A decoded JSON value."""

# Names used by archive exports, feeds, scrapers and news APIs; the first with a value wins.
# In the form that `_plain` returns: lower-case letters and digits only.
_USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "given_id": ("id", "articleid", "docid", "docno", "newid", "guid", "uuid", "uri", "identifier"),
    "headline": ("headline", "title", "head", "heading"),
    "body": ("body", "text", "content", "fulltext", "bodytext", "articlebody", "maintext", "story", "article"),
    "published": (
        *("date", "published", "pubdate", "publishedat", "publisheddate", "publicationdate", "datepublished"),
        *("publishdate", "datetime", "timestamp", "firstcreated", "versioncreated", "created", "createdat"),
    ),
    "dateline": ("dateline",),
    "byline": ("byline", "author", "authors", "creator"),
    "source": ("source", "publisher", "sourcename", "provider", "newspaper", "outlet", "agency", "publication"),
    "section": ("section", "category", "desk"),
    "url": ("url", "link", "weburl", "canonicalurl", "permalink"),
    "language": ("language", "lang"),
    "keywords": (
        *("keywords", "topics", "tags", "subjects", "categories", "places", "people", "persons"),
        *("orgs", "organizations", "organisations", "companies", "exchanges"),
    ),
}
_SEPARATORS = ";|,"
"""Separators of keywords in one string; the first that occurs is used (`Korea, South; Japan`)."""
_TEXT_NAMES = ("name", "value", "text", "term", "label")
"""Names under which an object holds its text: `{"author": {"name": "A B"}}`."""
_MAX_DEPTH = 8
"""Maximum nesting depth of lists of keywords."""
_MAX_CACHED = 10_000
"""Maximum number of cached names; inputs have a dozen, but broken ones a new one on every line."""


class _Named(NamedTuple):
    name: str
    rank: int
    content: Json


class Fields:
    """Reads values by name; caches which field each name is."""

    def __init__(self, options: ReadOptions) -> None:
        """Raises UsageError if the mapping names an unknown field."""
        self._source = options.source
        self._ranks = _ranks(options.mapping)
        self._cache: dict[str, tuple[str, int] | None] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """All known names of fields, the usual ones in lower-case letters and digits."""
        return tuple(self._ranks)

    def knows(self, name: str) -> bool:
        """Whether `name`, in any capitalisation and punctuation, is a field."""
        return self._field(name) is not None

    def knows_text(self, names: Iterable[str]) -> bool:
        """Whether one of `names` is a body or a headline."""
        return any(found is not None and found[0] in {"body", "headline"} for found in map(self._field, names))

    def report(
        self,
        values: Mapping[str, Json],
        *,
        place: Place,
        format_: str,
        byte_end: int | None,
        problem: str | None = None,
    ) -> RawReport | str:
        """Return the report in `values`, or the reason why there is none; other wrong types become problems."""
        found, keywords = self._sort(values)
        body = found.pop("body", None)
        text = None if body is None else _text(body.content, joiner="\n\n")
        if body is not None and (text is None or isinstance(body.content, int | float)):
            return _not_text(body)
        texts = {field: _text(named.content, joiner=", ") for field, named in found.items()}
        if text is None and texts.get("headline") is None:
            return "no text: the article has neither a body nor a headline"
        messages = [problem] if problem else []
        messages += [_not_text(found[field]) for field in texts if texts[field] is None]
        return RawReport(
            body=text or "",
            place=place,
            format=format_,
            given_id=texts.get("given_id"),
            headline=texts.get("headline"),
            byline=texts.get("byline"),
            source=texts.get("source") or self._source,
            section=texts.get("section"),
            url=texts.get("url"),
            language=texts.get("language"),
            published=texts.get("published"),
            dateline=texts.get("dateline"),
            keywords=tuple(dict.fromkeys(keywords)),
            byte_end=byte_end,
            problems=tuple(Problem(each, place=place) for each in messages),
        )

    def _sort(self, values: Mapping[str, Json]) -> tuple[dict[str, _Named], list[str]]:
        """Return the preferred non-empty value of each field, and all keywords."""
        found: dict[str, _Named] = {}
        keywords: list[str] = []
        for name, content in values.items():
            known = self._field(name)
            if known is None or _is_empty(content):
                continue
            field, rank = known
            if field == "keywords":
                keywords += _keywords(content)
            elif field not in found or rank < found[field].rank:
                found[field] = _Named(name, rank, content)
        return found, keywords

    def _field(self, name: str) -> tuple[str, int] | None:
        """Return the field of `name` and its rank, 0 for the most preferred name, or None."""
        try:
            return self._cache[name]
        except KeyError:
            found = self._ranks.get(name) or self._ranks.get(_plain(name))
        if len(self._cache) < _MAX_CACHED:
            self._cache[name] = found
        return found


def _ranks(mapping: Iterable[tuple[str, str]]) -> dict[str, tuple[str, int]]:
    ranks = {name: (field, rank) for field, names in _USUAL_NAMES.items() for rank, name in enumerate(names)}
    return ranks | {name: (_mapped_field(field, ranks), -1) for field, name in mapping}


def _mapped_field(field: str, ranks: Mapping[str, tuple[str, int]]) -> str:
    """Return the field that a mapping names, by its own or a usual name (`id`, `date`, `topics`)."""
    plain = _plain(field)
    if field in _USUAL_NAMES:
        return field
    if plain not in ranks:
        known = "id, " + ", ".join(name for name in _USUAL_NAMES if name != "given_id")
        raise UsageError(f"unknown field {field!r} in the mapping", remedy=f"the fields are {known}")
    return ranks[plain][0]


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _is_empty(content: Json) -> bool:
    return content is None or content in ([], {}) or (isinstance(content, str) and not content.strip())


def _text(content: Json, *, joiner: str) -> str | None:
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


def _keywords(content: Json) -> list[str]:
    """Return the keywords of a list as they are, or split a string at its separator."""
    if not isinstance(content, str):
        return list(_leaves(content))
    separator = next((each for each in _SEPARATORS if each in content), None)
    return [word for part in content.split(separator) if (word := part.strip())] if separator else [content.strip()]


def _not_text(named: _Named) -> str:
    return f"{named.name} is {_kind(named.content)}, not text"


def _kind(content: Json) -> str:
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
