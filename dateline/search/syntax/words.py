"""`defence talks`, `*`, `=organisation`: words, all articles, and words in one exact form."""

from __future__ import annotations

import re

from dateline.search.query.tree import QUOTES
from dateline.search.syntax.tagging import END, LAST, SPACE, START, Row, Tagger, unescaped
from dateline.search.syntax.tokens import Bare, Exactly, Star

_RUN = re.compile(rf"(?:\\[^\w\s]|[^{SPACE}()^{QUOTES}]|\^(?!\d[\d.]*+{END}))++")

WORDS = Row(
    typed=("defence talks",),
    means="both words, with any of their endings; case and accents do not matter",
    tagged_by=(Tagger(_RUN, lambda found: Bare(*found.span(), unescaped(found[0])), LAST),),
)

EVERYTHING = Row(
    typed=("*", ""),
    means="all articles, as does an empty query",
    tagged_by=(Tagger(re.compile(rf"(?:\*:\*|\*++){END}"), lambda found: Star(*found.span())),),
)

EXACT = Row(
    typed=("=organisation", '="Weiße Rose"'),
    means="exactly this spelling, accents included; only case does not matter",
    tagged_by=(
        Tagger(
            re.compile(rf"(?:(?<![^{SPACE}(:!\-])=|{START}\+)(?=[^{SPACE}=+])"),
            lambda found: Exactly(*found.span(), found[0]),
        ),
    ),
)


def word_of(text: str) -> str | None:
    """Return the word in a run of characters, without punctuation around it; None if it has no letter or digit."""
    bare = re.sub(r"\A\W+", "", text).rstrip(".,;:!?…'’‘]}>")
    return bare if has_substance(bare) else None


def has_substance(text: str) -> bool:
    """Return whether the text has a letter or digit to search for."""
    return any(map(str.isalnum, text))
