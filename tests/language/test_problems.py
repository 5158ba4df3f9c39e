"""Problems are in the language of the page; programs get English, with code and values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import msgspec
import pytest
from babel.numbers import format_decimal
from flask.testing import FlaskClient
from markupsafe import escape
from msgspec.structs import replace

from dateline.problems import Problem
from dateline.search.engines import whoosh
from dateline.search.facets.choices import MOST_VALUES
from dateline.search.facets.registry import COUNTRY, SOURCE
from dateline.search.page import LARGEST_PAGE
from dateline.search.request import Choice, Request
from dateline.search.results import Results
from dateline.search.sentences import BY_CODE, Sentence
from dateline.search.service import SearchService
from dateline.search.syntax.limits import LONGEST_PHRASE, LONGEST_TEXT, MOST_CLAUSES, MOST_DEPTH, WIDEST_GAP
from dateline.search.syntax.parse import read_query
from dateline.web.address import MOST_CHOICES
from dateline.web.language.catalogue import catalogue_path, read_catalogue
from tests.engine.opened import opened
from tests.language.conftest import TODAY
from tests.web.memory import MemoryArchive

TYPED = {
    Sentence.CONTRADICTION: "talks -talks",
    Sentence.FOREIGN: "talks && gas",
    Sentence.QUERY_TOO_LONG: "talks " + "x" * LONGEST_TEXT,
    Sentence.TOO_MANY_CLAUSES: "talks " * (MOST_CLAUSES + 1),
    Sentence.NOTHING_TO_FIND: "talks ☃",
    Sentence.BRACKET_UNOPENED: "talks)",
    Sentence.BRACKET_UNCLOSED: "(talks OR gas",
    Sentence.BRACKETS_EMPTY: "talks ()",
    Sentence.BRACKETS_TOO_DEEP: "(" * (MOST_DEPTH + 1) + "talks" + ")" * (MOST_DEPTH + 1),
    Sentence.OPERATOR_ALONE: "talks AND",
    Sentence.PLUS: "+(talks)",
    Sentence.EQUALS: "=(talks)",
    Sentence.BOOST: "talks^2",
    Sentence.QUOTE_ALONE: 'talks "',
    Sentence.QUOTE_UNCLOSED: '"talks',
    Sentence.QUOTE_UNCLOSED_WORDS: '"peace talks',
    Sentence.STAR_QUOTED: '"peace tal*"',
    Sentence.PHRASE_TOO_LONG: '"' + "talks " * (LONGEST_PHRASE + 1) + '"',
    Sentence.EXACT_APART: '="peace talks"~3',
    Sentence.NEAR_NO_WORDS: "talks NEAR country:belarus",
    Sentence.NEAR_TOO_MANY: '"one two three four five six seven eight nine ten"~9',
    Sentence.NEAR_TOO_FAR: f'"peace talks"~{WIDEST_GAP + 1}',
    Sentence.NEAR_TOO_FAR_FOR_MANY: f'"one two three four"~{WIDEST_GAP}',
    Sentence.WILD_WITHIN: "t*lks",
    Sentence.FUZZY_TOO_FAR: "talks~9",
    Sentence.FIELD_UNKNOWN: "foo0:x",
    Sentence.FIELD_MISSPELT: "contry:belarus",
    Sentence.FIELD_EMPTY: "talks source:",
    Sentence.FIELD_APART: "source: trend",
    Sentence.FIELD_WITHIN: "headline:body:talks",
    Sentence.FIELD_ALWAYS: "_exists_:body",
    Sentence.VALUE_IN_PART: "source:tre*",
    Sentence.NAME_UNQUOTED: "country:ivory coast",
    Sentence.COUNTRY_UNKNOWN: "country:qqqqqq",
    Sentence.COUNTRY_MISSPELT: "country:azerbaijn",
    Sentence.COUNTRY_OF_OFFICE_UNKNOWN: "office:qqqqqq/defence",
    Sentence.REGION_UNKNOWN: "region:qqqqqq",
    Sentence.OFFICE_UNKNOWN: "office:qqqqqq",
    Sentence.LANGUAGE_UNKNOWN: "lang:qqqqqq",
    Sentence.DUPLICATES_UNKNOWN: "duplicates:none",
    Sentence.DATE_UNKNOWN: "date:qqqqqq",
    Sentence.DATE_MISSPELT: "date:yesterdy",
    Sentence.DATE_NOWHERE: "date:2021-02-30",
    Sentence.YEAR_NOWHERE: "date:0000",
    Sentence.TIME_OF_DAY: "date:2021-05-18T09:30",
    Sentence.DATES_TURNED: "date:2021-06-01..2021-05-01",
    Sentence.RANGE_UNKNOWN: "[qqqqqq TO zzzzzz]",
}
"""A query for each sentence about queries."""


ALL = read_query("", today=TODAY)
CHOSEN = {
    Sentence.CHOSEN_DATES_TURNED: Request(ALL, since=date(2021, 6, 1), until=date(2021, 5, 1)),
    Sentence.CHOSEN_TOO_MANY: Request(ALL, (Choice(SOURCE, tuple(map(str, range(MOST_VALUES + 1)))),)),
    Sentence.CHOSEN_UNKNOWN: Request(ALL, (Choice(COUNTRY, ("atlantis",)),)),
    Sentence.PAGE_BEYOND: Request(ALL, page=2),
    Sentence.PAGE_SIZE: Request(ALL, size=LARGEST_PAGE + 1),
}
"""A request for each sentence about choices and pages."""
REQUESTS = {sentence: Request(read_query(text, today=TODAY)) for sentence, text in TYPED.items()} | CHOSEN


class ArchiveWithProblems(MemoryArchive):
    """Adds the problems of one request, from the real search core, to every search."""

    def __init__(self, core: SearchService) -> None:
        super().__init__()
        self._core = core
        self.asking = Request(ALL)

    def search(self, request: Request) -> Results:
        return replace(super().search(request), problems=self._core.search(self.asking).problems)


@pytest.fixture(scope="module")
def core() -> Iterator[SearchService]:
    with opened(whoosh, ()) as service:
        yield service


@pytest.fixture
def archive(core: SearchService) -> ArchiveWithProblems:
    return ArchiveWithProblems(core)


class Replies(msgspec.Struct, frozen=True):
    """A page and its JSON twin."""

    page: str
    problems: list[Problem]

    def problem(self, sentence: Sentence) -> Problem:
        """The problem of one sentence."""
        return next(problem for problem in self.problems if problem.code == sentence.code)


@pytest.fixture
def ask(client: FlaskClient, archive: ArchiveWithProblems) -> Callable[[Request, str], Replies]:
    """Return the page and the JSON of a request in a language."""

    def ask(asking: Request, language: str) -> Replies:
        archive.asking = asking
        page = client.get("/search", query_string={"ui": language}).text
        twin = client.get("/search.json", query_string={"ui": language}).get_json()
        return Replies(page, msgspec.convert(twin["query"]["problems"], list[Problem]))

    return ask


def in_german(problem: Problem) -> str:
    """The German text of a problem from the catalogue."""
    sentence, catalogue = BY_CODE[problem.code], read_catalogue(catalogue_path("de"))
    values = problem.values or {}
    numbers = {name: format_decimal(each, locale="de") for name, each in values.items() if isinstance(each, int)}
    shown = {**values, **numbers}
    if sentence.many is None:
        return catalogue.gettext(sentence.text) % shown
    return catalogue.ngettext(sentence.text, sentence.many, int(values["count"])) % shown


ADDRESSES = {
    Sentence.PARAMETER_UNKNOWN: ("/search", "nonsense=1"),
    Sentence.PARAMETER_BEYOND: ("/search", "page=0"),
    Sentence.PARAMETER_NO_CHOICE: ("/search/country", "order=size"),
    Sentence.PARAMETER_NO_DATE: ("/search", "month=2021-13"),
    Sentence.PARAMETER_NO_NUMBER: ("/search", "n=some"),
    Sentence.PARAMETER_DATE_NOWHERE: ("/search", "from=2021-02-31"),
    Sentence.ALL_CHOSEN_TOO_MANY: ("/search", "&".join(f"source=s{number}" for number in range(MOST_CHOICES + 1))),
    Sentence.START_UNKNOWN: ("/search/country", "start=x"),
}
"""A path and parameters for each sentence about an address."""


def test_every_sentence_has_a_request_here() -> None:
    assert REQUESTS.keys() | ADDRESSES.keys() == set(Sentence)
    assert not REQUESTS.keys() & ADDRESSES.keys()


@pytest.mark.parametrize("sentence", ADDRESSES, ids=lambda sentence: sentence.name)
def test_a_problem_of_an_address_is_in_the_language_of_the_page(client: FlaskClient, sentence: Sentence) -> None:
    path, parameters = ADDRESSES[sentence]
    twin = client.get(f"{path}.json?{parameters}&ui=de").get_json()
    [problem] = msgspec.convert(twin["query"]["problems"], list[Problem])
    assert (problem.code, problem.text) == (sentence.code, sentence.english(problem.values or {}))
    page = client.get(f"{path}?{parameters}&ui=de").text
    assert f'<bdi dir="ltr">{escape(in_german(problem))}</bdi>' in page
    assert escape(problem.text) not in page


@pytest.mark.parametrize("sentence", REQUESTS, ids=lambda sentence: sentence.name)
def test_a_problem_is_in_the_language_of_the_page(ask: Callable[[Request, str], Replies], sentence: Sentence) -> None:
    replies = ask(REQUESTS[sentence], "de")
    problem = replies.problem(sentence)
    assert f'<bdi dir="ltr">{escape(in_german(problem))}</bdi>' in replies.page
    assert escape(problem.text) not in replies.page


@pytest.mark.parametrize("sentence", REQUESTS, ids=lambda sentence: sentence.name)
def test_json_has_problems_in_english_with_code_and_values(
    ask: Callable[[Request, str], Replies], sentence: Sentence
) -> None:
    problem = ask(REQUESTS[sentence], "de").problem(sentence)
    assert problem.text == sentence.english(problem.values or {})
    assert problem.code == sentence.name.lower().replace("_", "-")
    assert problem.values is None or problem.values


def test_values_of_a_problem_have_the_typed_text_and_the_suggestion(ask: Callable[[Request, str], Replies]) -> None:
    problem = ask(REQUESTS[Sentence.COUNTRY_MISSPELT], "en").problem(Sentence.COUNTRY_MISSPELT)
    assert problem.values == {"typed": "azerbaijn", "near": "Azerbaijan"}


def brackets(count: int) -> Request:
    return Request(read_query("(" * count + "talks", today=TODAY))


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, "this bracket is never closed"),
        ("en", 2, "2 brackets are never closed"),
        ("de", 2_000, "2.000 Klammern werden nie geschlossen"),
        ("ru", 21, "21 скобка не закрыта"),
        ("ru", 22, "22 скобки не закрыты"),
        ("ru", 25, "25 скобок не закрыто"),
        ("ar", 2, "قوسان (2) لم يُغلقا"),
        ("ar", 11, "11 قوسًا لم تُغلق"),
    ],
)
def test_numbers_have_the_plural_form_and_digits_of_the_language(
    ask: Callable[[Request, str], Replies], language: str, count: int, said: str
) -> None:
    assert said in ask(brackets(count), language).page


def test_typed_text_keeps_its_direction_in_arabic(
    ask: Callable[[Request, str], Replies],
) -> None:
    page = ask(REQUESTS[Sentence.FIELD_MISSPELT], "ar").page
    assert '<bdi dir="rtl">\u2068contry\u2069: لا يوجد حقل كهذا؛ هل قصدت \u2068country:\u2069؟</bdi>' in page


def test_a_refusal_is_in_the_language_of_the_page(client: FlaskClient) -> None:
    parameters = {"q": TYPED[Sentence.COUNTRY_UNKNOWN], "strict": "1", "ui": "fr"}
    page = client.get("/search", query_string=parameters)
    assert page.status_code == 400
    assert '<p class="standfirst"><bdi dir="ltr">qqqqqq : aucun pays de ce nom ; cherché comme mots</bdi>' in page.text
    twin = client.get("/search.json", query_string=parameters).get_json()
    assert twin["detail"] == "qqqqqq: no such country; looked for as words"


def test_a_sentence_contains_its_values() -> None:
    problem = Sentence.CHOSEN_TOO_MANY.message(facet="source", most=1_000).problem()
    assert problem.text == "source: only the first 1,000 of these values were used"
