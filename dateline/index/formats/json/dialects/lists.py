"""Objects around lists of articles: JSON Feed, answers of search servers and news services, and their errors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from dateline.index.formats.fields import Json
from dateline.index.formats.json.dialects.dialect import Context, Report
from dateline.index.formats.json.dialects.values import Values
from dateline.index.raw import Outcome, RawReport, RejectKind

LISTS: Final = (
    *("articles", "article", "items", "item", "hits", "docs", "results", "entries", "stories", "posts", "news"),
    *("documents", "records", "rows", "data", "response", "value", "content", "newsitems", "updates", "graph"),
)
"""Names of lists of articles, and of objects around them, in lower-case letters."""
_TEXTS: Final = ("body", "bodyhtml", "bodytext", "bodyxhtml", "text", "fulltext", "articlebody", "maintext", "story")
_MOST_NESTED: Final = 6


class Failure:
    """What a server answers instead of articles."""

    def owns(self, values: Values) -> bool:
        """Whether it says that it is an error, and has no list."""
        is_failure = values.text("status") in {"error", "fail", "failed"} or values.has(
            "error", "errors", "errormessage"
        )
        return is_failure and not values.has(*LISTS, *_TEXTS, "headline", "title")

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Reject it with its message."""
        del depth
        told = values.object("error", "errors")
        message = values.text("message", "error", "reason") or (told.text("reason", "message", "msg") if told else None)
        reason = f"an error of a server instead of articles: {message}" if message else "an error of a server"
        yield context.reject(reason, RejectKind.NOT_AN_ARTICLE)


class JsonFeed:
    """JSON Feed 1 and 1.1. Source: jsonfeed.org."""

    def owns(self, values: Values) -> bool:
        """Whether it names the version of JSON Feed."""
        return "jsonfeed.org/version" in (values.raw("version") or "")

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Yield each item; what an item does not say, the feed says."""
        del depth
        items = values.objects("items")
        if not items:
            yield context.passed("an empty feed")
        for item in items:
            yield context.report(
                item.raw("contenthtml", "contenttext", "summary"),
                item.text("title"),
                Report(
                    given_id=item.text("id"),
                    byline=", ".join(item.names("authors", "author") or values.names("authors", "author")) or None,
                    source=values.text("title"),
                    url=item.text("url", "externalurl"),
                    language=item.text("language") or values.text("language"),
                    published=item.text("datepublished", "datemodified"),
                    modified=item.text("datemodified"),
                    keywords=tuple(item.names("tags")),
                ),
            )


class Hit:
    """One article of a search server: Elasticsearch and OpenSearch keep it in `_source`, Solr bulk files in `doc`."""

    def owns(self, values: Values) -> bool:
        """Whether the article stands in `_source`."""
        return isinstance(values.content.get("_source"), dict)

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Yield the article; without an id of its own it has that of the server."""
        source = values.content["_source"]
        if not isinstance(source, dict):
            return
        for outcome in context.inner(source, context, depth + 1):
            is_nameless = isinstance(outcome, RawReport) and outcome.given_id is None
            yield msgspec.structs.replace(outcome, given_id=values.text("id")) if is_nameless else outcome


class Command:
    """The line before an article in the files that Elasticsearch and OpenSearch load."""

    def owns(self, values: Values) -> bool:
        """Whether it only names where the next line goes."""
        named = {"index", "create", "update", "delete"} & set(values.content)
        return len(values.content) == 1 and bool(named) and isinstance(values.content[named.pop()], dict)

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Pass it over."""
        del values, depth
        yield context.passed("a command to a search server")


class Listing:
    """Any object without a text of its own, in which a list of objects stands."""

    def owns(self, values: Values) -> bool:
        """Whether there is a list of objects under one of the usual names, and no text beside it."""
        return not values.has(*_TEXTS) and _list_in(values, 0) is not None

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Yield what each object of the list contains."""
        found = _list_in(values, 0)
        if not found:
            yield context.passed("an empty list of articles")
            return
        if depth > _MOST_NESTED:
            yield context.reject("lists of articles are nested too deeply", RejectKind.LIMIT)
            return
        for each in found:
            yield from context.inner(each, context, depth + 1)


def _list_in(values: Values, depth: int) -> list[dict[str, Json]] | None:
    """Return the first list of objects, here or in an object with the name of a list; None without one."""
    for name in LISTS:
        value = values.get(name)
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            return [each for each in value if isinstance(each, dict)]
        if isinstance(value, dict) and depth < _MOST_NESTED:
            inner = _list_in(Values(value), depth + 1)
            if inner is not None:
                return inner
            if name == "item" or (name == "article" and len(values.content) == 1):
                return [value]
    is_empty = any(value == [] for name, value in values.content.items() if name.lower() in LISTS)
    return [] if is_empty else None
