"""JSON that is sound and contains no article, so that a reject can say what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.index.formats.json.dialects.dialect import Object, Reading
from dateline.index.raw import Outcome, RejectKind

_TEXTS = frozenset(
    {"title", "headline", "body", "text", "content", "articles", "results", "items", "data", "docs", "hits"}
)


_BODIES = frozenset({"headline", "body", "text", "content"})


class ServerError:
    """What an API answers instead of articles."""

    def claims(self, value: Object) -> bool:
        """Whether there is an error and no text."""
        if str(value.get("status")).lower() in {"error", "fail", "failed"}:
            return _TEXTS.isdisjoint(value) or "message" in value
        is_refused = "message" in value and not {"code", "statusCode", "status"}.isdisjoint(value)
        is_error = is_refused or any(value.get(name) for name in ("error", "errors", "fault"))
        return is_error and ({"data"} >= _TEXTS & value.keys())

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield its reject."""
        del value
        yield reading.reject("an error that a server answered, not an article", RejectKind.NOT_AN_ARTICLE)


class Other(NamedTuple):
    """One kind of JSON that contains no article."""

    kind: str
    names: frozenset[str]
    """All of these are in every object of the kind."""

    def claims(self, value: Object) -> bool:
        """Whether an object has all the names, and no text."""
        return self.names <= value.keys() and _BODIES.isdisjoint(value)

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield its reject."""
        del value
        yield reading.reject(f"{self.kind}, not an article", RejectKind.NOT_AN_ARTICLE)


_GEO_TYPES = ("FeatureCollection", "Feature", "Topology", "GeometryCollection")
_GEOMETRIES = frozenset({"geometry", "features", "geometries", "arcs"})


class GeoJson:
    """Places on a map."""

    def claims(self, value: Object) -> bool:
        """Whether the type is one of GeoJSON's; a `Feature` without a geometry is a kind of article."""
        return "type" in value and not _GEOMETRIES.isdisjoint(value) and value["type"] in _GEO_TYPES

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield its reject."""
        del value
        yield reading.reject("GeoJSON, places on a map, not an article", RejectKind.NOT_AN_ARTICLE)


OTHERS = tuple(
    Other(kind, frozenset(names.split()))
    for kind, names in (
        ("a description of an API", "openapi info"),
        ("a description of an API", "swagger info"),
        ("a JSON schema", "$schema properties"),
        ("a JSON schema", "$schema definitions"),
        ("a JSON schema", "$schema $defs"),
        ("a description of a software package", "name dependencies"),
        ("a description of a software package", "name version scripts"),
        ("a lock file of software packages", "lockfileVersion"),
        ("an entry of a calendar", "title start end"),
        ("a source map", "version sources mappings"),
        ("a notebook", "nbformat cells"),
        ("a recording of web requests", "log"),
        ("settings of a compiler", "compilerOptions"),
        ("a web manifest", "start_url display"),
        ("settings of a search index", "mappings settings"),
        ("an assignment of a reporter", "assigned_to coverage_item"),
        ("an address book entry", "contact_email contact_phone"),
    )
)
