"""The usual names of fields, and which field a name is: by them or by a user's mapping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from dateline.errors import UsageError

# Names used by archive exports, feeds, scrapers, content systems and news APIs; the first with a value wins.
# In the form that `plain_name` returns: lower-case letters and digits only.
_USUAL_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
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


def ranks_of(mapping: Iterable[tuple[str, str]]) -> dict[str, tuple[str, int]]:
    """Return the field of each usual or mapped name, and its rank: the lowest is preferred."""
    ranks = {name: (field, rank) for field, names in _USUAL_NAMES.items() for rank, name in enumerate(names)}
    return ranks | {name: (_mapped_field(field, ranks), -1) for field, name in mapping}


def _mapped_field(field: str, ranks: Mapping[str, tuple[str, int]]) -> str:
    """Return the field that a mapping names, by its own or a usual name (`id`, `date`, `topics`)."""
    plain = plain_name(field)
    if field in _USUAL_NAMES:
        return field
    if plain not in ranks:
        known = "id, " + ", ".join(name for name in _USUAL_NAMES if name not in {"given_id", "versioned"})
        raise UsageError(f"unknown field {field!r} in the mapping", remedy=f"the fields are {known}")
    return ranks[plain][0]


def plain_name(name: str) -> str:
    """Return a name as its letters and digits, in lower case."""
    return "".join(filter(str.isalnum, name.casefold()))
