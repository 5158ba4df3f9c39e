"""A pytest plugin that registers a toy field and a toy facet before the registries are read.

    python -m pytest -p tests.facets.toy tests/facets/features.py

Both use keywords, which have a column but no facet.
"""

from __future__ import annotations

from dateline.index.analysis import folded_value
from dateline.index.terms import ValueColumn
from dateline.search.facets.label import FromArticles
from dateline.search.facets.registry import FACETS, Facet
from dateline.search.plan import Without
from dateline.search.query import values
from dateline.search.query.fields import FIELDS, FieldOfValues, FormEntry
from dateline.search.query.finders import own_value

TOPIC_FIELD = FieldOfValues(
    name="topic",
    meaning="is about the toy topic",
    example="topic:rail",
    foreign=("toy",),
    absent=Without(ValueColumn.KEYWORD),
    find=own_value(lambda article: article.keywords),
    completed_by="topic",
    form=FormEntry("toy-topic", "Toy topic", "rail"),
    columns=(ValueColumn.KEYWORD,),
    read=values.name,
    compared=folded_value,
)
TOPIC = Facet(
    name="topic",
    field=TOPIC_FIELD,
    column=ValueColumn.KEYWORD,
    read=folded_value,
    label=FromArticles(lambda article: article.keywords),
    none="no toy topic",
    title="Toy topics",
    lead="on the toy topic",
    none_lead="having",
    noun="toy topic",
    help="Toy topic: rail.",
    flag="--topic",
    suggested=1,
)

FIELDS.add(TOPIC_FIELD)
FACETS.add(TOPIC)
