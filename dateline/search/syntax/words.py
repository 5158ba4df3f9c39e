"""`defence talks`: words as they are typed."""

from __future__ import annotations

import re

from dateline.search.query.tree import QUOTES
from dateline.search.syntax.tagging import END, LAST, SPACE, Row, Tagger, unescaped
from dateline.search.syntax.tokens import Bare

_RUN = re.compile(rf"(?:\\[^\w\s]|[^{SPACE}()^{QUOTES}]|\^(?!\d[\d.]*+{END}))++")

ROW = Row(
    typed=("defence talks",),
    means="both words, in any of their endings; case and accents aside",
    tagged_by=(Tagger(_RUN, lambda found: Bare(*found.span(), unescaped(found[0])), LAST),),
)


def word_of(text: str) -> str | None:
    """The word in a run of characters, without the punctuation around it; None where there is no letter or digit."""
    bare = re.sub(r"\A\W+", "", text).rstrip(".,;:!?…'’‘]}>")
    return bare if has_substance(bare) else None


def has_substance(text: str) -> bool:
    """Whether there is a letter or digit to look for."""
    return any(map(str.isalnum, text))
