"""Where the cluster is: `DATELINE_OPENSEARCH`, else `[opensearch]` of `dateline.toml` in the data folder.

    [opensearch]
    hosts = ["https://search-1:9200", "https://search-2:9200"]
    name = "news"                  # its alias is dateline-news   [default: the data folder's name]
    shards = 3                     # parts of a new index         [default: 3]
    replicas = 1                   # further copies of each       [default: 1]
    certificates = "ca.pem"        # whom to trust beside the machine's own

The variable has the hosts too, separated by commas; names and passwords belong there: `https://user:password@host:9200`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from dateline.errors import ConfigError

VARIABLE = "DATELINE_OPENSEARCH"
FILE = "dateline.toml"
DEFAULT_SHARDS = 3
DEFAULT_REPLICAS = 1
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}\Z")
_HOW = f"write {VARIABLE}=http://127.0.0.1:9200 or, in {FILE}, [opensearch] with hosts"


class ClusterSettings(msgspec.Struct, frozen=True):
    """What is needed to reach a cluster, and what an index of this archive is made like."""

    hosts: tuple[str, ...]
    name: str
    shards: int = DEFAULT_SHARDS
    replicas: int = DEFAULT_REPLICAS
    certificates: Path | None = None

    @property
    def alias(self) -> str:
        """What the index that answers is called, whichever it is."""
        return f"dateline-{self.name}"


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    hosts: tuple[str, ...] = ()
    name: str | None = None
    shards: int = DEFAULT_SHARDS
    replicas: int = DEFAULT_REPLICAS
    certificates: str | None = None


class _File(msgspec.Struct, frozen=True):
    opensearch: _Table = _Table()


def read_settings(data: Path, environment: Mapping[str, str]) -> ClusterSettings:
    """The settings of the archive in a data folder. Raises ConfigError."""
    path = data / FILE
    table = _table(path)
    given = environment.get(VARIABLE, "")
    hosts = tuple(host.strip() for host in given.split(",") if host.strip()) or table.hosts
    if not hosts:
        raise ConfigError("no cluster of OpenSearch is named", remedy=_HOW)
    for host in hosts:
        _require_address(host, VARIABLE if given else str(path))
    if table.shards < 1 or table.replicas < 0:
        raise ConfigError(f"{path}: [opensearch] needs at least one shard, and no fewer than no replicas")
    return ClusterSettings(
        hosts,
        _name(table.name, data, path),
        table.shards,
        table.replicas,
        data / table.certificates if table.certificates else None,
    )


def _table(path: Path) -> _Table:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_File).opensearch
    except FileNotFoundError:
        return _Table()
    except (msgspec.DecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: {error}", remedy="mend the file or remove it") from error


def _require_address(host: str, place: str) -> None:
    try:
        parts = urlsplit(host)
        understood = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        understood = False
    if not understood:
        # A password may stand in it: it is not repeated.
        raise ConfigError(f"{place}: a host is no address", remedy="write it as https://search-1:9200")


def _name(given: str | None, data: Path, path: Path) -> str:
    if given is None:
        return re.sub(r"[^a-z0-9]+", "-", data.resolve().name.lower()).strip("-")[:100] or "archive"
    if not _NAME.match(given):
        raise ConfigError(
            f"{path}: [opensearch] name {given} cannot be an index's", remedy="use small letters, digits and hyphens"
        )
    return given
