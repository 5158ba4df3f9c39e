"""From named values, as in JSON and CSV, to a raw report: by the usual field names or a user's mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from html import unescape
from typing import NamedTuple, TypeAlias

from dateline.errors import UsageError
from dateline.index.formats.markup import paragraphs
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import RawReport
from dateline.problems import Place, Problem

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""A decoded JSON value."""

# Names used by archive exports, feeds, scrapers, content systems and news APIs; the first with a value wins.
# In the form that `_plain` returns: lower-case letters and digits only.
_USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "given_id": ("id", "articleid", "docid", "docno", "newid", "guid", "uuid", "uri", "identifier"),
    "headline": ("headline", "title", "head", "heading"),
    "body": (
        *("body", "text", "content", "fulltext", "bodytext", "articlebody", "maintext", "story", "article"),
        *("bodyhtml", "contenthtml", "contenttext", "articletext", "html"),
    ),
    "summary": ("summary", "description", "abstract", "leadparagraph", "excerpt", "snippet"),
    "published": (
        *("date", "published", "pubdate", "publishedat", "publisheddate", "publicationdate", "datepublished"),
        *("publishdate", "datepublish", "webpublicationdate", "datetime", "timestamp", "seendate"),
        *("firstcreated", "created", "createdat", "datecreated"),
    ),
    "versioned": ("versioncreated",),
    "modified": (
        *("modified", "updated", "modifiedat", "updatedat", "datemodified", "datemodify", "dateupdated"),
        *("modifieddate", "updateddate", "lastmodified", "lastupdated", "lastmodifieddate"),
    ),
    "version": ("version", "revision"),
    "embargo": ("embargo", "embargoed", "embargodate", "embargoeduntil"),
    "genre": ("genre", "genres"),
    "dateline": ("dateline",),
    "byline": ("byline", "author", "authors", "creator"),
    "source": (
        *("source", "publisher", "sourcename", "provider", "newspaper", "outlet", "agency", "publication"),
        *("sourcedomain", "domain"),
    ),
    "section": ("section", "category", "desk", "articlesection", "sectionname"),
    "url": ("url", "link", "weburl", "canonicalurl", "permalink"),
    "language": ("language", "lang", "inlanguage"),
    "keywords": (
        *("keywords", "topics", "tags", "subjects", "categories", "places", "people", "persons"),
        *("orgs", "organizations", "organisations", "companies", "exchanges"),
    ),
}
_SEPARATORS = ";|,"
"""Separators of keywords in one string; the first that occurs is used (`Korea, South; Japan`)."""
_TEXT_NAMES = ("name", "value", "text", "term", "label", "title", "main", "rendered", "@value", "#text", "$t", "href")
"""Names under which an object holds its text: `{"author": {"name": "A B"}}`."""
_MAX_DEPTH = 8
"""Maximum nesting depth of lists of keywords."""
_MAX_CACHED = 10_000
"""Maximum number of cached names; inputs have a dozen, but broken ones a new one on every line."""
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")
"""Seconds or milliseconds since 1970, from 2001 on; earlier ones could be days without separators."""
_CUT = re.compile(r"\s*(?:\u2026|\.\.\.)?\s*\[\+\d+ chars\]\s*$")
"""What a news API puts where it cuts a text off."""
_MARKUP = re.compile(
    r"</[A-Za-z][A-Za-z0-9]*\s*>|<(?:p|br|hr|li)\s*/?>|<[A-Za-z][A-Za-z0-9]*\s[^<>=]*=[^<>]*>|<!--|<!\[CDATA\[|<!(?i:doctype)\s"
)
"""What shows that a text is HTML: an end, an attribute, a comment. `<I>` and `<Name Inc>` are a wire's own signs."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLOCK = re.compile(r"<(?:p|br|div|li|h[1-6]|tr|td|section)(?=[\s>/])", re.IGNORECASE)
"""Where HTML itself tells paragraphs apart; fewer of them than blank lines are pieces of HTML in a text."""
_SPANNING = re.compile(r"<(?:script|style|!--)", re.IGNORECASE)
_MOST_UNWRAPS = 3
"""Markup that was escaped, and escaped again."""
_INLINE = re.compile(
    r"</?(?:a|abbr|acronym|b|big|cite|code|del|em|font|i|ins|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


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
        """Return the report in `values`, or the reason why there is none; other wrong types become problems.

        HTML and character references in any value become text. A summary is the body if there is a headline only.
        """
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
        lines = {field: _line(text) for field, text in texts.items() if text and field != "summary"}
        unwrapped = _unwrapped(text if text is not None else texts.get("summary") or "")
        if isinstance(unwrapped, tuple) and unwrapped[:1] == (lines.get("headline"),):
            unwrapped = unwrapped[1:]
        first, versioned = _moment(lines.get("published")), _moment(lines.get("versioned"))
        return RawReport(
            body=unwrapped if isinstance(unwrapped, str) else "",
            paragraphs=() if isinstance(unwrapped, str) else unwrapped,
            place=place,
            format=format_,
            given_id=lines.get("given_id"),
            headline=lines.get("headline"),
            byline=lines.get("byline"),
            source=lines.get("source") or self._source,
            section=lines.get("section"),
            url=lines.get("url"),
            language=lines.get("language"),
            published=first or versioned,
            modified=_moment(lines.get("modified")) or versioned,
            version=lines.get("version"),
            embargo=_moment(lines.get("embargo")),
            genre=lines.get("genre"),
            dateline=lines.get("dateline"),
            keywords=tuple(dict.fromkeys(map(_line, keywords))),
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


@lru_cache(maxsize=8)
def fields_of(options: ReadOptions) -> Fields:
    """Return the fields of some options; made once, since an input has many objects."""
    return Fields(options)


def text_of(content: Json, joiner: str = ", ") -> str | None:
    """Return the text of a value: itself, the texts of a list, or the naming text of an object."""
    return (_text(content, joiner=joiner) or "").strip() or None


def _line(text: str) -> str:
    if "<" not in text and "&" not in text:
        return text
    found = _plain_text(text)
    return " ".join(found.split()) if found != text else text


def _plain_text(text: str) -> str:
    """Return a text without markup, even if it was escaped twice; the symbol of a share (`<I>`) is none."""
    for _ in range(_MOST_UNWRAPS):
        if "<" in text and _MARKUP.search(text):
            text = "\n\n".join(paragraphs(text))
        elif "&" in text and (unescaped := _ENTITY.sub(lambda match: unescape(match[0]), text)) != text:
            text = unescaped
        else:
            break
    return text


def _moment(text: str | None) -> str | None:
    """Return a date in the source's own words, but seconds or milliseconds since 1970 as a date."""
    if text is None or not text.startswith("1") or not _EPOCH.fullmatch(text):
        return text
    seconds = int(text.partition(".")[0])
    return datetime.fromtimestamp(seconds if seconds < 10**10 else seconds // 1000, UTC).isoformat()


def _unwrapped(text: str) -> str | tuple[str, ...]:
    """Return a body without markup: its paragraphs if tags tell them apart, else its text with its own lines."""
    if text.endswith("chars]"):
        text = _CUT.sub("", text)
    if "<" not in text and "&" not in text:
        return text
    is_markup = _MARKUP.search(text) is not None
    if is_markup and "\n" in text:
        text = _INLINE.sub("", text)
        is_markup = _MARKUP.search(text) is not None
    if is_markup and text.count("\n\n") > len(_BLOCK.findall(text)) and not _SPANNING.search(text):
        found = "\n\n".join(map(_plain_text, text.split("\n\n")))
    else:
        found = _plain_text(text)
    return tuple(part for part in found.split("\n\n") if part.strip()) if is_markup else found


def _ranks(mapping: Iterable[tuple[str, str]]) -> dict[str, tuple[str, int]]:
    ranks = {name: (field, rank) for field, names in _USUAL_NAMES.items() for rank, name in enumerate(names)}
    return ranks | {name: (_mapped_field(field, ranks), -1) for field, name in mapping}


def _mapped_field(field: str, ranks: Mapping[str, tuple[str, int]]) -> str:
    """Return the field that a mapping names, by its own or a usual name (`id`, `date`, `topics`)."""
    plain = _plain(field)
    if field in _USUAL_NAMES:
        return field
    if plain not in ranks:
        known = "id, " + ", ".join(name for name in _USUAL_NAMES if name not in {"given_id", "versioned"})
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
