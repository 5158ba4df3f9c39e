"""Which fields of an article are sent to the cluster, and in which requests."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.errors import EngineUnavailableError, IndexDamagedError
from dateline.index.article import Article
from dateline.index.terms import terms_of
from dateline.search.engines.opensearch import schema, writer
from dateline.search.engines.opensearch.cluster import Cluster
from dateline.search.engines.opensearch.commits import CommitLog, IndexNames, write_names
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


def test_terms_are_joined_names_separate_folded_words_values() -> None:
    document = document_of(terms_of(article()))
    assert document["text_body"] == ["minist met hasanov met minist"]
    assert document["text_body_folded"] == ["hasanov", "met", "ministers"]
    assert document["text_minister"] == ["zakir hasanov", "hasanov"]
    assert document["value_office"] == ["defence", "az/defence"]
    assert not document.keys() & {"text_headline", "value_source", "published"}


def test_overlong_values_are_cut_with_a_digest() -> None:
    long, other = "x" * 40_000, "x" * 40_000 + "y"
    assert len(as_value(long).encode()) < 32_766
    assert as_value(long) == as_value(long) != as_value(other)
    assert as_value("wire") == "wire"


def test_the_template_has_every_field_sent() -> None:
    mapped = msgspec.to_builtins(schema.template())["template"]["mappings"]["properties"]
    assert document_of(terms_of(article())).keys() <= mapped.keys()


class RecordingCluster(Cluster):
    """Records what is sent."""

    def __init__(self) -> None:
        super().__init__(ClusterSettings(("http://127.0.0.1:9",), "test"))
        self.parts: list[bytes] = []
        self.refreshed = 0
        self.exists = True

    def has_index(self, name: str) -> bool:
        del name
        return self.exists

    def send(self, index: str, actions: bytes) -> None:
        assert index == "dateline-test-1"
        self.parts.append(actions)

    def refresh(self, index: str) -> None:
        del index
        self.refreshed += 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_names(tmp_path, IndexNames("dateline-test-1", "dateline-test"))
    CommitLog(tmp_path).start()
    return tmp_path


def test_a_commit_sends_actions_once_in_order_in_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "REQUEST_BYTES", 3_000)
    cluster = RecordingCluster()
    writing = OpenSearchWriter(cluster, folder)
    writing.add(terms_of(article(str(number))) for number in range(20))
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


def test_the_next_commit_sends_unsent_actions_before_newer_ones(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "REQUEST_BYTES", 3_000)
    cluster = RecordingCluster()
    send = cluster.send

    def fail_at_the_second(index: str, actions: bytes) -> None:
        if cluster.parts:
            raise EngineUnavailableError("away")
        send(index, actions)

    writing = OpenSearchWriter(cluster, folder)
    writing.add(terms_of(article(str(number))) for number in range(20))
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


def test_discarded_actions_are_never_sent(folder: Path) -> None:
    cluster = RecordingCluster()
    writing = OpenSearchWriter(cluster, folder)
    writing.add([terms_of(article())])
    writing.close()
    again = OpenSearchWriter(cluster, folder)
    again.commit()
    again.close()
    assert cluster.parts == []


def test_writing_never_creates_a_missing_index(folder: Path) -> None:
    cluster = RecordingCluster()
    cluster.exists = False
    with pytest.raises(IndexDamagedError, match="dateline reindex"):
        OpenSearchWriter(cluster, folder)


def test_a_missing_cluster_is_reported() -> None:
    with pytest.raises(EngineUnavailableError, match="DATELINE_OPENSEARCH"):
        Cluster(ClusterSettings(("http://127.0.0.1:9",), "test")).open_point_in_time("index")
