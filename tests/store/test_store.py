"""The store of record: identity of articles, revisions, and detection of damage."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dateline.errors import ArchiveMissingError, StoreError, StoreVersionError
from dateline.index.article import Article
from dateline.index.database import FILE, Database
from dateline.index.identity import url_safe
from dateline.index.put import Put
from dateline.index.store import Store
from tests.store.conftest import article


def ids(store: Store) -> list[str]:
    return [change.article.id for change in store.changes(0)]


def test_an_article_is_added_once(store: Store) -> None:
    assert store.put([article("a", given="1")]) == Put(added=1)
    assert store.put([article("a", given="1")]) == Put(unchanged=1)
    assert store.count() == 1


def test_a_changed_article_keeps_revisions_newest_first(store: Store) -> None:
    for body in ("first", "second", "third"):
        store.put([article(body, given="1")])
    kept = store.get("1")
    assert kept is not None
    assert kept.body == "third"
    assert [version.body for version in store.revisions("1")] == ["second", "first"]


def test_newer_rules_refresh_an_article_without_a_revision(store: Store) -> None:
    store.put([article("a", given="1")])
    assert store.put([article("a", given="1", extractor="2")]) == Put(refreshed=1)
    assert store.revisions("1") == ()


def test_two_files_with_the_same_ids_overwrite_nothing(store: Store) -> None:
    store.put([article("north", given="1", path="north.jsonl"), article("south", given="1", path="south.jsonl")])
    assert ids(store) == ["1", "south-1"]


def test_two_sources_with_the_same_ids_overwrite_nothing(store: Store) -> None:
    store.put([article("a", given="1", source="Wire A"), article("b", given="1", source="Wire B")])
    assert ids(store) == ["1", "wire-b-1"]


def test_a_third_article_with_the_same_id_gets_its_own(store: Store) -> None:
    store.put([article("a", given="1", path="a/x.jsonl"), article("b", given="1", path="b/x.jsonl")])
    store.put([article("c", given="1", path="c/x.jsonl")])
    assert len(set(ids(store))) == 3


def test_a_file_without_an_id_is_identified_by_its_path(store: Store) -> None:
    store.put([article("first", path="report.txt", item=None)])
    (first,) = ids(store)
    assert store.put([article("second", path="report.txt", item=None)]) == Put(changed=1)
    assert ids(store) == [first]
    assert [version.body for version in store.revisions(first)] == ["first"]


def test_the_same_text_in_another_file_is_the_same_article(store: Store) -> None:
    store.put([article("same", path="a.txt", item=None)])
    assert store.put([article("same", path="b.txt", item=None)]) == Put(unchanged=1)


def test_articles_without_ids_in_one_file_are_identified_by_content(store: Store) -> None:
    store.put([article("one", item=1), article("two", item=2)])
    assert store.put([article("two", item=1)]) == Put(unchanged=1)


def test_ids_are_url_safe(store: Store) -> None:
    store.put([article("a", given="https://example.org/2021/05/a?b=c&d")])
    assert ids(store) == ["https-example.org-2021-05-a-b-c-d"]


@given(st.text())
def test_url_safe_text_needs_no_escaping(text: str) -> None:
    safe = url_safe(text)
    assert safe == url_safe(safe)
    assert all(letter.isascii() and (letter.isalnum() or letter in "._~-") for letter in safe)


def test_official_names_prefer_spellings_not_in_capitals(store: Store) -> None:
    store.put([article("a", given="1", people=("ZAKIR HASANOV",))])
    store.put([article("b", given="2", people=("Zakir Hasanov",)), article("c", given="3", people=("Zakir HASANOV",))])
    assert store.official_names(["xx-zakir-hasanov", "xx-nobody"]) == {"xx-zakir-hasanov": "Zakir Hasanov"}


def test_get_many_returns_thousands_of_articles(store: Store) -> None:
    store.put([article(f"b{n}", given=str(n)) for n in range(2_500)])
    assert len(store.get_many([str(n) for n in range(3_000)])) == 2_500


def test_a_failed_batch_stores_nothing(store: Store) -> None:
    unwritable = article("b \ud800", given="2")
    with pytest.raises(UnicodeEncodeError):
        store.put([article("a", given="1"), unwritable])
    assert store.count() == 0


def test_verify_reports_a_damaged_file(tmp_path: Path) -> None:
    made = Store(Database.create(tmp_path))
    made.put([article(f"text {n} " * 200, given=str(n)) for n in range(300)])
    made.close()
    file = tmp_path / FILE
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 3_000] = b"\x55" * 3_000
    file.write_bytes(whole)
    opened = Store(Database(file))
    assert list(opened.verify())
    opened.close()


def test_verify_reports_a_manually_changed_row(tmp_path: Path) -> None:
    made = Store(Database.create(tmp_path))
    made.put([article("a", given="1")])
    made.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE articles SET id = 'other'")
    connection.close()
    opened = Store.open(tmp_path)
    assert list(opened.verify()) == ["article other: its row belongs to 1"]
    opened.close()


def test_an_unknown_store_format_is_refused(tmp_path: Path) -> None:
    Database.create(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'format'")
    connection.close()
    with pytest.raises(StoreVersionError, match="format 99"):
        Store.open(tmp_path)


def test_a_missing_archive_error_names_the_index_command(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissingError, match="dateline index"):
        Store.open(tmp_path)


def test_a_full_disk_keeps_acknowledged_articles(tmp_path: Path) -> None:
    database = Database.create(tmp_path)
    made = Store(database)
    made.put([article("kept", given="1")])
    pages = database.number("PRAGMA page_count")
    database.number(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(StoreError, match="free some disk space"):
        made.put([article(f"text {n} " * 500, given=f"more-{n}") for n in range(100)])
    assert ids(made) == ["1"]
    made.close()


def test_a_read_only_archive_can_be_read(tmp_path: Path) -> None:
    original = tmp_path / "original"
    original.mkdir()
    made = Store(Database.create(original))
    made.put([article("a", given="1")])
    made.close()
    copy = tmp_path / "copy"
    shutil.copytree(original, copy)
    copy.chmod(0o555)
    (copy / FILE).chmod(0o444)
    try:
        opened = Store.open(copy)
        assert ids(opened) == ["1"]
        opened.close()
    finally:
        copy.chmod(0o755)


class StoreMachine(RuleBasedStateMachine):
    """Compares the store with a dictionary, through any number of reopenings."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Database.create(Path(self.folder.name)))
        self.bodies: dict[str, str] = {}
        self.read: set[tuple[str, str]] = set()

    @rule(batch=st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz")), max_size=4))
    def put(self, batch: list[tuple[str, str]]) -> None:
        before = self.store.last_serial()
        expected = dict(self.bodies)
        changed: list[str] = []
        for given_id, body in batch:
            if (given_id, body) not in self.read:
                changed.append(given_id)
                expected[given_id] = body
            self.read.add((given_id, body))
        done = self.store.put([article(body, given=given_id) for given_id, body in batch])
        assert done.added + done.changed == len(changed)
        self.bodies = expected
        assert {change.article.id for change in self.store.changes(before)} == set(changed)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(Path(self.folder.name))

    @invariant()
    def holds_what_was_put(self) -> None:
        stored = list(self.store.changes(0))
        assert {change.article.id: change.article.body for change in stored} == self.bodies
        serials = [change.serial for change in stored]
        assert serials == sorted(set(serials))
        assert self.store.count() == len(self.bodies)

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


StoreMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
TestStoreMachine = StoreMachine.TestCase


def test_stored_articles_are_returned_unchanged(store: Store) -> None:
    given_article = article("Текст, mətn, نص", given="1", people=("Zakir Hasanov",))
    store.put([given_article])
    kept = store.get("1")
    assert isinstance(kept, Article)
    assert kept == given_article


def test_a_file_without_tables_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    with pytest.raises(ArchiveMissingError):
        Database.open(tmp_path)
    Database.create(tmp_path)
    assert Store.open(tmp_path).count() == 0
