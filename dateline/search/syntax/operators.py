"""`belarus OR minsk`, `-russia`: upper-case operators."""

from __future__ import annotations

import re

from dateline.search.syntax.tagging import END, FIRST, SPACE, Row, Tagger
from dateline.search.syntax.tokens import Both, Either, Without

ROW = Row(
    typed=("belarus OR minsk", "talks -russia", "belarus AND NOT russia"),
    means="either; without; operators are upper-case, in lower case they are words",
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
