"""Where the cluster is: the variable before the file, and what is wrong in either is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.search.engines.opensearch.settings import ClusterSettings, read_settings

ONE = {"DATELINE_OPENSEARCH": "http://127.0.0.1:9200"}


def test_hosts_of_the_variable_come_before_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text('[opensearch]\nhosts = ["http://filed:9200"]\nname = "news"\n')
    assert read_settings(tmp_path, {}).hosts == ("http://filed:9200",)
    given = {"DATELINE_OPENSEARCH": " https://user:secret@a:9200, https://b:9200 ,"}
    assert read_settings(tmp_path, given).hosts == ("https://user:secret@a:9200", "https://b:9200")


def test_what_an_index_is_made_like_is_in_the_file(tmp_path: Path) -> None:
    table = '[opensearch]\nname = "news"\nshards = 5\nreplicas = 0\ncertificates = "ca.pem"\n\n[sources]\nx = "GB"\n'
    (tmp_path / "dateline.toml").write_text(table)
    hosts = ("http://127.0.0.1:9200",)
    assert read_settings(tmp_path, ONE) == ClusterSettings(hosts, "news", 5, 0, tmp_path / "ca.pem")


@pytest.mark.parametrize(
    ("folder", "alias"),
    [("news", "dateline-news"), ("Über Nacht_2", "dateline-ber-nacht-2"), ("___", "dateline-archive")],
)
def test_without_a_name_it_is_that_of_the_data_folder(tmp_path: Path, folder: str, alias: str) -> None:
    assert read_settings(tmp_path / folder, ONE).alias == alias


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "no cluster of OpenSearch is named; write DATELINE_OPENSEARCH="),
        ("hosts = []", "no cluster of OpenSearch is named"),
        ('hosts = "http://a:9200"', "Expected `array`, got `str` - at `$.opensearch.hosts`"),
        ('hosts = ["a:9200"]', "a host is no address; write it as https://search-1:9200"),
        ('hosts = ["http://:9200"]', "a host is no address"),
        ('hosts = ["http://a:port"]', "a host is no address"),
        ('hosts = ["http://a:9200"]\nshards = 0', "at least one shard"),
        ('hosts = ["http://a:9200"]\nreplicas = -1', "at least one shard, and no fewer than no replicas"),
        ('hosts = ["http://a:9200"]\nname = "News/x"', "name News/x cannot be an index's"),
        ('hosts = ["http://a:9200"]\nsherds = 3', "Object contains unknown field `sherds`"),
        ("hosts = [", "Invalid"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, table: str, told: str) -> None:
    (tmp_path / "dateline.toml").write_text(f"[opensearch]\n{table}\n")
    with pytest.raises(ConfigError) as error:
        read_settings(tmp_path, {})
    assert told in str(error.value)


def test_a_password_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        read_settings(tmp_path, {"DATELINE_OPENSEARCH": "user:secret@host:9200"})
    assert "secret" not in str(error.value)
