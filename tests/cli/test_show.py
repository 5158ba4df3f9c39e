"""`dateline show`: versions with what changed, and articles that their source withdrew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Dateline

ITEM = {"uri": "urn:example:1", "id": "1", "pubstatus": "usable", "headline": "Talks"}


@pytest.fixture
def data(dateline: Dateline, tmp_path: Path) -> Path:
    """An archive of one article that has changed once."""
    for version, words in (("1", "Three ministers met."), ("2", "Two ministers met.")):
        index(dateline, tmp_path, version=version, body_text=words)
    return tmp_path / "data"


def index(dateline: Dateline, folder: Path, **said: str) -> None:
    (folder / "item.json").write_text(json.dumps({**ITEM, **said}))
    assert dateline("index", "--data", folder / "data", folder / "item.json").code == 0


def the_id(dateline: Dateline, data: Path) -> str:
    return dateline("search", "--data", data, "*", "--format", "ids").out.strip()


def test_versions_show_the_words_that_changed(dateline: Dateline, data: Path) -> None:
    shown = dateline("show", the_id(dateline, data), "--versions", "--data", data)
    assert shown.code == 0
    lines = shown.out.splitlines()
    assert lines[0].startswith("version 2, read ")
    assert lines[1] == "  [-Three-]{+Two+} ministers met."
    assert lines[2].startswith("version 1, read ")
    assert lines[3] == "  the first version"


def test_versions_as_json_have_the_whole_articles(dateline: Dateline, data: Path) -> None:
    shown = dateline("show", the_id(dateline, data), "--versions", "--format", "json", "--data", data)
    newest, first = json.loads(shown.out)
    assert [newest["article"]["body"], first["article"]["body"]] == ["Two ministers met.", "Three ministers met."]
    assert newest["paragraphs"][0][0] == {"kind": "removed", "text": "Three"}


def test_a_withdrawn_article_is_said_to_be_withdrawn(dateline: Dateline, data: Path) -> None:
    article_id = the_id(dateline, data)
    index(dateline, data.parent, version="3", pubstatus="canceled", body_text="Kill.")
    for option in ("--versions", "--format=json", "--format=text"):
        shown = dateline("show", article_id, option, "--data", data)
        assert (shown.code, shown.out) == (1, "")
        assert f"article {article_id}: withdrawn by its source on 20" in shown.err
    assert dateline("show", "unknown", "--data", data).err == "dateline: no article unknown\n"
