"""Cluster settings: the variable comes before the file, and errors name where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.search.engines.opensearch.settings import ClusterSettings, read_settings

ONE = {"DATELINE_OPENSEARCH": "http://127.0.0.1:9200"}


def test_hosts_in_the_variable_come_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text('[opensearch]\nhosts = ["http://filed:9200"]\nname = "news"\n')
    assert read_settings(tmp_path, {}).hosts == ("http://filed:9200",)
    variable = {"DATELINE_OPENSEARCH": " https://user:secret@a:9200, https://b:9200 ,"}
    assert read_settings(tmp_path, variable).hosts == ("https://user:secret@a:9200", "https://b:9200")


def test_index_settings_come_from_the_file(tmp_path: Path) -> None:
    table = '[opensearch]\nname = "news"\nshards = 5\nreplicas = 0\ncertificates = "ca.pem"\n\n[sources]\nx = "GB"\n'
    (tmp_path / "dateline.toml").write_text(table)
    hosts = ("http://127.0.0.1:9200",)
    assert read_settings(tmp_path, ONE) == ClusterSettings(hosts, "news", 5, 0, tmp_path / "ca.pem")


@pytest.mark.parametrize(
    ("folder", "alias"),
    [("news", "dateline-news"), ("Über Nacht_2", "dateline-ber-nacht-2"), ("___", "dateline-archive")],
)
def test_the_name_defaults_to_the_data_folder(tmp_path: Path, folder: str, alias: str) -> None:
    assert read_settings(tmp_path / folder, ONE).alias == alias


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "no OpenSearch cluster is configured; write DATELINE_OPENSEARCH="),
        ("hosts = []", "no OpenSearch cluster is configured"),
        ('hosts = "http://a:9200"', "Expected `array`, got `str` - at `$.opensearch.hosts`"),
        ('hosts = ["a:9200"]', "a host is not a valid address; write it as https://search-1:9200"),
        ('hosts = ["http://:9200"]', "a host is not a valid address"),
        ('hosts = ["http://a:port"]', "a host is not a valid address"),
        ('hosts = ["http://a:9200"]\nshards = 0', "at least one shard"),
        ('hosts = ["http://a:9200"]\nreplicas = -1', "at least one shard, and replicas cannot be negative"),
        ('hosts = ["http://a:9200"]\nname = "News/x"', "name News/x is not a valid index name"),
        ('hosts = ["http://a:9200"]\nsherds = 3', "Object contains unknown field `sherds`"),
        ("hosts = [", "Invalid"),
    ],
)
def test_invalid_settings_are_explained(tmp_path: Path, table: str, message: str) -> None:
    (tmp_path / "dateline.toml").write_text(f"[opensearch]\n{table}\n")
    with pytest.raises(ConfigError) as error:
        read_settings(tmp_path, {})
    assert message in str(error.value)


def test_error_messages_never_contain_a_password(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        read_settings(tmp_path, {"DATELINE_OPENSEARCH": "user:secret@host:9200"})
    assert "secret" not in str(error.value)
