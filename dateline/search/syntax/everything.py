"""`*`: all articles."""

from __future__ import annotations

import re

from dateline.search.syntax.tagging import END, Row, Tagger
from dateline.search.syntax.tokens import Star

ROW = Row(
    typed=("*", ""),
    means="all articles; so does typing nothing",
    tagged_by=(Tagger(re.compile(rf"(?:\*:\*|\*++){END}"), lambda found: Star(*found.span())),),
)
