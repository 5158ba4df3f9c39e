"""Stored rejects: which are forgotten, and which an address means."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index.database import Database
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.version import READER
from dateline.index.raw import RawReject, RejectKind
from dateline.index.rejects import Rejects, StoredReject
from dateline.problems import Place

OPTIONS = ReadOptions(source="Sample Wire")


def reject(source: str, line: int | None = None) -> RawReject:
    return RawReject(Place(source, line=line), "broken", None, b"", kind=RejectKind.DAMAGED)


@pytest.fixture
def rejects(tmp_path: Path) -> Rejects:
    """No rejects yet."""
    return Rejects(Database.create(tmp_path), OPTIONS)


def sources(rejects: Rejects) -> list[str]:
    return [each.place.source for each in rejects]


def test_a_reject_keeps_its_kind_reader_and_options(rejects: Rejects) -> None:
    rejects.record(rejects.new_run(), (), [reject("a")])
    [stored] = rejects
    assert (stored.kind, stored.reader, stored.options) == (RejectKind.DAMAGED, READER, OPTIONS)


def test_reading_a_member_forgets_earlier_rejects_of_its_archives(rejects: Rejects) -> None:
    first = rejects.new_run()
    rejects.record(first, (), [reject(source) for source in ("a.zip", "a.zip!/b.zip", "a.zip!/b.zip!/c", "a.zip!/d")])
    second = rejects.new_run()
    rejects.record(second, ["a.zip!/b.zip!/c"], [reject("a.zip!/b.zip")])
    assert sources(rejects) == ["a.zip!/b.zip", "a.zip!/d"]


@pytest.fixture
def outdated(rejects: Rejects, monkeypatch: pytest.MonkeyPatch) -> Rejects:
    """The rejects of `a` and `b` by an older reader, and of `c` by the current one."""
    with monkeypatch.context() as older:
        older.setattr("dateline.index.rejects.READER", "1")
        rejects.record(rejects.new_run(), (), [reject("a"), reject("b")])
    rejects.record(rejects.new_run(), (), [reject("c")])
    return rejects


def test_rejects_of_another_reader_are_outdated(outdated: Rejects) -> None:
    assert [each.place.source for each in outdated.outdated()] == ["a", "b"]


def test_an_outdated_reject_that_was_tried_is_current(outdated: Rejects) -> None:
    outdated.mark_current(each for each in list(outdated) if each.place.source == "a")
    assert [each.place.source for each in outdated.outdated()] == ["b"]
    assert sources(outdated) == ["a", "b", "c"]


def test_nothing_is_outdated_once_all_were_tried(outdated: Rejects) -> None:
    outdated.mark_all_current()
    assert list(outdated.outdated()) == []


@pytest.mark.parametrize(
    ("address", "is_at"),
    [
        ("news/a.zip!/b.jsonl:3", True),
        ("news/a.zip!/b.jsonl", True),
        ("news/a.zip", True),
        ("news", True),
        ("news/", True),
        ("news/a", False),
        ("news/a.zip!/b.jsonl:33", False),
        ("new", False),
    ],
)
def test_an_address_means_all_rejects_in_it(address: str, is_at: bool) -> None:  # noqa: FBT001
    stored = StoredReject(Place("news/a.zip!/b.jsonl", line=3), "broken", None, b"")
    assert stored.is_at(address) is is_at
    assert stored.input == "news/a.zip"
