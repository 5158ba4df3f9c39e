"""The types of the public API, for type checkers only: nothing runs this file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import assert_type

import dateline
from dateline import query


def open_an_archive() -> None:
    assert_type(dateline.open("data"), dateline.Archive)
    assert_type(dateline.open(Path("data"), create=True), dateline.Archive)
    with dateline.open("data") as archive:
        assert_type(archive, dateline.Archive)
        assert_type(archive.path, Path)
    assert_type(dateline.__version__, str)


def search(archive: dateline.Archive) -> None:
    results = archive.search(
        "oil",
        facets=["country", dateline.FacetRequest("minister", size=20, order="name")],
        choose={"country": ["AZ", "BY"], "lang": "en", "office": {"defence"}},
        since="2021-05-01",
        until=date(2021, 5, 31),
        sort="newest",
        page=2,
        size=50,
        strict=True,
    )
    assert_type(results, dateline.Results)
    assert_type(results.total, int)
    assert_type(results.query, dateline.ReadQuery)
    assert_type(results.query.problems, tuple[dateline.Problem, ...])
    assert_type(results.facets, Mapping[str, dateline.Facet])
    assert_type(results.to_dicts(), list[dateline.ResultRow])
    for result in results:
        assert_type(result, dateline.Result)
    for value in results.facets["country"]:
        assert_type(value, dateline.FacetValue)
        assert_type(value.count, int)
    archive.search(query.And((query.Word("oil"), query.Not(query.Value(query.ValueField.COUNTRY, "RU")))))
    archive.search(facets="country", since=datetime(2021, 5, 1))  # noqa: DTZ001 - a naive one is a day too


def read(archive: dateline.Archive) -> None:
    assert_type(archive.count("oil"), int)
    assert_type(archive.facet("minister", "country:azerbaijan", contains="has"), dateline.Facet)
    assert_type(archive.facet("country").to_dicts(), list[dateline.FacetRow])
    assert_type(archive.walk("office:defence"), Iterator[dateline.Article])
    assert_type(archive.article("az-123"), dateline.Article | None)
    assert_type(archive.officials("khrenin"), tuple[dateline.Person, ...])
    assert_type(archive.parse("oil"), dateline.ReadQuery)
    assert_type(archive.parse("oil").query, query.Query)
    for article in archive.walk():
        row = dateline.to_dict(article)
        assert_type(row, dateline.ArticleRow)
        assert_type(row["published"], datetime | None)


def write(archive: dateline.Archive) -> None:
    summary = archive.index(["reports", Path("wire.jsonl")], mapping={"headline": "TITLE"}, workers=4)
    assert_type(summary, dateline.Summary)
    assert_type(archive.index("reports", on_progress=print).rejected, int)


def catch(archive: dateline.Archive) -> None:
    try:
        archive.search("contry:x", strict=True)
    except dateline.QueryError as error:
        assert_type(error.problem, dateline.Problem)
    except (dateline.ArchiveMissingError, dateline.StoreError, dateline.SearchIndexError) as error:
        assert_type(error.remedy, str | None)
