"""`dateline search`, `count` and `facets`: results, formats, exit codes and the problems of queries."""

from __future__ import annotations

import csv
import io
import subprocess
import sys

import msgspec
import pytest

from dateline.cli.search import FORMATS
from dateline.search.output.results_json import SearchAnswer
from dateline.search.results import Relation
from tests.cli.conftest import Dateline

QUERY = "country:belarus minister:khrenin defence cooperation"


def test_search_finds_an_article_by_country_minister_and_words(dateline: Dateline) -> None:
    shown = dateline("search", QUERY, "--facet", "country")
    assert shown.code == 0
    assert shown.out.startswith("1 article")
    assert "Minister of Defense of the Republic of Azerbaijan" in shown.out
    assert "read as country:BY minister:khrenin defence cooperation" in shown.out
    assert "1  Belarus" in shown.out


def test_json_has_the_documented_shape(dateline: Dateline) -> None:
    answer = msgspec.json.decode(
        dateline("search", QUERY, "--facet", "country", "--format", "json").out, type=SearchAnswer
    )
    assert (answer.format, answer.total, answer.relation) == ("dateline.search/1", 1, Relation.EXACT)
    assert answer.query.read_as == "country:BY minister:khrenin defence cooperation"
    assert [(value.value, value.label, value.count) for value in answer.facets["country"]] == [
        ("AZ", "Azerbaijan", 1),
        ("BY", "Belarus", 1),
    ]
    (result,) = answer.results
    assert result.published == "2021-05-18"
    assert {official.key for official in result.officials} == {"az-zakir-hasanov", "by-viktor-khrenin"}
    assert any(part.marked and part.text == "Cooperation" for part in result.snippet)


def test_jsonl_has_one_result_per_line(dateline: Dateline) -> None:
    lines = dateline("search", "country:belarus", "--format", "jsonl").out.splitlines()
    assert len(lines) == len({msgspec.json.decode(line)["id"] for line in lines}) > 3


def test_csv_has_one_row_per_result(dateline: Dateline) -> None:
    rows = list(csv.DictReader(io.StringIO(dateline("search", "country:belarus", "--format", "csv").out)))
    assert len(rows) > 3
    assert all(row["id"] for row in rows)


def test_text_is_the_default_format(dateline: Dateline) -> None:
    printed = dateline("search", "country:belarus", "--format", "text").out
    assert "articles, newest first\n" in printed
    assert dateline("search", "country:belarus").out == printed


def test_ids_end_with_newline_or_nul(dateline: Dateline) -> None:
    by_line = dateline("search", "country:belarus", "--format", "ids").out.splitlines()
    by_nul = dateline("search", "country:belarus", "--format", "ids", "-0").out.split("\0")
    assert by_nul == [*by_line, ""]


def test_filter_options_count_the_same_as_the_query(dateline: Dateline) -> None:
    both = dateline("count", "country:azerbaijan date:2020").out
    chosen = dateline(
        "search", "--country", "azerbaijan", "--from", "2020-01-01", "--to", "2020-12-31", "--format", "json"
    )
    assert msgspec.json.decode(chosen.out)["total"] == int(both)


def test_a_repeated_filter_matches_any_of_its_values(dateline: Dateline) -> None:
    either = msgspec.json.decode(dateline("search", "--country", "AZ", "--country", "BY", "--format", "json").out)[
        "total"
    ]
    assert int(dateline("count", "country:AZ OR country:BY").out) == either


def test_nothing_found_exits_with_1(dateline: Dateline) -> None:
    assert dateline("search", "zanzibarian").code == 1
    assert dateline("count", "zanzibarian").out.strip() == "0"


def test_a_query_with_a_problem_is_answered_and_explained(dateline: Dateline) -> None:
    shown = dateline("search", "contry:azerbaijan")
    assert shown.code in {0, 1}
    assert "contry: no such field" in shown.err
    assert "country:azerbaijan" in shown.err


@pytest.mark.parametrize("form", FORMATS)
def test_problems_go_to_standard_error_in_every_format(dateline: Dateline, form: str) -> None:
    shown = dateline("search", "contry:azerbaijan", "--format", form)
    assert shown.err.splitlines() == [
        "dateline: contry: no such field; did you mean country:?",
        "  did you mean: country:azerbaijan",
    ]
    assert "no such field" not in shown.out or form == "json"


def test_strict_points_at_the_problem(dateline: Dateline) -> None:
    refused = dateline("search", "--strict", "talks contry:azerbaijan")
    assert refused.code == 2
    message, typed, caret = refused.err.splitlines()
    assert "contry" in message
    assert typed.rstrip().endswith("talks contry:azerbaijan")
    assert caret.index("^") == typed.index("contry")


def test_facets_lists_as_many_values_as_requested(dateline: Dateline) -> None:
    lines = dateline("facets", "country", "-n", "500").out.splitlines()
    assert len(lines) > 80
    counts = [int(line.split()[0].replace(",", "")) for line in lines]
    assert counts[:-1] == sorted(counts[:-1], reverse=True)


@pytest.mark.parametrize(
    "wrong",
    [
        ("search", "--sort", "best"),
        ("search", "--from", "yesterday"),
        ("search", "talks", "-0"),
        ("facets", "colour"),
        ("serch", "talks"),
        ("count", "--data", "/nowhere/at/all"),
    ],
)
def test_wrong_usage_gives_one_line_and_exits_2(dateline: Dateline, wrong: tuple[str, ...]) -> None:
    refused = dateline(*wrong)
    assert refused.code == 2
    assert refused.out == ""
    assert len(refused.err.splitlines()) == 1
    assert refused.err.startswith("dateline: ")


def test_a_closed_pipe_is_not_an_error(dateline: Dateline) -> None:
    del dateline
    search = f"{sys.executable} -m dateline search '*' -n 1000 --format json | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", search], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stderr == b""
