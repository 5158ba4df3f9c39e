"""From named values to a raw report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from dateline.index.formats.fields.names import plain_name, ranks_of
from dateline.index.formats.fields.texts import body_of, line_of, moment_of
from dateline.index.formats.fields.values import Json, is_empty, joined_text, keywords_in, kind_of
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import RawReport
from dateline.problems import Place, Problem

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
        self._ranks = ranks_of(options.mapping)
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
        text = None if body is None else joined_text(body.content, joiner="\n\n")
        if body is not None and (text is None or isinstance(body.content, int | float)):
            return _not_text(body)
        texts = {field: joined_text(named.content, joiner=", ") for field, named in found.items()}
        if text is None and texts.get("headline") is None:
            return "no text: the article has neither a body nor a headline"
        messages = [problem] if problem else []
        messages += [_not_text(found[field]) for field in texts if texts[field] is None]
        lines = {field: line_of(text) for field, text in texts.items() if text and field != "summary"}
        unwrapped = body_of(text if text is not None else texts.get("summary") or "")
        if isinstance(unwrapped, tuple) and unwrapped[:1] == (lines.get("headline"),):
            unwrapped = unwrapped[1:]
        first, versioned = moment_of(lines.get("published")), moment_of(lines.get("versioned"))
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
            modified=moment_of(lines.get("modified")) or versioned,
            version=lines.get("version"),
            embargo=moment_of(lines.get("embargo")),
            genre=lines.get("genre"),
            dateline=lines.get("dateline"),
            keywords=tuple(dict.fromkeys(map(line_of, keywords))),
            byte_end=byte_end,
            problems=tuple(Problem(each, place=place) for each in messages),
        )

    def _sort(self, values: Mapping[str, Json]) -> tuple[dict[str, _Named], list[str]]:
        """Return the preferred non-empty value of each field, and all keywords."""
        found: dict[str, _Named] = {}
        keywords: list[str] = []
        for name, content in values.items():
            known = self._field(name)
            if known is None or is_empty(content):
                continue
            field, rank = known
            if field == "keywords":
                keywords += keywords_in(content)
            elif field not in found or rank < found[field].rank:
                found[field] = _Named(name, rank, content)
        return found, keywords

    def _field(self, name: str) -> tuple[str, int] | None:
        """Return the field of `name` and its rank, 0 for the most preferred name, or None."""
        try:
            return self._cache[name]
        except KeyError:
            found = self._ranks.get(name) or self._ranks.get(plain_name(name))
        if len(self._cache) < _MAX_CACHED:
            self._cache[name] = found
        return found


@lru_cache(maxsize=8)
def fields_of(options: ReadOptions) -> Fields:
    """Return the fields of some options; made once, since an input has many objects."""
    return Fields(options)


def _not_text(named: _Named) -> str:
    return f"{named.name} is {kind_of(named.content)}, not text"
