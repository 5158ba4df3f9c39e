"""What was read of an input in another format than now is hidden; what needs no extraction is known."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.index.article import Article
from dateline.index.metadata.extract import extract
from dateline.index.put import Put
from dateline.index.raw import Finished, RawReport
from dateline.index.store import Store
from dateline.problems import Place
from tests.store.conftest import READ_AT, article

PATH = "report.xml"
NOW = [Finished(PATH, "nitf")]


def read_as(format_: str, body: str, *, given: str | None = None, item: int | None = None) -> Article:
    made = article(body, given=given, path=PATH, item=item)
    return replace(made, provenance=replace(made.provenance, format=format_))


def bodies(store: Store) -> list[str]:
    return [change.article.body for change in store.changes(0) if change.is_live]


def test_what_was_read_in_another_format_is_hidden_and_kept_as_a_revision(store: Store) -> None:
    store.put([read_as("plain", "<nitf>talks</nitf>"), read_as("jsonl", "half of it", item=1), article("other")])
    store.put([read_as("nitf", "talks", given="1")])
    before = store.last_serial()
    assert store.supersede(NOW) == 2
    hidden = {change.article.body for change in store.changes(before) if not change.is_live}
    assert hidden == {"<nitf>talks</nitf>", "half of it"}
    assert store.count() == 2
    assert {each.body for each in store.revisions("1")} == hidden
    assert store.supersede(NOW) == 0
    assert list(store.verify()) == []


def test_a_feed_that_was_one_article_is_its_entries(store: Store) -> None:
    store.put([read_as("jsonl", "the title of the feed")])
    store.put([read_as("nitf", "one", given="1", item=1), read_as("nitf", "two", given="2", item=2)])
    assert store.supersede(NOW) == 1
    assert bodies(store) == ["one", "two"]
    assert (store.revisions("1"), store.revisions("2")) == ((), ())


def test_the_same_text_in_another_format_stays(store: Store) -> None:
    store.put([read_as("plain", "talks")])
    assert store.put([read_as("nitf", "talks")]) == Put(unchanged=1)
    assert store.supersede(NOW) == 0
    assert bodies(store) == ["talks"]


def test_what_an_input_held_before_in_the_same_format_stays(store: Store) -> None:
    store.put([read_as("nitf", "yesterday", item=1)])
    store.put([read_as("nitf", "today", item=1)])
    assert store.supersede(NOW) == 0
    assert bodies(store) == ["yesterday", "today"]


def test_a_missing_extra_hides_nothing(store: Store) -> None:
    store.put([read_as("pdf", "talks")])
    assert store.supersede([Finished(PATH, None)]) == 0
    assert bodies(store) == ["talks"]


def test_what_is_superseded_comes_back_when_it_is_read_so_again(store: Store) -> None:
    older = read_as("plain", "talks, with all tags", item=1)
    store.put([older])
    store.put([read_as("nitf", "talks", given="1")])
    store.supersede(NOW)
    assert store.put([older]) == Put(refreshed=1)
    assert store.supersede([Finished(PATH, "plain")]) == 1
    assert bodies(store) == ["talks, with all tags"]


def report(body: str, path: str = "wire.jsonl", item: int | None = 1, **said: str) -> RawReport:
    return replace(RawReport(body=body, place=Place(path), format="jsonl", item=item), **said)


def put(store: Store, *reports: RawReport) -> Put:
    return store.put([extract(each, read_at=READ_AT) for each in reports])


def test_what_is_stored_is_known(store: Store) -> None:
    reports = [
        report("With an id.", given_id="1", source="Wire"),
        report("With an address.", url="https://example.org/2021/talks"),
        report("With neither, in a row."),
        report("With neither, in a file.", path="a.txt", item=None),
        report("With neither, in a file.", path="b.txt", item=None),
    ]
    assert store.are_known(reports) == [False] * 5
    put(store, *reports)
    assert store.are_known(reports) == [True] * 5
    assert store.are_known([replace(each, body="Other.") for each in reports]) == [False] * 5
    assert store.are_known([replace(each, format="csv") for each in reports[:4]]) == [False] * 4


def test_an_earlier_version_of_a_row_is_known(store: Store) -> None:
    first, second = (report(body, given_id="1") for body in ("First.", "Second."))
    put(store, first, second)
    assert store.are_known([first, second]) == [True, True]


def test_a_file_changed_back_is_not_known(store: Store) -> None:
    first, second = (report(body, path="a.txt", item=None) for body in ("First.", "Second."))
    put(store, first, second)
    assert store.are_known([first, second]) == [False, True]


def test_what_other_rules_extracted_is_not_known(store: Store) -> None:
    made = extract(report("Text.", given_id="1"), read_at=READ_AT)
    store.put([replace(made, provenance=replace(made.provenance, extractor="0"))])
    assert store.are_known([report("Text.", given_id="1")]) == [False]
