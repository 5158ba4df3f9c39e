"""ninjs 1.0 to 3.0, the JSON of news agencies, and the items of Superdesk, which have its names.

Source: IPTC, "ninjs", generations 1 to 3; the content API of Superdesk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.index.article import Action
from dateline.index.formats.json.dialects.dialect import Context, Report
from dateline.index.formats.json.dialects.values import Values
from dateline.index.raw import Outcome

_OWN_NAMES: Final = (
    *("pubstatus", "versioncreated", "representationtype", "bodyxhtml", "bodyhtml", "bodytext", "bodies", "headlines"),
    *("descriptiontext", "infosources", "newscoveragestatus", "newsitems", "uniquename", "familyid", "anpacategory"),
)
_MARKS: Final = ("uri", "guid", "id", "type", "standard", "associations", "renditions")
_NO_TEXTS: Final = {
    "picture": "a picture",
    "graphic": "a graphic",
    "video": "a video",
    "audio": "a sound recording",
    "composite": "a package of news items",
    "event": "an event",
    "planning": "a plan of coverage",
    "component": "a component",
}
_ACTIONS: Final = {
    "canceled": Action.KILL,
    "cancelled": Action.KILL,
    "killed": Action.KILL,
    "recalled": Action.KILL,
    "unpublished": Action.KILL,
    "withheld": Action.WITHHOLD,
    "corrected": Action.CORRECT,
}
_BODIES: Final = ("bodyhtml", "bodyxhtml", "bodytext", "bodyrichtext")
_KEYWORDS: Final = (
    *("keyword", "keywords", "slugline", "subject", "subjects", "place", "places", "person", "people"),
    *("organisation", "organisations", "organization", "event", "events", "object", "objects"),
)


class Ninjs:
    """One news item."""

    def owns(self, values: Values) -> bool:
        """Whether it has a name that only ninjs has, and one that identifies an item."""
        return values.has(*_OWN_NAMES) and values.has(*_MARKS)

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Yield the item if it is text; associated items belong to it and are none of their own."""
        del depth
        kind = _NO_TEXTS.get((values.text("type") or "").lower()) or _plan(values)
        yield context.passed(kind) if kind else context.report(_body(values), _headline(values), _report(values))


def _plan(values: Values) -> str | None:
    """Return what is planned, by the names that only plans have."""
    if values.has("assignedto", "plannedcoverage", "newscoveragestatus", "coverages"):
        return "a plan of coverage"
    return "an event" if values.has("startdatetime", "eventstatus", "occurstatus", "eventdetails") else None


def _headline(values: Values) -> str | None:
    headline = values.text("headline", "title", "name")
    if headline is not None:
        return headline
    headlines = values.objects("headlines")
    main = [each for each in headlines if each.text("role") in {"main", "title"}] or headlines
    return main[0].text("value") if main else None


def _body(values: Values) -> str | None:
    """Return the body as HTML if there is one; the description stands in for a missing body."""
    body = values.raw(*_BODIES)
    if body is None:
        bodies = values.objects("bodies")
        html = [each for each in bodies if "html" in f"{each.text('contenttype')} {each.text('role')}".lower()]
        body = next((text for each in (*html, *bodies) if (text := each.raw("value"))), None)
    if body is None:
        body = values.raw("abstract", "descriptionhtml", "descriptiontext")
    if body is None:
        body = next((text for each in values.objects("descriptions") if (text := each.raw("value"))), None)
    return body


def _report(values: Values) -> Report:
    return Report(
        given_id=values.text("guid", "uri", "id"),
        byline=values.text("byline", "by"),
        source=values.text("source", "provider", "copyrightholder") or _info_source(values),
        section=next(values.names("anpacategory", "section", "sections", "category"), None),
        url=_url(values),
        language=values.text("language"),
        published=values.text("firstpublished", "firstcreated", "versioncreated", "contentcreated"),
        modified=values.text("versioncreated"),
        dateline=_dateline(values),
        keywords=tuple(dict.fromkeys(name for group in _KEYWORDS for name in values.names(group))),
        version=values.text("version", "currentversion"),
        action=_action(values),
        embargo=values.text("embargoed", "embargo"),
        genre=next(values.names("genre", "genres"), None),
    )


def _action(values: Values) -> Action:
    for name in ("pubstatus", "state", "operation"):
        action = _ACTIONS.get((values.text(name) or "").lower())
        if action is not None:
            return action
    return Action.PUBLISH


def _info_source(values: Values) -> str | None:
    return next(values.names("infosource", "infosources"), None)


def _url(values: Values) -> str | None:
    url = values.text("url", "link", "canonicalurl") or values.text("uri", "guid")
    return url if url and url.startswith(("http://", "https://")) else None


def _dateline(values: Values) -> str | None:
    placed = values.object("dateline")
    return placed.text("text") if placed else values.text("dateline", "located")
