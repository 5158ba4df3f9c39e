"""How JSON is recognised and split: what stands around it, long objects, bulk files, and any bytes."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.formats.format import Certainty
from dateline.index.formats.json.jsonl import JsonLines
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import LIMIT
from dateline.index.raw import Document, Hints, Passed, RawReject, RawReport
from dateline.index.sources.blob import Blob
from dateline.index.sources.stream import Stream, Unpacked
from tests.formats.parsed import certainty, outcomes, report, reports

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

JSONL = JsonLines()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"a": 1}', Certainty.SURE),
        ('\n [ {"a": 1}]', Certainty.SURE),
        ("{}", Certainty.SURE),
        ("[]", Certainty.LIKELY),
        ("[1, 2]", Certainty.LIKELY),
        ('{"a', Certainty.LIKELY),
        ('// made by hand\n/* twice */ {"a": 1}', Certainty.SURE),
        (')]}\',\n{"a": 1}', Certainty.SURE),
        ('callback({"a": 1});', Certainty.SURE),
        ("[London, May 5]", Certainty.NO),
        ("{London} is a city", Certainty.NO),
        ("// a remark", Certainty.NO),
        ("Talks (in London)", Certainty.NO),
        ("", Certainty.NO),
    ],
)
def test_json_is_recognised_by_what_it_starts_with(content: str, expected: Certainty) -> None:
    assert certainty(JSONL, content.encode()) == expected


def test_json_in_utf_16_is_recognised() -> None:
    assert certainty(JSONL, '{"a": 1}'.encode("utf-16")) is Certainty.SURE


@pytest.mark.parametrize(
    "content",
    ['// by hand\n{"text": "a"}', ')]}\'\n{"text": "a"}', 'f.g({"text": "a"});\n', '/**/ f([{"text": "a"}])'],
)
def test_what_stands_around_json_is_left_out(content: str) -> None:
    read = report(JSONL, content.encode())
    assert read.body == "a"
    assert read.place.byte == content.index('{"text"')


def test_objects_that_follow_each_other_and_blank_lines_are_read() -> None:
    texts = [each.body for each in reports(JSONL, b'{\n"text": "a"}{"text": "b"}\n\n\n{"text": "c"}\n')]
    assert texts == ["a", "b", "c"]


def test_an_array_without_objects_is_an_empty_list() -> None:
    assert [each.reason for each in outcomes(JSONL, b"[]") if isinstance(each, Passed)] == ["an empty list of articles"]


def test_a_bulk_file_gives_its_objects_the_ids_of_its_actions() -> None:
    lines = (
        '{"index": {"_id": "a1"}}',
        '{"title": "A"}',
        '{"delete": {"_id": "a2"}}',
        '{"create": {"_id": "a3"}}',
        '{"title": "B"}',
    )
    found = outcomes(JSONL, "\n".join(lines).encode())
    ids = [(each.given_id, each.place.line) for each in found if isinstance(each, RawReport)]
    assert ids == [("a1", 1), ("a3", 4)]
    assert [each.reason for each in found if isinstance(each, Passed)] == ["an action of a search engine"]


def test_an_object_around_articles_that_breaks_off_gives_what_was_complete() -> None:
    whole = json.dumps({"status": "ok", "articles": [{"title": title} for title in "abc"]})
    first, second, rejected = outcomes(JSONL, whole[:-16].encode())
    assert isinstance(first, RawReport)
    assert isinstance(second, RawReport)
    assert [first.headline, second.headline] == ["a", "b"]
    assert isinstance(rejected, RawReject)


def test_a_name_that_is_mapped_counts_before_any_dialect() -> None:
    item = {"uri": "urn:1", "versioncreated": "2021-05-18", "headline": "Plan", "body_text": "a", "ALT": "Other"}
    (read,) = outcomes(JSONL, json.dumps(item).encode(), options=ReadOptions(mapping=(("headline", "ALT"),)))
    assert isinstance(read, RawReport)
    assert read.headline == "Other"


class Endless(io.RawIOBase):
    """A response of a search engine with many hits, made while it is read."""

    def __init__(self, hits: int) -> None:
        self._parts = self._made(hits)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def _made(self, hits: int) -> Iterator[bytes]:
        yield b'{"took": 5, "hits": {"total": {"value": 9}, "hits": ['
        for number in range(hits):
            source = {"title": f"Plan {number}", "body": '{ [ \\ " ' + "a council met " * 1500}
            yield (b"," if number else b"") + json.dumps(
                {"_index": "n", "_id": str(number), "_source": source}
            ).encode()
        yield b']}, "aggregations": {"a": [{"title": "no article"}]}}\n{"title": "after"}'

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        self._rest = self._rest or next(self._parts, b"")
        view = memoryview(buffer).cast("B")
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def test_a_very_long_object_is_read_hit_by_hit_in_little_memory() -> None:
    hits = 6 * LIMIT // 21_000
    blob = Blob("in.json", Stream(Unpacked(io.BufferedReader(Endless(hits)))), None, Hints())
    tracemalloc.start()
    ids: list[str | None] = []
    for document in JSONL.split(blob, ReadOptions()):
        assert isinstance(document, Document)
        if len(ids) < 5 or len(ids) > hits - 5:
            ids += [each.given_id for each in JSONL.parse(document, ReadOptions()) if isinstance(each, RawReport)]
        else:
            ids.append("skipped")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ids[:3] == ["0", "1", "2"]
    assert ids[-2:] == [str(hits - 1), None]
    assert peak < 4 * LIMIT


@given(st.binary(max_size=300) | st.text(alphabet='{}[]":,\\ \nabtitle_source1();').map(str.encode))
def test_any_bytes_give_outcomes(content: bytes) -> None:
    outcomes(JSONL, content)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                """uri type versioncreated headline headlines bodies associations items articles hits data response docs
            @type @graph _id _index _source title body content date_gmt webTitle webPublicationDate fields index error
            version feed_url components layout identifier located dateline subject status message""".split()
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)


@given(JSON)
def test_any_object_in_any_dialect_gives_outcomes(value: object) -> None:
    assert outcomes(JSONL, json.dumps(value).encode())
