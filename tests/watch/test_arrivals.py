"""Which files are complete and new, given snapshots."""

from __future__ import annotations

import pytest

from dateline.index.watch.arrivals import Arrivals, Seen, State, is_unfinished

SMALL, LARGE = State(10, 1), State(20, 2)


def test_a_file_is_complete_when_it_has_not_changed_for_a_while() -> None:
    arrivals = Arrivals(2.0, {})
    assert arrivals.complete({"a": Seen(SMALL)}, 0.0) == {}
    assert arrivals.complete({"a": Seen(SMALL)}, 1.9) == {}
    assert arrivals.are_waiting()
    assert arrivals.complete({"a": Seen(SMALL)}, 2.0) == {"a": SMALL}
    arrivals.take({"a": SMALL})
    assert not arrivals.are_waiting()
    assert arrivals.complete({"a": Seen(SMALL)}, 9.0) == {}


def test_a_file_that_grows_is_waited_for() -> None:
    arrivals = Arrivals(2.0, {})
    arrivals.complete({"a": Seen(SMALL)}, 0.0)
    assert arrivals.complete({"a": Seen(LARGE)}, 2.0) == {}
    assert arrivals.complete({"a": Seen(LARGE)}, 4.0) == {"a": LARGE}


def test_a_renamed_file_is_complete_at_once() -> None:
    assert Arrivals(2.0, {}).complete({"a": Seen(SMALL, is_moved=True)}, 0.0) == {"a": SMALL}


def test_a_file_that_changes_again_is_new_again() -> None:
    arrivals = Arrivals(0.0, {"a": SMALL})
    assert arrivals.complete({"a": Seen(SMALL)}, 0.0) == {}
    assert arrivals.complete({"a": Seen(LARGE)}, 0.0) == {"a": LARGE}


def test_a_file_that_changes_while_it_is_read_is_new_again() -> None:
    arrivals = Arrivals(0.0, {})
    arrivals.take(arrivals.complete({"a": Seen(SMALL)}, 0.0))
    assert arrivals.complete({"a": Seen(LARGE)}, 0.0) == {"a": LARGE}


def test_a_deleted_file_that_comes_back_unchanged_is_not_read_again() -> None:
    arrivals = Arrivals(0.0, {"a": SMALL})
    assert arrivals.complete({}, 0.0) == {}
    assert arrivals.complete({"a": Seen(SMALL)}, 0.0) == {}


@pytest.mark.parametrize("name", [".a.xml", "a.xml.part", "a.xml.tmp", "a.xml~", "A.XML.CRDOWNLOAD", ".hidden"])
def test_unfinished_names(name: str) -> None:
    assert is_unfinished(name)


@pytest.mark.parametrize("name", ["a.xml", "part", "tmp.xml", "a.part.xml"])
def test_finished_names(name: str) -> None:
    assert not is_unfinished(name)
