"""One OpenSearch node, whose address is in `DATELINE_OPENSEARCH` (`http://127.0.0.1:9200`).

Facets are terms aggregations, each filtered by the choices in the other facets; snippets come from the unified
highlighter.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import msgspec

from benchmarks.peers.protocol import FACET_SIZE, Addition, Answer, NotHereError, Operation, Prepared, Row, part_of, run

ADDRESS = "DATELINE_OPENSEARCH"
BULK = 1_000
_KEYWORD = {"type": "keyword"}
_TEXT = {"type": "text", "analyzer": "english_stems"}
_SETTINGS = {
    "settings": {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        "max_result_window": 1_000_000,
        "analysis": {
            "filter": {"porter2": {"type": "stemmer", "language": "porter2"}},
            "analyzer": {"english_stems": {"tokenizer": "standard", "filter": ["lowercase", "porter2"]}},
        },
    },
    "mappings": {
        "properties": {
            "headline": _TEXT,
            "body": _TEXT,
            "forms": {"type": "text", "analyzer": "whitespace"},
            **dict.fromkeys(("id", "country", "source", "year"), _KEYWORD),
            "published": {"type": "long"},
        }
    },
}


class _Hit(msgspec.Struct):
    id: str = msgspec.field(name="_id")
    highlight: dict[str, list[str]] = {}


class _Total(msgspec.Struct):
    value: int


class _Hits(msgspec.Struct):
    total: _Total
    hits: list[_Hit]


class _Bucket(msgspec.Struct):
    key: str
    doc_count: int


class _Buckets(msgspec.Struct):
    buckets: list[_Bucket]


class _Facet(msgspec.Struct):
    values: _Buckets


class _Found(msgspec.Struct):
    hits: _Hits
    aggregations: dict[str, _Facet] = {}


class _Counted(msgspec.Struct):
    count: int


class OpenSearchIndex:
    """An index on the node; it is its own session."""

    def __init__(self, name: str) -> None:
        self._name = name

    def session(self) -> OpenSearchIndex:
        """The same index: each call is a separate request."""
        return self

    def add(self, rows: Sequence[Row]) -> Addition:
        """Send the articles and refresh the index."""
        _send(self._name, rows)
        _request("POST", f"{self._name}/_refresh")
        return Addition()

    def prepare(self, operation: Operation) -> Prepared:
        """Build the request body."""
        query = _words(operation)
        if operation.size == 0:
            counting = {"query": query}
            return lambda: Answer(
                msgspec.json.decode(_request("POST", f"{self._name}/_count", counting), type=_Counted).count
            )
        body = _body(operation, query)
        return lambda: _answer(msgspec.json.decode(_request("POST", f"{self._name}/_search", body), type=_Found))


class OpenSearchPeer:
    """OpenSearch as a peer."""

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index all rows and merge them into one segment."""
        name = _name(folder)
        _request("PUT", name, _SETTINGS)
        remaining = iter(rows)
        while batch := list(islice(remaining, BULK)):
            _send(name, batch)
        _request("POST", f"{name}/_forcemerge?max_num_segments=1")
        (folder / "index").write_text(name)

    def open(self, folder: Path) -> OpenSearchIndex:
        """Check that the node answers."""
        _request("GET", "")
        return OpenSearchIndex(_name(folder))


def _name(folder: Path) -> str:
    # Must not match the names of Dateline's own indexes, for which the cluster has a template.
    return f"bench-{folder.parent.name}-{folder.name}".lower()


def _send(name: str, rows: Iterable[Row]) -> None:
    fields = ("headline", "body", "forms", "country", "source", "year", "published")
    lines: list[str] = []
    for row in rows:
        lines.append(json.dumps({"index": {"_id": row["id"]}}))
        lines.append(json.dumps(part_of(row, fields)))
    _request("POST", f"{name}/_bulk", lines="\n".join(lines) + "\n")


def _request(method: str, path: str, body: object = None, *, lines: str | None = None) -> bytes:
    address = os.environ.get(ADDRESS)
    if not address:
        raise NotHereError(f"this machine has no node: {ADDRESS} is not set")
    data = lines if lines is not None else None if body is None else json.dumps(body)
    request = Request(  # noqa: S310 - an address that the operator gave
        f"{address.partition(',')[0].rstrip('/')}/{path}",
        data.encode() if data is not None else None,
        {"Content-Type": "application/x-ndjson" if lines is not None else "application/json"},
        method=method,
    )
    try:
        with urlopen(request, timeout=600) as response:  # noqa: S310
            return bytes(response.read())
    except URLError as error:
        raise NotHereError(f"the node at {ADDRESS} does not answer: {error.reason}") from error


def _body(operation: Operation, query: object) -> dict[str, object]:
    body: dict[str, object] = {
        "query": query,
        "from": operation.offset,
        "size": operation.size,
        "track_total_hits": True,
        "post_filter": _filters(operation.choices),
        "highlight": {"fields": {"body": {"number_of_fragments": 1, "no_match_size": 200}}},
        "aggs": {
            name: {
                "filter": _filters(operation.choices_beside(name)),
                "aggs": {"values": {"terms": {"field": name, "size": FACET_SIZE}}},
            }
            for name in operation.facets
        },
    }
    if operation.kind == "every":
        body["sort"] = [{"published": "desc"}]
    return body


def _words(operation: Operation) -> dict[str, object]:
    text = " ".join(operation.words)
    match operation.kind:
        case "words":
            fields = ["headline^2", "body"]
            return {"bool": {"must": [{"multi_match": {"query": word, "fields": fields}} for word in operation.words]}}
        case "phrase":
            return {"multi_match": {"query": text, "fields": ["headline^2", "body"], "type": "phrase"}}
        case "prefix":
            return {"prefix": {"forms": {"value": text}}}
        case _:
            return {"match_all": {}}


def _filters(choices: Mapping[str, Sequence[str]]) -> dict[str, object]:
    return {"bool": {"filter": [{"terms": {name: list(values)}} for name, values in choices.items()]}}


def _answer(found: _Found) -> Answer:
    return Answer(
        total=found.hits.total.value,
        ids=[hit.id for hit in found.hits.hits],
        snippets=[" ".join(hit.highlight.get("body", ())) for hit in found.hits.hits],
        facets={
            name: {bucket.key: bucket.doc_count for bucket in facet.values.buckets}
            for name, facet in found.aggregations.items()
        },
    )


if __name__ == "__main__":
    run(OpenSearchPeer())
