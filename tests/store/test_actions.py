"""What a source asks to do: an older version never replaces a newer one, a kill withdraws, an embargo withholds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dateline.index.article import Action
from dateline.index.put import Put
from dateline.index.state import WITHDRAWN_BY_SOURCE
from dateline.index.store import Store
from tests.store.conftest import article

NOW = datetime.now(tz=UTC)
SOON = NOW + timedelta(days=1)
PAGE = "https://example.org/2021/05/18/talks"
MORNING = datetime(2021, 5, 18, 9, tzinfo=UTC)
EVENING = datetime(2021, 5, 18, 19, tzinfo=UTC)
LONG = "a report of many words that several papers have printed " * 5


def live(store: Store) -> list[str]:
    """The bodies of what an index is told to hold."""
    return [change.article.body for change in store.changes(0) if change.is_live]


def test_an_older_version_becomes_a_revision(store: Store) -> None:
    store.put([article("second", given="1", version="2")])
    older = article("first", given="1", version="1")
    assert store.put([older]) == Put(older=1)
    assert store.put([older]) == Put(unchanged=1)
    assert live(store) == ["second"]
    assert [each.body for each in store.revisions("1")] == ["first"]


def test_revisions_are_in_the_order_of_their_numbers(store: Store) -> None:
    for version in ("10", "2", "9", "1"):
        store.put([article(f"version {version}", given="1", version=version)])
    assert [each.version for each in store.revisions("1")] == ["9", "2", "1"]


@pytest.mark.parametrize("versions", [("2", "10"), ("1.9", "1.10"), ("1", "1.1")])
def test_numbers_of_versions_are_compared_as_numbers(store: Store, versions: tuple[str, str]) -> None:
    older, newer = (article(version, given="1", version=version) for version in versions)
    store.put([newer])
    assert store.put([older]) == Put(older=1)


def test_without_numbers_the_time_of_change_tells(store: Store) -> None:
    store.put([article("second", given="1", modified=EVENING)])
    assert store.put([article("first", given="1", modified=MORNING)]) == Put(older=1)
    assert store.put([article("third", given="1", modified=EVENING + timedelta(hours=1))]) == Put(changed=1)


def test_a_correction_is_a_new_version(store: Store) -> None:
    store.put([article("first", given="1", version="1")])
    corrected = article("corrected", given="1", version="2", action=Action.CORRECT)
    assert store.put([corrected]) == Put(changed=1)
    assert live(store) == ["corrected"]


def test_a_kill_withdraws_an_article(store: Store) -> None:
    store.put([article("first", given="1", version="1"), article("other", given="2")])
    assert store.put([article("", given="1", version="2", action=Action.KILL, modified=EVENING)]) == Put(withdrawn=1)
    assert live(store) == ["other"]
    assert store.get("1") is None
    assert store.count() == 1
    withdrawal = store.withdrawal("1")
    assert withdrawal is not None
    assert (withdrawal.at, withdrawal.reason) == (EVENING, WITHDRAWN_BY_SOURCE)
    assert list(store.verify()) == []


@pytest.mark.parametrize("given", [None, "1"])
@pytest.mark.parametrize("path", ["news.jsonl", "kills.xml"])
def test_a_kill_finds_its_article_by_the_address(store: Store, given: str | None, path: str) -> None:
    store.put([article("first", given=given, url=PAGE, headline="Talks")])
    kill = article("", given="kill-1", url=PAGE, headline="Talks: KILL", action=Action.KILL, path=path, item=2)
    assert store.put([kill]) == Put(withdrawn=1)
    assert live(store) == []


def test_a_kill_that_comes_first_is_found_by_the_address(store: Store) -> None:
    store.put([article("", given="kill-1", url=PAGE, action=Action.KILL, path="kills.xml")])
    assert store.put([article("first", given="1", url=PAGE, headline="Talks")]) == Put(void=1)
    assert live(store) == []


def test_a_withdrawn_article_leaves_the_registers(store: Store) -> None:
    store.put([article(LONG, given="1", people=("Zakir Hasanov",)), article(LONG, given="2")])
    store.put([article("", given="1", action=Action.KILL)])
    assert store.people.person("xx-zakir-hasanov") is None
    kept = store.get("2")
    assert kept is not None
    assert kept.duplicate_of is None


def test_only_a_newer_version_brings_a_withdrawn_article_back(store: Store) -> None:
    first = article("first", given="1", version="1")
    kill = article("", given="1", version="2", action=Action.KILL)
    store.put([first, kill])
    assert store.put([first, kill]) == Put(unchanged=2)
    assert store.put([article("first, again", given="1", version="1")]) == Put(void=1)
    assert store.put([article("without a number", given="1")]) == Put(void=1)
    assert live(store) == []
    assert store.put([article("third", given="1", version="3")]) == Put(changed=1)
    assert live(store) == ["third"]
    assert store.withdrawal("1") is None


def test_an_older_kill_does_not_withdraw_a_newer_version(store: Store) -> None:
    store.put([article("third", given="1", version="3")])
    assert store.put([article("", given="1", version="2", action=Action.KILL)]) == Put(void=1)
    assert live(store) == ["third"]


def test_a_kill_that_comes_first_keeps_the_article_away(store: Store) -> None:
    assert store.put([article("", given="1", version="2", action=Action.KILL)]) == Put(void=1)
    assert store.withdrawal("1") is not None
    assert store.put([article("first", given="1", version="1")]) == Put(void=1)
    assert live(store) == []
    assert store.put([article("third", given="1", version="3")]) == Put(changed=1)
    assert live(store) == ["third"]


def test_an_embargoed_article_is_found_when_its_time_has_come(store: Store) -> None:
    embargoed = article(LONG, given="1", embargo=SOON, people=("Zakir Hasanov",))
    assert store.put([embargoed]) == Put(added=1)
    assert (live(store), store.count(), store.get("1")) == ([], 0, None)
    assert store.people.person("xx-zakir-hasanov") is None
    assert store.next_release() == SOON.replace(microsecond=0)
    assert store.release(NOW) == 0
    assert store.put([embargoed]) == Put(unchanged=1)
    before = store.last_serial()
    assert store.release(SOON) == 1
    assert [change.article.id for change in store.changes(before)] == ["1"]
    assert live(store) == [LONG]
    assert store.people.person("xx-zakir-hasanov") is not None
    assert store.next_release() is None


def test_a_past_embargo_withholds_nothing(store: Store) -> None:
    store.put([article("a", given="1", embargo=MORNING, action=Action.WITHHOLD)])
    assert live(store) == ["a"]


def test_what_is_withheld_without_a_time_waits_for_another_version(store: Store) -> None:
    store.put([article("a", given="1", version="1", action=Action.WITHHOLD)])
    assert store.release(SOON) == 0
    assert live(store) == []
    store.put([article("a", given="1", version="2")])
    assert live(store) == ["a"]


def test_the_outcomes_add_up(store: Store) -> None:
    batch = [
        article("b", given="1", version="2"),
        article("a", given="1", version="1"),
        article("b", given="1", version="2"),
        article("b", given="1", version="2", extractor="2"),
        article("", given="1", version="3", action=Action.KILL),
        article("c", given="1", version="1"),
        article("d", given="2"),
        article("e", given="2"),
    ]
    assert store.put(batch) == Put(added=2, changed=1, refreshed=1, unchanged=1, withdrawn=1, older=1, void=1)
    assert store.put(batch).total() == len(batch)
