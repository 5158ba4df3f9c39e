"""News items in ninjs, the IPTC's JSON, and in Superdesk, which extends it.

Sources: the IPTC's schemas of ninjs 1.0 to 3.0, with and without capitals in names; items of Superdesk's API.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.index.article import Action
from dateline.index.formats.fields import Json, text_of
from dateline.index.formats.json.dialects.dialect import Object, Reading, at, first_of, objects_in
from dateline.index.raw import Outcome

_MARKS: Final = frozenset(
    """versioncreated versionCreated pubstatus pubStatus body_html body_xhtml body_text bodies headlines
    representationtype representationType $standard standard anpa_category family_id
    eventDetails plannedCoverage""".split()
)
_IDENTITIES: Final = frozenset({"uri", "guid", "unique_name", "family_id"})
_KINDS: Final = {
    "picture": "a picture",
    "photo": "a picture",
    "graphic": "a graphic",
    "video": "a video",
    "audio": "a sound recording",
    "event": "an event",
    "planning": "a planned coverage",
    "assignment": "an assignment",
}
_PACKAGES: Final = frozenset({"composite", "package", "component"})
_ACTIONS: Final = {
    "withheld": Action.WITHHOLD,
    "embargoed": Action.WITHHOLD,
    "canceled": Action.KILL,
    "cancelled": Action.KILL,
    "killed": Action.KILL,
    "kill": Action.KILL,
    "takedown": Action.KILL,
    "recalled": Action.KILL,
    "recall": Action.KILL,
    "unpublished": Action.KILL,
    "unpublish": Action.KILL,
    "corrected": Action.CORRECT,
    "correct": Action.CORRECT,
    "correction": Action.CORRECT,
}
_SUBJECTS: Final = (
    *("keywords", "subject", "subjects", "place", "places", "person", "people", "persons"),
    *("organisation", "organisations", "object", "objects", "event", "events"),
)
_OPENING: Final = 100
"""Where in a body a dateline of its own would stand, in characters."""


class Ninjs:
    """ninjs of any version, and items of Superdesk."""

    def claims(self, value: Object) -> bool:
        """Whether there is an identity and a name that only ninjs has."""
        return not _IDENTITIES.isdisjoint(value) and not _MARKS.isdisjoint(value)

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield the article, and the articles that are associated with it; other kinds of items are passed over."""
        kind = str(value.get("type") or "text").lower()
        body = _body(value)
        if kind in _KINDS:
            yield reading.passed(_KINDS[kind])
            return
        texts = [each for each in objects_in(value.get("associations")) if _is_text(each)]
        if kind in _PACKAGES and body is None:
            yield reading.passed("a package of other items")
        else:
            yield reading.article(_values(value, body), _action(value))
        if texts:
            yield from reading.members(texts)


def _is_text(value: Object) -> bool:
    """Whether an associated item is an article itself, and not only a link to one."""
    return str(value.get("type")).lower() == "text" and _body(value) is not None and not _IDENTITIES.isdisjoint(value)


def _values(value: Object, body: Json) -> Object:
    """Return the fields of an item by their usual names."""
    created = first_of(value, "firstpublished", "firstcreated", "firstCreated")
    versioned = first_of(value, "versioncreated", "versionCreated")
    return {
        "id": first_of(value, "guid", "uri", "_id", "unique_name"),
        "headline": _headline(value),
        "body": body,
        "summary": first_of(value, "description_text", "description_html", "abstract")
        or _valued(value, "descriptions"),
        "byline": first_of(value, "byline", "by", "bylines", "authors"),
        "dateline": _dateline(value, text_of(body) or ""),
        "published": created or versioned,
        "modified": versioned,
        "version": first_of(value, "_current_version", "version"),
        "embargo": first_of(value, "embargoed", "embargo") or at(value, "schedule_settings.utc_embargo"),
        "language": value.get("language"),
        "source": first_of(
            value, "source", "provider", "copyrightholder", "copyrightHolder", "infosource", "infosources"
        ),
        "section": first_of(value, "anpa_category", "service"),
        "genre": first_of(value, "genre", "genres"),
        "url": first_of(value, "url", "canonicalurl"),
        "keywords": [name for field in _SUBJECTS for name in _names(value.get(field))],
    }


def _names(value: Json) -> list[Json]:
    """Return the names of subjects or places, which may be objects or words."""
    each = value if isinstance(value, list) else [value]
    return [name for one in each if (name := text_of(one))]


def _action(value: Object) -> Action:
    stated = (value.get(name) for name in ("pubstatus", "pubStatus", "operation", "state"))
    actions = [_ACTIONS[word.lower()] for word in stated if isinstance(word, str) and word.lower() in _ACTIONS]
    return Action.KILL if Action.KILL in actions else actions[0] if actions else Action.PUBLISH


def _headline(value: Object) -> Json:
    extended = next((value[name] for name in value if name.startswith("headline_") and value[name]), None)
    return first_of(value, "headline", "headline_main") or _valued(value, "headlines") or extended or value.get("title")


def _valued(value: Object, name: str) -> str | None:
    """Return the main text of a list of texts with roles, else the first."""
    texts = [each for each in objects_in(value.get(name)) if isinstance(each.get("value"), str)]
    main = [each for each in texts if each.get("role") in {"main", "headline", "text"}]
    return text_of((main or texts)[0]["value"]) if texts else None


def _body(value: Object) -> str | None:
    """Return the body, preferably the one whose paragraphs are marked up."""
    names = sorted((name for name in value if name.startswith("body_")), key=lambda name: "html" not in name)
    for name in names:
        if text := text_of(value[name]):
            return text
    bodies = [each for each in objects_in(value.get("bodies")) if isinstance(each.get("value"), str)]
    bodies.sort(
        key=lambda each: "html" not in f"{each.get('contentType')} {each.get('contenttype')} {each.get('role')}"
    )
    return text_of(bodies[0]["value"]) if bodies else text_of(value.get("body"))


def _dateline(value: Object, body: str) -> Json:
    """Return the dateline that is kept apart, unless the body opens with one of its own."""
    stated = at(value, "dateline.text") or (value.get("dateline") if isinstance(value.get("dateline"), str) else None)
    place = text_of(value.get("located"))
    opening = body[:_OPENING]
    if isinstance(stated, str) and stated.strip():
        return None if stated.split(",")[0].strip().casefold() in opening.casefold() else stated
    is_dated = any(dash in opening for dash in (" -- ", " - ", "\u2013", "\u2014"))
    is_place = place is not None and any(map(str.isalpha, place)) and place not in (text_of(value.get("byline")) or "")
    return place if is_place and not is_dated else None
