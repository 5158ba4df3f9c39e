"""Where the cluster is: `DATELINE_OPENSEARCH`, else `[opensearch]` of `dateline.toml` in the data folder.

    [opensearch]
    hosts = ["https://search-1:9200", "https://search-2:9200"]
    name = "news"                  # its alias is dateline-news   [default: the data folder's name]
    shards = 3                     # parts of a new index         [default: 3]
    replicas = 1                   # further copies of each       [default: 1]
    certificates = "ca.pem"        # trusted besides the system's own

The variable holds hosts too, separated by commas; user names and passwords belong there: `https://user:password@host:9200`.
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
    """How to reach a cluster, and how to create an index of this archive."""

    hosts: tuple[str, ...]
    name: str
    shards: int = DEFAULT_SHARDS
    replicas: int = DEFAULT_REPLICAS
    certificates: Path | None = None

    @property
    def alias(self) -> str:
        """Return the alias of the current index."""
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
    """Read the settings for the archive in a data folder. Raises ConfigError."""
    path = data / FILE
    table = _table(path)
    variable = environment.get(VARIABLE, "")
    hosts = tuple(host.strip() for host in variable.split(",") if host.strip()) or table.hosts
    if not hosts:
        raise ConfigError("no OpenSearch cluster is configured", remedy=_HOW)
    for host in hosts:
        _require_address(host, VARIABLE if variable else str(path))
    if table.shards < 1 or table.replicas < 0:
        raise ConfigError(f"{path}: [opensearch] needs at least one shard, and replicas cannot be negative")
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
        raise ConfigError(f"{path}: {error}", remedy="fix or remove the file") from error


def _require_address(host: str, place: str) -> None:
    try:
        parts = urlsplit(host)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        # The host is not repeated: it may contain a password.
        raise ConfigError(f"{place}: a host is not a valid address", remedy="write it as https://search-1:9200")


def _name(given: str | None, data: Path, path: Path) -> str:
    if given is None:
        return re.sub(r"[^a-z0-9]+", "-", data.resolve().name.lower()).strip("-")[:100] or "archive"
    if not _NAME.match(given):
        raise ConfigError(
            f"{path}: [opensearch] name {given} is not a valid index name",
            remedy="use lower-case letters, digits and hyphens",
        )
    return given
