"""Results as rows: flat, the same columns always, ready for data frames."""

from __future__ import annotations

import inspect
import json

import pytest

import dateline

ROW = list(inspect.get_annotations(dateline.ResultRow))


def test_rows_have_the_same_columns_always(archive: dateline.Archive) -> None:
    rows = archive.search(size=1_000).to_dicts()
    assert len(rows) > 100
    assert {tuple(row) for row in rows} == {tuple(ROW)}
    assert archive.search("zzz").to_dicts() == []


def test_rows_hold_plain_values(archive: dateline.Archive) -> None:
    rows = archive.search("country:belarus minister:khrenin", size=1_000).to_dicts()
    assert {row["countries"] for row in rows} >= {"AZ;BY"}
    assert all("Khrenin" in row["officials"] and "Khrenin" in row["snippet"] for row in rows)
    assert json.loads(json.dumps(rows, default=str))[0]["published"].endswith("+00:00")


def test_pandas_reads_results_in_one_line(archive: dateline.Archive) -> None:
    pytest.importorskip("pandas")
    import pandas as pd

    results = archive.search("office:defence", size=1_000)
    frame = pd.DataFrame(results.to_dicts())
    assert list(frame.columns) == ROW
    assert len(frame) == results.total
    assert str(frame["published"].dtype).endswith(", UTC]")
    assert len(pd.DataFrame([dateline.to_dict(article) for article in archive.walk()])) == archive.count()
    assert pd.DataFrame(archive.facet("country").to_dicts())["count"].sum() >= archive.count()


def test_polars_reads_results_in_one_line(archive: dateline.Archive) -> None:
    pytest.importorskip("polars")
    import polars as pl

    results = archive.search("office:defence", size=1_000)
    frame = pl.DataFrame(results.to_dicts())
    assert frame.columns == ROW
    assert frame.height == results.total
    assert frame["id"].to_list() == [result.id for result in results]
    assert str(frame.schema["published"]) == "Datetime(time_unit='us', time_zone='UTC')"
