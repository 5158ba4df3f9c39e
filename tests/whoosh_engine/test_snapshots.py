"""A held snapshot never changes; a new one sees the latest commit of any process."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dateline.index.terms import TextColumn, ValueColumn
from dateline.search.engines import whoosh
from dateline.search.plan import Any, Every, Similar, StartsWith, Term
from dateline.search.request import Sort
from tests.store.conftest import article
from tests.whoosh_engine.conftest import commit, latest

TALKS = Any((Term(TextColumn.BODY, "talk"), Term(TextColumn.HEADLINE, "talk")))


def test_a_held_snapshot_survives_merges(folder: Path) -> None:
    writer = whoosh.open_writer(folder)
    commit(writer, [article("talks", given=str(number)) for number in range(9)])
    engine = whoosh.open_reader(folder)
    held = engine.snapshot()
    for number in range(40):
        commit(writer, [article("talks again", given=f"new-{number}")], deleted=[str(number)])
    assert held.articles() == held.count(TALKS) == 9
    assert held.search(TALKS, Sort.NEWEST, 0, 20).total == 9
    assert len(held.counts(Every(), [ValueColumn.ID])[ValueColumn.ID].values) == 9
    engine.close()
    assert held.count(Term(TextColumn.BODY_FORMS, "again")) == 0
    assert engine.snapshot().count(Term(TextColumn.BODY_FORMS, "again")) == 40


_COMMITTING = """
import sys
from pathlib import Path
from dateline.search.engines import whoosh
from dateline.index.terms import terms_of
from tests.store.conftest import article
writer = whoosh.open_writer(Path(sys.argv[1]))
writer.add([terms_of(article("talks", given="theirs"))])
writer.commit()
"""


def test_a_reader_sees_commits_of_other_processes(folder: Path, repository: Path) -> None:
    engine = whoosh.open_reader(folder)
    before = engine.snapshot()
    subprocess.run([sys.executable, "-c", _COMMITTING, str(folder)], check=True, cwd=repository)
    assert before.articles() == 0
    assert engine.snapshot().articles() == 1
    assert engine.snapshot() is engine.snapshot()


def test_concurrent_readers_stay_consistent_during_commits(folder: Path) -> None:
    writer = whoosh.open_writer(folder)
    commit(writer, [article(f"talks {number}", given=str(number)) for number in range(200)])
    engine = whoosh.open_reader(folder)
    done = threading.Event()

    def read() -> int:
        snapshots = 0
        while not done.is_set() or not snapshots:
            snapshot = engine.snapshot()
            snapshots += 1
            articles = snapshot.articles()
            assert snapshot.search(TALKS, Sort.RELEVANCE, 0, 3).total == articles
            assert len(snapshot.counts(Every(), [ValueColumn.ID])[ValueColumn.ID].values) == articles
            assert snapshot.count(StartsWith(TextColumn.BODY_FOLDED, "ta")) == articles
            assert snapshot.count(Similar(TextColumn.BODY_FOLDED, "talsk", 1)) == articles
        return snapshots

    with ThreadPoolExecutor(4) as pool:
        reading = [pool.submit(read) for _ in range(4)]
        try:
            for number in range(30):
                commit(writer, [article("talks", given=f"new-{number}")], deleted=[str(number)])
        finally:
            done.set()
        assert all(one.result() for one in reading)
    assert latest(folder).articles() == 200
