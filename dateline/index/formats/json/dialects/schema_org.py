"""JSON-LD in the vocabulary of schema.org, as a file of its own."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.formats.fields import Json, text_of
from dateline.index.formats.json.dialects.dialect import Object, Reading, at, first_of
from dateline.index.raw import Outcome

_ARTICLES = frozenset({"blogposting", "liveblogposting", "socialmediaposting", "discussionforumposting", "report"})


class SchemaOrg:
    """An object with a type of schema.org, or a graph of some."""

    def claims(self, value: Object) -> bool:
        """Whether there is a type or a graph."""
        return "@type" in value or "@graph" in value

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield the article or the articles of a graph or a list; a thing of another type is passed over."""
        members = first_of(value, "@graph", "itemListElement", "blogPost", "hasPart")
        if _is_article(value):
            yield reading.article(_values(value))
        elif "articleBody" in value or "body" in value:
            yield reading.article(value)
        elif isinstance(members, list):
            yield from reading.members([at(each, "item") or each for each in members])
        elif isinstance(members, dict):
            yield from reading.members([members])
        else:
            yield reading.passed("a description of something else than an article")


def _is_article(value: Object) -> bool:
    stated = value.get("@type")
    names = [str(name).rsplit("/", 1)[-1].lower() for name in (stated if isinstance(stated, list) else [stated])]
    return any(name.endswith("article") or name in _ARTICLES for name in names)


def _values(value: Object) -> Object:
    """Return the fields of an article by their usual names."""
    return {
        "id": first_of(value, "identifier", "@id"),
        "headline": first_of(value, "headline", "name"),
        "body": first_of(value, "articleBody", "text"),
        "summary": first_of(value, "description", "abstract"),
        "published": first_of(value, "datePublished", "dateCreated"),
        "modified": value.get("dateModified"),
        "byline": first_of(value, "author", "creator"),
        "source": first_of(value, "publisher", "sourceOrganization", "provider"),
        "section": value.get("articleSection"),
        "dateline": value.get("dateline"),
        "language": first_of(value, "inLanguage"),
        "genre": value.get("genre"),
        "keywords": _keywords(value),
        "url": value.get("url") or _page(value.get("mainEntityOfPage")),
    }


def _keywords(value: Object) -> Json:
    keywords = value.get("keywords")
    about: list[Json] = [name for each in _listed(value.get("about")) if (name := text_of(each))]
    return [*_listed(keywords), *about] if about and isinstance(keywords, list) else keywords or about


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _page(value: Json) -> Json:
    return at(value, "@id") or at(value, "url") if isinstance(value, dict) else value
