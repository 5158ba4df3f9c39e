"""Which reports are one article: by id, address, path or content; none is lost, none is stored twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dateline.index.article import DateOrigin, Precision, Published
from dateline.index.put import Put
from dateline.index.store import Store
from tests.store.conftest import READ_AT, article

LATER = datetime(2026, 1, 2, tzinfo=UTC)
PAGE = "https://example.org/2021/05/18/talks"
SECTION = "https://example.org/world"
AT_NINE = Published(datetime(2021, 5, 18, 9, tzinfo=UTC), Precision.MINUTE, DateOrigin.METADATA)
ON_A_DAY = Published(datetime(2021, 5, 18, tzinfo=UTC), Precision.DAY, DateOrigin.METADATA)


def bodies(store: Store) -> list[str]:
    return [change.article.body for change in store.changes(0) if change.is_live]


def test_rows_without_ids_are_articles_of_their_own_and_reading_them_again_changes_nothing(store: Store) -> None:
    rows = [article(body, item=number) for number, body in enumerate(("one", "two", "three"), 1)]
    assert store.put(rows) == Put(added=3)
    assert store.put(rows) == Put(unchanged=3)
    assert bodies(store) == ["one", "two", "three"]


def test_an_edited_row_without_an_id_is_a_new_article(store: Store) -> None:
    store.put([article("one", item=1), article("two", item=2)])
    assert store.put([article("one", item=1), article("two, edited", item=2)]) == Put(unchanged=1, added=1)
    assert bodies(store) == ["one", "two", "two, edited"]


@pytest.mark.parametrize(
    "given",
    ["urn:newsml:example.org:20210518:talks", "tag:example.org,2021:1", PAGE, "0b5a1f3e-5c55-4d4e-8d5c-0123456789ab"],
)
def test_an_id_unique_in_the_world_is_one_article_whatever_file_it_comes_in(store: Store, given: str) -> None:
    store.put([article("first", given=given, path="1.xml", item=None)])
    assert store.put([article("second", given=given, path="2.xml", item=None)]) == Put(changed=1)


def test_the_same_id_with_another_address_is_the_same_article(store: Store) -> None:
    store.put([article("first", given="1", url=PAGE)])
    assert store.put([article("second", given="1", url="https://example.org/moved")]) == Put(changed=1)
    moved_only = article("third", url="https://example.org/moved", read_at=LATER)
    assert store.put([moved_only]) == Put(changed=1)


@pytest.mark.parametrize(
    "url",
    ["http://www.example.org/2021/05/18/talks/?utm_source=x", "https://m.example.org/2021/05/18/talks#top"],
)
def test_another_form_of_an_address_is_the_same_address(store: Store, url: str) -> None:
    store.put([article("first", url=PAGE)])
    assert store.put([article("second", url=url, read_at=LATER)]) == Put(changed=1)


def test_a_changing_id_is_the_same_article_if_address_and_headline_agree(store: Store) -> None:
    store.put([article("first", given="a", url=PAGE, headline="Talks")])
    assert store.put([article("second", given="b", url=PAGE, headline="Talks", read_at=LATER)]) == Put(changed=1)


def test_a_changing_id_is_the_same_article_if_address_and_moment_agree(store: Store) -> None:
    store.put([article("first", given="a", url=PAGE, headline="Talks", published=AT_NINE)])
    again = article("second", given="b", url=PAGE, headline="Talks end", published=AT_NINE, read_at=LATER)
    assert store.put([again]) == Put(changed=1)


def test_a_day_in_common_is_not_enough(store: Store) -> None:
    store.put([article("first", given="a", url=PAGE, headline="Talks", published=ON_A_DAY)])
    other = article("second", given="b", url=PAGE, headline="Sports", published=ON_A_DAY, read_at=LATER)
    assert store.put([other]) == Put(added=1)


@pytest.mark.parametrize("ids", [(None, None), ("a", "b"), ("a", None)])
def test_articles_of_one_input_that_share_an_address_stay_apart(
    store: Store, ids: tuple[str | None, str | None]
) -> None:
    def run(read_at: datetime) -> Put:
        one, two = ids
        return store.put(
            [
                article("one", given=one, url=SECTION, headline="One", item=1, read_at=read_at),
                article("two", given=two, url=SECTION, headline="Two", item=2, read_at=read_at),
                article("three", url=SECTION, headline="Three", item=3, read_at=read_at),
            ]
        )

    assert run(READ_AT) == Put(added=3)
    assert run(LATER) == Put(unchanged=3)
    assert bodies(store) == ["one", "two", "three"]


def test_the_address_of_a_whole_site_identifies_nothing(store: Store) -> None:
    first = article("one", url="https://example.org/", item=1)
    assert store.put([first, article("two", url="https://example.org/", item=2, read_at=LATER)]) == Put(added=2)


def test_a_page_that_changes_is_a_new_version(store: Store) -> None:
    store.put([article("first", url=PAGE, headline="Talks", path="a.html", item=None)])
    again = article("second", url=PAGE, headline="Talks end", path="a.html", item=None, read_at=LATER)
    assert store.put([again]) == Put(changed=1)


def test_of_two_files_with_one_text_the_other_is_found_when_one_changes(store: Store) -> None:
    one, two = (article("same", path=path, item=None) for path in ("a.txt", "b.txt"))
    assert store.put([one, two]) == Put(added=1, unchanged=1)
    assert store.put([article("edited", path="a.txt", item=None)]) == Put(changed=1)
    assert store.put([two]) == Put(added=1)
    assert store.put([two]) == Put(unchanged=1)
    assert sorted(bodies(store)) == ["edited", "same"]


def test_a_file_changed_back_is_changed_back(store: Store) -> None:
    for body in ("first", "second", "first"):
        store.put([article(body, path="a.txt", item=None)])
    assert bodies(store) == ["first"]


def test_versions_in_one_file_are_stored_once(store: Store) -> None:
    versions = [article("first", given="1", item=1), article("second", given="1", item=2)]
    assert store.put(versions) == Put(added=1, changed=1)
    assert store.put(versions) == Put(unchanged=2)
    assert bodies(store) == ["second"]
