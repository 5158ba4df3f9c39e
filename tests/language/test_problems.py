"""What is said of a query in the same words each time is said in the language of the page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from dateline.search.parse import read_query
from dateline.search.request import ReadQuery
from dateline.search.syntax.sentences import Sentence
from dateline.web.catalogue import catalogue_path, read_catalogue
from tests.language.conftest import TODAY
from tests.web.memory import MemoryArchive

ASKING = {
    Sentence.CONTRADICTION: "talks -talks",
    Sentence.BRACKET_UNOPENED: "talks)",
    Sentence.BRACKET_UNCLOSED: "(talks OR gas",
    Sentence.BRACKETS_EMPTY: "talks ()",
    Sentence.BOOST: "talks^2",
    Sentence.STAR_QUOTED: '"peace tal*"',
    Sentence.QUOTE_ALONE: 'talks "',
    Sentence.QUOTE_UNCLOSED: '"peace talks',
    Sentence.NEAR_NO_WORDS: "talks NEAR country:belarus",
    Sentence.EXACT_APART: '="peace talks"~3',
    Sentence.WILD_WITHIN: "t*lks",
    Sentence.PLUS: "+(talks)",
    Sentence.EQUALS: "=(talks)",
    Sentence.NEAR_TOO_MANY: '"one two three four five six seven eight nine ten"~9',
    Sentence.NAME_UNQUOTED: "country:ivory coast",
}


class ReadingArchive(MemoryArchive):
    """Says of a query what the search core says of it."""

    def read(self, text: str) -> ReadQuery:
        return replace(super().read(text), problems=read_query(text, today=TODAY).problems)


@pytest.fixture
def archive() -> ReadingArchive:
    return ReadingArchive()


def test_each_sentence_is_asked_for() -> None:
    assert set(ASKING) == set(Sentence)


@pytest.mark.parametrize("sentence", ASKING, ids=lambda sentence: sentence.name)
def test_a_problem_is_said_in_the_language_of_the_page(client: FlaskClient, sentence: Sentence) -> None:
    page = client.get("/search", query_string={"q": ASKING[sentence], "ui": "de"}).text
    said = read_catalogue(catalogue_path("de")).gettext(sentence)
    assert f"<bdi>{said}</bdi>" in page
    assert sentence not in page


@pytest.mark.parametrize("sentence", ASKING, ids=lambda sentence: sentence.name)
def test_programs_are_told_it_in_english(client: FlaskClient, sentence: Sentence) -> None:
    reply = client.get("/search.json", query_string={"q": ASKING[sentence], "ui": "de"}).get_json()
    assert sentence in [problem["text"] for problem in reply["query"]["problems"]]
