"""`=organisation`: exactly this form."""

from __future__ import annotations

import re

from dateline.search.syntax.tagging import SPACE, START, Row, Tagger
from dateline.search.syntax.tokens import Exactly

ROW = Row(
    typed=("=organisation", '="Weiße Rose"'),
    means="exactly this spelling, accents included; only case aside",
    tagged_by=(
        Tagger(
            re.compile(rf"(?:(?<![^{SPACE}(:!\-])=|{START}\+)(?=[^{SPACE}=+])"),
            lambda found: Exactly(*found.span(), found[0]),
        ),
    ),
)
