"""`a NEAR/5 b`, `[2021 TO 2022]`, `a^2`: the syntax of other search systems."""

from __future__ import annotations

import re

from dateline.search.query.tree import QUOTES
from dateline.search.syntax.limits import WIDEST_GAP
from dateline.search.syntax.tagging import AFTER_SIGN, END, FIRST, SPACE, Row, Tagger
from dateline.search.syntax.tokens import Between, Boost, Bounded, Within

USUAL_GAP = 10
"""The gap of a `NEAR` without a number, as in other systems."""

_NEAR = re.compile(
    rf"(?:(?:NEAR|AROUND)[{SPACE}]*+/?[{SPACE}]*+\(?(\d{{1,4}})\)?|(?i:(?:near|adj)/?|(?:around|within|pre|w|n|p)/)(\d{{1,4}})|NEAR){END}"
)
_BETWEEN = re.compile(
    rf"([\[{{])[{SPACE}]*+([^{SPACE}\[\]{{}}]{{1,40}})[{SPACE}]++(?:TO|to)[{SPACE}]++([^{SPACE}\[\]{{}}]{{1,40}})[{SPACE}]*+([\]}}])"
)

_BOUNDED = re.compile(
    rf"{AFTER_SIGN}(?i:(after|before|since|until|newer_than|older_than|newer|older))[:=]([^{SPACE}(){QUOTES}]++)"
)


def _within(found: re.Match[str]) -> Within:
    gap = found[1] or found[2]
    return Within(*found.span(), min(int(gap), WIDEST_GAP + 1) if gap else USUAL_GAP)


def _between(found: re.Match[str]) -> Between:
    since, until = (bound.strip('"') for bound in (found[2], found[3]))
    return Between(*found.span(), since, until, found[1] == "[", found[4] == "]")


FOREIGN = Row(
    typed=("talks NEAR/5 plan", "[2021 TO 2022]", "hd=visit", "after:2021-05-01", "+organisation"),
    means="the syntax of other systems is understood and shown in Dateline's",
    tagged_by=(
        Tagger(_NEAR, _within, FIRST),
        Tagger(_BOUNDED, lambda found: Bounded(*found.span(), found[1].lower(), found[2]), FIRST),
        Tagger(_BETWEEN, _between, FIRST),
        Tagger(re.compile(rf"\^\d[\d.]*{END}"), lambda found: Boost(*found.span()), FIRST),
    ),
)
