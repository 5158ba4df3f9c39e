"""What a report says besides its text: versions, actions, embargoes; and that no field keeps markup."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from dateline.errors import FormatError
from dateline.index.article import Action
from dateline.index.metadata.extract import extract, fingerprint_of_report
from dateline.index.raw import RawReport
from dateline.problems import Place

READ_AT = datetime(2026, 1, 1, tzinfo=UTC)
REPORT = RawReport(body="Ministers met.", place=Place("news.jsonl"), format="jsonl")


def test_what_the_source_says_of_the_version_is_kept() -> None:
    said = replace(REPORT, version="2", modified="2021-05-18T09:30:00+02:00", genre="analysis")
    article = extract(said, read_at=READ_AT)
    assert (article.version, article.genre, article.action) == ("2", "analysis", Action.PUBLISH)
    assert article.modified == datetime(2021, 5, 18, 7, 30, tzinfo=UTC)


def test_a_kill_needs_no_text() -> None:
    assert extract(replace(REPORT, body="", action=Action.KILL), read_at=READ_AT).body == ""
    with pytest.raises(FormatError, match="without text"):
        extract(replace(REPORT, body=""), read_at=READ_AT)


def test_an_embargo_that_cannot_be_read_withholds() -> None:
    article = extract(replace(REPORT, embargo="until the minister has spoken"), read_at=READ_AT)
    assert (article.action, article.embargo) == (Action.WITHHOLD, None)


def test_paragraphs_stay_as_they_are() -> None:
    paragraphs = ("A first paragraph, short.", "A second,\nof two lines.", " ")
    article = extract(replace(REPORT, body="", paragraphs=paragraphs), read_at=READ_AT)
    assert article.body == "A first paragraph, short.\n\nA second,\nof two lines."


@pytest.mark.parametrize("field", ["body", "headline", "paragraphs"])
def test_a_last_guard_removes_tags(field: str) -> None:
    text = "<p>Talks <b>end</b></p>"
    said = replace(REPORT, **{field: (text,) if field == "paragraphs" else text})
    article = extract(said, read_at=READ_AT)
    assert "<" not in f"{article.headline}{article.body}"


def test_fingerprints_of_older_versions_of_dateline_stay_valid() -> None:
    said = replace(REPORT, headline="Talks", source="Wire", published="2021-05-18", keywords=("talks",))
    assert fingerprint_of_report(said) == "a0c5c158a4efb4730b5fccd9e6bdece7"


@pytest.mark.parametrize(
    "said",
    [
        {"version": "1"},
        {"modified": "2021"},
        {"genre": "x"},
        {"embargo": "2030-01-01"},
        {"action": Action.KILL},
        {"paragraphs": ("Ministers met.",)},
    ],
    ids=str,
)
def test_whatever_is_said_changes_the_fingerprint(said: dict[str, object]) -> None:
    assert fingerprint_of_report(replace(REPORT, **said)) != fingerprint_of_report(REPORT)
