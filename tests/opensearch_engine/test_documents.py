"""What of an article is sent, and in which parts."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.errors import EngineUnavailableError, IndexDamagedError
from dateline.index.article import Article
from dateline.index.terms import terms_of
from dateline.search.engines.opensearch import schema, writer
from dateline.search.engines.opensearch.cluster import Cluster
from dateline.search.engines.opensearch.commits import CommitLog, Named, name_index
from dateline.search.engines.opensearch.schema import as_value
from dateline.search.engines.opensearch.settings import ClusterSettings
from dateline.search.engines.opensearch.writer import OpenSearchWriter, document_of
from tests.engine.conformance import GivenArticle, GivenOfficial, article_of


def article(article_id: str = "1", body: str = "Ministers met. Hasanov met ministers.") -> Article:
    return article_of(
        GivenArticle(
            id=article_id,
            body=body,
            lang="en",
            officials=(GivenOfficial("Zakir Hasanov", "defence", "AZ", ("Hasanov",)),),
        )
    )


def test_terms_are_joined_by_blanks_names_are_apart_and_folded_words_are_values() -> None:
    document = document_of(terms_of(article()))
    assert document["text_body"] == ["minist met hasanov met minist"]
    assert document["text_body_folded"] == ["hasanov", "met", "ministers"]
    assert document["text_minister"] == ["zakir hasanov", "hasanov"]
    assert document["value_office"] == ["defence", "az/defence"]
    assert not document.keys() & {"text_headline", "value_source", "published"}


def test_a_value_that_is_too_long_for_lucene_is_its_beginning_and_a_digest() -> None:
    long, other = "x" * 40_000, "x" * 40_000 + "y"
    assert len(as_value(long).encode()) < 32_766
    assert as_value(long) == as_value(long) != as_value(other)
    assert as_value("wire") == "wire"


def test_every_field_that_is_sent_is_in_the_template() -> None:
    mapped = msgspec.to_builtins(schema.template())["template"]["mappings"]["properties"]
    assert document_of(terms_of(article())).keys() <= mapped.keys()


class Sent(Cluster):
    """Keeps what is sent."""

    def __init__(self) -> None:
        super().__init__(ClusterSettings(("http://127.0.0.1:9",), "test"))
        self.parts: list[bytes] = []
        self.refreshed = 0
        self.index_is_there = True

    def has_index(self, name: str) -> bool:
        del name
        return self.index_is_there

    def send(self, index: str, actions: bytes) -> None:
        assert index == "dateline-test-1"
        self.parts.append(actions)

    def refresh(self, index: str) -> None:
        del index
        self.refreshed += 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    name_index(tmp_path, Named("dateline-test-1", "dateline-test"))
    CommitLog(tmp_path).start()
    return tmp_path


def test_actions_are_sent_in_their_order_at_the_commit_in_parts_and_only_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "REQUEST_BYTES", 3_000)
    cluster = Sent()
    writing = OpenSearchWriter(cluster, folder)
    writing.add(article(str(number)) for number in range(20))
    writing.delete(["3"])
    assert (cluster.parts, cluster.refreshed) == ([], 0)
    writing.commit()
    assert len(cluster.parts) > 1
    assert max(map(len, cluster.parts)) < 3_000 + 2_000
    lines = [msgspec.json.decode(line) for line in b"".join(cluster.parts).splitlines()]
    actions = [line for line in lines if line.keys() & {"index", "delete"}]
    assert actions == [*({"index": {"_id": str(number)}} for number in range(20)), {"delete": {"_id": "3"}}]
    assert len(lines) == 20 * 2 + 1
    assert cluster.refreshed == CommitLog(folder).read().done == 1

    cluster.parts.clear()
    writing.delete(["4"])
    writing.commit()
    assert cluster.parts == [b'{"delete":{"_id":"4"}}\n']
    writing.close()


def test_what_could_not_be_sent_is_sent_whole_by_the_next_commit_before_what_was_added_since(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "REQUEST_BYTES", 3_000)
    cluster = Sent()
    send = cluster.send

    def fail_at_the_second(index: str, actions: bytes) -> None:
        if cluster.parts:
            raise EngineUnavailableError("away")
        send(index, actions)

    writing = OpenSearchWriter(cluster, folder)
    writing.add(article(str(number)) for number in range(20))
    monkeypatch.setattr(cluster, "send", fail_at_the_second)
    with pytest.raises(EngineUnavailableError):
        writing.commit()
    assert (cluster.refreshed, CommitLog(folder).read().begun) == (0, 0)

    monkeypatch.setattr(cluster, "send", send)
    cluster.parts.clear()
    writing.delete(["3"])
    writing.commit()
    writing.close()
    lines = [msgspec.json.decode(line) for line in b"".join(cluster.parts).splitlines()]
    actions = [line for line in lines if line.keys() & {"index", "delete"}]
    assert actions == [*({"index": {"_id": str(number)}} for number in range(20)), {"delete": {"_id": "3"}}]
    assert len(lines) == 20 * 2 + 1


def test_what_is_given_up_is_never_sent(folder: Path) -> None:
    cluster = Sent()
    writing = OpenSearchWriter(cluster, folder)
    writing.add([article()])
    writing.close()
    again = OpenSearchWriter(cluster, folder)
    again.commit()
    again.close()
    assert cluster.parts == []


def test_an_index_that_is_gone_is_not_made_by_writing_to_it(folder: Path) -> None:
    cluster = Sent()
    cluster.index_is_there = False
    with pytest.raises(IndexDamagedError, match="dateline reindex"):
        OpenSearchWriter(cluster, folder)


def test_a_cluster_that_is_not_there_is_told() -> None:
    with pytest.raises(EngineUnavailableError, match="DATELINE_OPENSEARCH"):
        Cluster(ClusterSettings(("http://127.0.0.1:9",), "test")).open_point_in_time("index")
