"""What search engines give back and take in: hits and bulk files of Elasticsearch and OpenSearch, updates of Solr."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.formats.fields import Json
from dateline.index.formats.json.dialects.dialect import Object, Reading
from dateline.index.raw import Outcome

BULK_SOURCE = "_source"
"""Where a bulk file's second line stands after its action and it were joined."""
_WRITES = ("index", "create", "update")


class Hit:
    """An object `{"_index": ..., "_id": ..., "_source": {...}}`, from a search or a dump."""

    def claims(self, value: Object) -> bool:
        """Whether a stored object stands in it."""
        has_source = isinstance(value.get("_source"), dict) and ("_id" in value or "_index" in value)
        return has_source or ("fields" in value and "_id" in value and "_index" in value)

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield what the stored object contains; its id counts where the object has none."""
        source = value.get("_source") or value.get("fields")
        yield from _stored(source if isinstance(source, dict) else {}, value, reading)


class Bulk:
    """A line of a bulk file, `{"index": {"_id": ...}}`, joined with the line of its object."""

    def claims(self, value: Object) -> bool:
        """Whether there is an action of a bulk file and at most its object."""
        return len(value) <= 2 and any(_is_action(value.get(name)) for name in (*_WRITES, "delete"))

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield what the object contains."""
        source = value.get(BULK_SOURCE)
        if not isinstance(source, dict):
            yield reading.passed("an action of a search engine")
            return
        doc = source.get("doc")
        action = next(each for name in _WRITES if isinstance(each := value.get(name), dict))
        yield from _stored(doc if isinstance(doc, dict) else source, action, reading)


class SolrUpdate:
    """`{"add": {"doc": {...}}}`, an update of Solr."""

    def claims(self, value: Object) -> bool:
        """Whether a single object is added."""
        added = value.get("add")
        return isinstance(added, dict) and isinstance(added.get("doc"), dict)

    def outcomes(self, value: Object, reading: Reading) -> Iterator[Outcome]:
        """Yield what the object contains."""
        added = value["add"]
        yield from reading.members([added["doc"]] if isinstance(added, dict) else [])


def _is_action(value: Json) -> bool:
    return isinstance(value, dict) and all(name.startswith("_") or name in _OPTIONS for name in value)


_OPTIONS = frozenset({"routing", "version", "version_type", "retry_on_conflict", "pipeline", "require_alias"})


def _stored(source: Object, around: Object, reading: Reading) -> Iterator[Outcome]:
    """Yield what a stored object contains, with the id it is stored under if it has none."""
    own = {"id", "guid", "uri", "_id", "uuid"}
    values = source if not own.isdisjoint(source) or "_id" not in around else {**source, "id": around["_id"]}
    yield from reading.members([values])
