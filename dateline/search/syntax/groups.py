"""`(belarus OR minsk) talks`: brackets."""

from __future__ import annotations

import re

from dateline.search.syntax.tagging import Row, Tagger
from dateline.search.syntax.tokens import Close, Open

ROW = Row(
    typed=("(belarus OR minsk) talks", "country:(azerbaijan AND belarus)"),
    means="brackets group; a field before them is the field of all within",
    tagged_by=(
        Tagger(re.compile(r"\("), lambda found: Open(*found.span())),
        Tagger(re.compile(r"\)"), lambda found: Close(*found.span())),
    ),
)
