"""Archives and loads beyond one machine: a cluster of OpenSearch (see `dateline.search.engine.EngineKind`)."""

from __future__ import annotations

import secrets
from pathlib import Path

from dateline.index.writer import IndexWriter
from dateline.search.engine import Engine
from dateline.search.engines.opensearch.cluster import Cluster
from dateline.search.engines.opensearch.commits import CommitLog, Named, index_named, name_index
from dateline.search.engines.opensearch.reader import OpenSearchReader
from dateline.search.engines.opensearch.schema import SCHEMA_VERSION, TEMPLATE, template
from dateline.search.engines.opensearch.settings import ClusterSettings
from dateline.search.engines.opensearch.writer import OpenSearchWriter

__all__ = ["OpenSearchKind"]

MOST_CLAUSES = 32_768
"""Of one query: a pasted page is a thousand words, each in headline and body, in the stems of some languages."""


class OpenSearchKind:
    """Generations in one cluster; a generation's folder says which of its indexes is the generation's."""

    ENGINE = "opensearch"

    def __init__(self, settings: ClusterSettings) -> None:
        self._settings = settings

    def engine_version(self) -> str:
        """That of our schema: a cluster looks after its own files."""
        return f"opensearch/{SCHEMA_VERSION}"

    def create(self, folder: Path) -> None:
        """Make an empty index; its name is like no other's, whoever else has archives in the cluster."""
        settings = self._settings
        named = Named(f"{settings.alias}-{secrets.token_hex(6)}", settings.alias)
        cluster = Cluster(settings)
        cluster.allow_clauses(MOST_CLAUSES)
        cluster.put_template(TEMPLATE, template())
        name_index(folder, named)
        cluster.create_index(named.index, settings.shards, settings.replicas)
        CommitLog(folder).start()
        cluster.close()

    def open_reader(self, folder: Path) -> Engine:
        """Open a generation for reading."""
        return OpenSearchReader(Cluster(self._settings), folder)

    def open_writer(self, folder: Path) -> IndexWriter:
        """Open a generation for writing."""
        return OpenSearchWriter(Cluster(self._settings), folder)

    def announce(self, folder: Path) -> None:
        """Let the alias of the archive name this generation's index."""
        named = index_named(folder)
        cluster = Cluster(self._settings)
        cluster.move_alias(named.alias, named.index)
        cluster.close()

    def drop(self, folder: Path) -> None:
        """Remove the index."""
        cluster = Cluster(self._settings)
        cluster.drop_index(index_named(folder).index)
        cluster.close()

    def bytes_outside(self, folder: Path) -> int:
        """The index, with its copies."""
        cluster = Cluster(self._settings)
        size = cluster.bytes_of(index_named(folder).index)
        cluster.close()
        return size
