"""The query language with Dateline's own tables of countries, regions and offices."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.search.syntax.parse import read_query

CASES = [
    ("country:azerbaijan", "country:AZ"),
    ("country:AZ", "country:AZ"),
    ("country:AZE", "country:AZ"),
    ("country:azerbaijani", "country:AZ"),
    ("country:Azərbaycan", "country:AZ"),
    ("country:(azerbaijan AND belarus)", "country:AZ country:BY"),
    ('country:"south korea"', "country:KR"),
    ("country:south korea talks", "country:KR talks"),
    ("country:azerbaijn", "country:AZ"),
    ("re=azerb", "country:AZ"),
    ("about:belarus", "about:BY"),
    ("region:caucasus", "region:caucasus"),
    ("office:defence", "office:defence"),
    ("office:defense", "office:defence"),
    ("office:az/defence", "office:az/defence"),
    ('office:"defence minister"', "office:defence"),
    ('office:"azerbaijan/defence minister"', "office:az/defence"),
]


@pytest.mark.parametrize(("typed", "read_as"), CASES)
def test_values_are_looked_up_in_the_tables(typed: str, read_as: str) -> None:
    if typed.startswith("office:"):
        pytest.importorskip("dateline.index.metadata.officials.portfolios")
    understood = read_query(typed, today=date(2021, 5, 18))
    assert understood.read_as == read_as
    assert read_query(read_as, today=date(2021, 5, 18)).query == understood.query
