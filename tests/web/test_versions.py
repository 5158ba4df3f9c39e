"""The page of an article's versions, and the replies for an article that was withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from msgspec.structs import replace

from dateline.index.state import WITHDRAWN_BY_SOURCE, Withdrawal
from dateline.web.app import create_app
from dateline.web.http.errors import ProblemDetails
from tests.web.memory import ARTICLES, MemoryArchive

AT = datetime(2021, 5, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def archive() -> MemoryArchive:
    newest = replace(ARTICLES[0], body="Two <b>ministers</b> met.", version="2", modified=AT)
    first = replace(newest, body="Three <b>ministers</b> met.", version="1", modified=None)
    made = MemoryArchive([newest, *ARTICLES[1:]])
    made.earlier[newest.id] = (first,)
    made.withdrawn["killed"] = Withdrawal(AT, WITHDRAWN_BY_SOURCE)
    made.withdrawn["deleted"] = Withdrawal(AT, "a court ordered it")
    return made


def test_the_page_of_versions_marks_what_changed(archive: MemoryArchive) -> None:
    page = create_app(archive).test_client().get(f"/article/{ARTICLES[0].id}/versions").text
    assert "<del>Three</del><ins>Two</ins> &lt;b&gt;ministers&lt;/b&gt; met." in page
    assert "Version 2, changed on 18 May 2021, 09:30 UTC" in page
    assert "The first version." in page


def test_an_article_links_to_its_versions(archive: MemoryArchive) -> None:
    page = create_app(archive).test_client().get(f"/article/{ARTICLES[0].id}").text
    assert f'href="/article/{ARTICLES[0].id}/versions"' in page


@pytest.mark.parametrize("ending", ["", ".json", ".bib", ".ris", "/versions"])
def test_the_address_of_a_withdrawn_article_says_so(archive: MemoryArchive, ending: str) -> None:
    reply = create_app(archive).test_client().get(f"/article/killed{ending}")
    assert reply.status_code == 410
    assert "Its source withdrew it on 18 May 2021." in reply.text


def test_the_reason_is_told_to_programs(archive: MemoryArchive) -> None:
    reply = create_app(archive).test_client().get("/article/deleted.json")
    details = msgspec.json.decode(reply.data, type=ProblemDetails)
    assert (details.status, details.title) == (410, "This article was withdrawn")
    assert details.detail == "It was withdrawn on 18 May 2021: a court ordered it"


def test_an_unknown_article_has_no_versions(archive: MemoryArchive) -> None:
    assert create_app(archive).test_client().get("/article/unknown/versions").status_code == 404
