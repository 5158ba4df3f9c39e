"""`belarus OR minsk`, `-russia`, `(belarus OR minsk) talks`: upper-case operators and brackets."""

from __future__ import annotations

import re

from dateline.search.syntax.tagging import END, FIRST, SPACE, Row, Tagger
from dateline.search.syntax.tokens import Both, Close, Either, Open, Without

OPERATORS = Row(
    typed=("belarus OR minsk", "talks -russia", "belarus AND NOT russia"),
    means="one or the other; without; operators are upper-case, in lower case they are ordinary words",
    tagged_by=(
        Tagger(re.compile(rf"(?:AND|&&){END}"), lambda found: Both(*found.span(), found[0]), FIRST),
        Tagger(re.compile(rf"(?:OR|\|\|?){END}"), lambda found: Either(*found.span(), found[0]), FIRST),
        Tagger(re.compile(rf"NOT{END}"), lambda found: Without(*found.span(), found[0]), FIRST),
        Tagger(
            re.compile(rf"(?<![^{SPACE}(:])[-!](?=[^{SPACE}!\-)])"),
            lambda found: Without(*found.span(), found[0]),
            FIRST,
        ),
    ),
)

GROUPS = Row(
    typed=("(belarus OR minsk) talks", "country:(azerbaijan AND belarus)"),
    means="brackets group; a field before them applies to everything inside",
    tagged_by=(
        Tagger(re.compile(r"\("), lambda found: Open(*found.span())),
        Tagger(re.compile(r"\)"), lambda found: Close(*found.span())),
    ),
)
