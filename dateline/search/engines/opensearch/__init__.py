"""The engine for archives beyond one machine: an OpenSearch cluster (see `dateline.search.engine.EngineKind`)."""

from __future__ import annotations

import secrets
from pathlib import Path

from dateline.index.writer import IndexWriter
from dateline.search.engine import Engine
from dateline.search.engines.opensearch.cluster import Cluster
from dateline.search.engines.opensearch.commits import CommitLog, IndexNames, read_names, write_names
from dateline.search.engines.opensearch.reader import OpenSearchReader
from dateline.search.engines.opensearch.schema import SCHEMA_VERSION, TEMPLATE, template
from dateline.search.engines.opensearch.settings import ClusterSettings
from dateline.search.engines.opensearch.writer import OpenSearchWriter

__all__ = ["OpenSearchKind"]

MOST_CLAUSES = 32_768
"""Clauses in one query: a pasted page has a thousand words, each in headline and body and stemmed in some languages."""


class OpenSearchKind:
    """Generations in one cluster; a generation's folder holds the name of its index."""

    ENGINE = "opensearch"

    def __init__(self, settings: ClusterSettings) -> None:
        self._settings = settings

    def engine_version(self) -> str:
        """Return the version of our schema: a cluster manages its own files."""
        return f"opensearch/{SCHEMA_VERSION}"

    def create(self, folder: Path) -> None:
        """Create an empty index with a name unique in the cluster, whoever else has archives there."""
        settings = self._settings
        names = IndexNames(f"{settings.alias}-{secrets.token_hex(6)}", settings.alias)
        cluster = Cluster(settings)
        cluster.allow_clauses(MOST_CLAUSES)
        cluster.put_template(TEMPLATE, template())
        write_names(folder, names)
        cluster.create_index(names.index, settings.shards, settings.replicas)
        CommitLog(folder).start()
        cluster.close()

    def open_reader(self, folder: Path) -> Engine:
        """Open a generation for reading."""
        return OpenSearchReader(Cluster(self._settings), folder)

    def open_writer(self, folder: Path) -> IndexWriter:
        """Open a generation for writing."""
        return OpenSearchWriter(Cluster(self._settings), folder)

    def announce(self, folder: Path) -> None:
        """Point the alias of the archive to this generation's index."""
        names = read_names(folder)
        cluster = Cluster(self._settings)
        cluster.move_alias(names.alias, names.index)
        cluster.close()

    def drop(self, folder: Path) -> None:
        """Remove the index."""
        cluster = Cluster(self._settings)
        cluster.drop_index(read_names(folder).index)
        cluster.close()

    def bytes_outside(self, folder: Path) -> int:
        """Return the size of the index with its replicas."""
        cluster = Cluster(self._settings)
        size = cluster.bytes_of(read_names(folder).index)
        cluster.close()
        return size
