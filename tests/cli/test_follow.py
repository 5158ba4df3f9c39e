"""The command `follow`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tests.cli.conftest import Dateline
from tests.follow.server import Said, feed, running


def test_a_round_says_what_it_did_and_what_is_followed_is_listed(dateline: Dateline, tmp_path: Path) -> None:
    with running() as site:
        site.pages["/feed"] = Said(feed(("1", f"{site.url}/1.html", "Talks", "MINSK, May 3 - Talks.")))
        url, other = f"{site.url}/feed", f"{site.url}/other"
        quick = ("--once", "--allow-private", "--delay", "0", "--data", tmp_path)
        first = dateline("follow", url, *quick)
        assert first.code == 0
        assert first.err.startswith(f"{url}: 200, 1 read, 1 added, 0 changed, 0 unchanged, 0 rejected, 0 passed; next ")
        assert dateline("follow", url, other, *quick, "--format", "json").code == 1
        assert site.headers[-1]["User-Agent"].startswith("Dateline/")
    listed = dateline("follow", "--list", "--data", tmp_path, "--format", "json").out.splitlines()
    states = [msgspec.json.decode(line, type=dict[str, object]) for line in listed]
    assert [(state["url"], state["last_status"], state["failures"]) for state in states] == [
        (url, 200, 0),
        (other, 404, 1),
    ]
    assert (
        f"{other}: last status 404, 1 failures: the server answered 404"
        in dateline("follow", "--list", "--data", tmp_path).out
    )


def test_wrong_use(dateline: Dateline, tmp_path: Path) -> None:
    assert dateline("follow", "--data", tmp_path).code == 2
    assert "only http and https" in dateline("follow", "ftp://example.org/", "--once", "--data", tmp_path).err
