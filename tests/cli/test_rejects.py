"""The command `rejects`: list, show, retry and drop."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
from pathlib import Path

import msgspec
import pytest

from dateline.cli.output.rejects_text import MEANINGS, UNKNOWN
from dateline.index.raw import RejectKind
from tests.cli.conftest import Dateline
from tests.follow.server import Said, feed, page, running

GOOD = '{"id": "1", "title": "Talks in Minsk", "body": "MINSK, May 3 - Ministers met.", "date": "2021-05-03"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which five lines, an empty file and some bytes cannot be read."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "wire.jsonl").write_text(GOOD + "{broken\x1b[31m\n" * 5)
    (folder / "empty.txt").write_text("")
    (folder / "bytes.bin").write_bytes(bytes(range(256)) * 9)
    return folder


@pytest.fixture
def data(dateline: Dateline, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The archive of that folder."""
    monkeypatch.setenv("DATELINE_WORKERS", "1")
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    assert dateline("index", "--data", tmp_path / "data", folder).code == 1
    return tmp_path / "data"


def places(dateline: Dateline, data: Path, *arguments: str) -> list[str]:
    rows = csv.DictReader(io.StringIO(dateline("rejects", "list", "--data", data, "--format", "csv", *arguments).out))
    return [row["place"] for row in rows]


def as_of_an_older_version(data: Path, **changes: str | None) -> None:
    """Store the rejects as an older version would have."""
    with sqlite3.connect(data / "articles.sqlite3") as connection:
        connection.execute("DELETE FROM meta WHERE name = 'reader'")
        for path, place, stored in connection.execute("SELECT path, place, reject FROM rejects").fetchall():
            fields = msgspec.json.decode(stored, type=dict[str, object]) | changes
            absent = {name for name, value in changes.items() if value is None}
            older = msgspec.json.encode({name: value for name, value in fields.items() if name not in absent})
            connection.execute("UPDATE rejects SET reject = ? WHERE path = ? AND place = ?", (older, path, place))


def test_the_list_counts_each_kind_with_examples(dateline: Dateline, data: Path, folder: Path) -> None:
    listed = dateline("rejects", "--data", data)
    assert listed.code == 1
    lines = listed.out.splitlines()
    assert lines[0] == "5 syntax: not valid in its own format"
    assert lines[1].startswith(f"  {folder}/wire.jsonl:2:2: ")
    assert lines[4] == "  and 2 more: dateline rejects --kind syntax"
    assert "1 empty: nothing in it" in lines
    assert "1 not-text: bytes that nothing recognises" in lines


def test_a_kind_is_listed_in_full(dateline: Dateline, data: Path, folder: Path) -> None:
    listed = dateline("rejects", "--data", data, "--kind", "syntax")
    assert [line.partition(": ")[0] for line in listed.out.splitlines()] == [
        f"{folder}/wire.jsonl:{line}:2" for line in range(2, 7)
    ]
    assert dateline("rejects", "--data", data, "--kind", "encrypted").code == 0


def test_json_has_one_reject_a_line(dateline: Dateline, data: Path, folder: Path) -> None:
    lines = dateline("rejects", "--data", data, "--format", "json").out.splitlines()
    assert len(lines) == 7
    reject = msgspec.json.decode(lines[-1])
    assert reject["place"]["source"] == f"{folder}/wire.jsonl"
    assert reject["place"]["line"] == 6
    assert reject["kind"] == "syntax"
    assert reject["reason"]


def test_csv_is_a_table_to_send_on(dateline: Dateline, data: Path, folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(dateline("rejects", "--data", data, "--format", "csv").out)))
    assert [row["kind"] for row in rows] == ["not-text", "empty", *["syntax"] * 5]
    assert rows[2]["place"] == f"{folder}/wire.jsonl:2:2"
    assert rows[2]["format"] == "jsonl"
    assert rows[2]["start"].startswith("{broken")
    assert int(rows[2]["bytes"]) > 10
    assert "\x1b" not in rows[2]["start"]


def test_show_prints_reason_and_bytes_without_control_characters(dateline: Dateline, data: Path, folder: Path) -> None:
    shown = dateline("rejects", "show", "--data", data, f"{folder}/wire.jsonl:2")
    assert shown.code == 0
    assert "kind: syntax" in shown.out
    assert "{broken\ufffd[31m" in shown.out
    assert "00000010  10 11 12 13" in dateline("rejects", "show", "--data", data, f"{folder}/bytes.bin").out
    assert dateline("rejects", "show", "--data", data, "nowhere").code == 1


def test_retry_reads_the_inputs_again(dateline: Dateline, data: Path, folder: Path) -> None:
    (folder / "wire.jsonl").write_text(GOOD)
    retried = dateline("rejects", "retry", "--data", data, f"{folder}/wire.jsonl")
    assert "0 rejected" in retried.err
    assert retried.code == 0
    assert places(dateline, data) == [f"{folder}/bytes.bin:byte 0", f"{folder}/empty.txt:byte 0"]
    (folder / "empty.txt").write_text("VILNIUS, May 4 - What was empty is fixed.")
    assert "1 added" in dateline("rejects", "--retry", "--data", data, "--kind", "empty").err
    assert places(dateline, data) == [f"{folder}/bytes.bin:byte 0"]


def test_retry_asks_web_addresses_again_by_the_rules_of_follow(dateline: Dateline, tmp_path: Path) -> None:
    data = tmp_path / "archive"
    with running() as site:
        url, link = f"{site.url}/feed", f"{site.url}/1.html"
        site.pages["/feed"] = Said(feed(("1", link, "Talks", "MINSK, May 3 - Talks.")))
        site.pages["/1.html"] = Said(b"", 200, {"Content-Type": "text/html"})
        quick = ("--data", data, "--allow-private")
        assert dateline("follow", url, "--once", "--full-text", "--delay", "0", *quick).code == 1
        assert places(dateline, data) == [f"{link}:byte 0"]
        head = "<head><link rel=canonical href='/talks.html'>"
        site.pages["/1.html"] = Said(page("Talks", "The long text.").replace(b"<head>", head.encode()))
        refused = dateline("rejects", "retry", "--data", data)
        assert (refused.code, "is no public address" in refused.err) == (1, True)
        site.pages["/robots.txt"] = Said(b"User-agent: *\nDisallow: /1")
        assert "robots.txt of the site does not allow it" in dateline("rejects", "retry", *quick).err
        assert site.times("/1.html") == 1
        site.pages["/robots.txt"] = Said(b"")
        retried = dateline("rejects", "retry", *quick)
        assert retried.code == 0
        assert "0 added, 1 changed" in retried.err
    shown = msgspec.json.decode(dateline("search", "long", "--data", data, "--format", "json").out)
    assert "Sample Wire" in str(shown)


def test_retry_reads_as_the_user_asked(dateline: Dateline, data: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text('KEY,WORDS\n1,"Talks in Oslo",too many cells\n')
    assert dateline("index", "--data", data, table, "--as", "csv", "--map", "body=WORDS").code == 1
    table.write_text('KEY,WORDS\n1,"Talks in Oslo"\n')
    assert "1 added" in dateline("rejects", "retry", "--data", data, table).err


def test_a_file_whose_name_is_no_text_is_found_again(dateline: Dateline, data: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9.txt")
    odd.write_text("")
    assert dateline("index", "--data", data, odd).code == 1
    [place] = places(dateline, data, "--kind", "empty", f"{tmp_path}/caf%E9.txt")
    odd.write_text("VILNIUS, May 4 - What was empty is fixed.")
    assert "1 added" in dateline("rejects", "retry", "--data", data, place).err
    assert places(dateline, data, place) == []


def test_drop_forgets_rejects(dateline: Dateline, data: Path, folder: Path) -> None:
    assert dateline("rejects", "drop", "--data", data).code == 2
    assert "--yes" in dateline("rejects", "drop", "--data", data, "--all").err
    assert len(places(dateline, data)) == 7
    assert dateline("rejects", "drop", "--data", data, f"{folder}/wire.jsonl:2", "--yes").code == 0
    assert len(places(dateline, data)) == 6
    assert dateline("rejects", "drop", "--data", data, "--kind", "empty", "--yes").code == 0
    assert dateline("rejects", "drop", "--data", data, "--kind", "empty", "--yes").code == 1
    assert dateline("rejects", "drop", "--data", data, folder, "--yes").err == "5 rejects forgotten\n"
    assert dateline("rejects", "--data", data).code == 0


def test_rejects_of_an_older_version_have_no_kind(dateline: Dateline, data: Path) -> None:
    as_of_an_older_version(data, kind=None, reader=None, options=None)
    assert "7 unknown: rejected by an earlier version" in dateline("rejects", "--data", data).out
    assert len(places(dateline, data, "--kind", "unknown")) == 7


def test_inputs_that_an_older_version_rejected_are_read_again_once(
    dateline: Dateline, data: Path, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(GOOD.replace('"1"', '"2"'))
    as_of_an_older_version(data, reader="1")
    (folder / "bytes.bin").unlink()
    (folder / "empty.txt").write_text("VILNIUS, May 4 - What was empty is fixed.")
    run = dateline("index", "--data", data, other)
    assert "earlier version" in run.err
    assert "1 added, 0 changed, 1 unchanged, 5 rejected" in run.err
    (folder / "bytes.bin").write_text("OSLO, May 5 - Talks ended.")
    assert "earlier version" not in dateline("index", "--data", data, other).err


def test_every_kind_has_a_meaning() -> None:
    assert set(MEANINGS) == {*(kind.value for kind in RejectKind), UNKNOWN}


def test_every_reject_of_one_input_is_kept(dateline: Dateline, tmp_path: Path) -> None:
    """Values of one line have places of their own, and entries of one feed are numbered."""
    data, news = tmp_path / "data", tmp_path / "news"
    news.mkdir()
    wire = f'[1, {GOOD.strip()}, "{chr(233)}", {{"a": 2}}, {{"b": 3}}]'
    (news / "wire.json").write_text(wire, encoding="utf-8")
    empty = "<item><link>https://example.org/{}</link></item>"
    (news / "feed.xml").write_text(f'<rss version="2.0"><channel><title>T</title>{empty * 3}</channel></rss>')
    first, again = (dateline("index", "--data", data, "--workers", "1", news) for _ in range(2))
    listed = places(dateline, data)
    assert f"{len(listed)} rejected" in first.err
    assert f"{len(listed)} rejected" in again.err
    assert [place.rpartition("/")[2] for place in listed] == [
        *["feed.xml:1:1"] * 3,
        *(f"wire.json:1:{wire.index(start) + 1}" for start in ("[1", ', "é', '{"a', '{"b')),
    ]
    assert dateline("rejects", "drop", news / "feed.xml", "--yes", "--data", data).code == 0
    assert len(places(dateline, data)) == 4
