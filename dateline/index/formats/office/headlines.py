"""Which lines are headlines, and which only look like one."""

from __future__ import annotations

import re
from typing import Final

MAX_HEADLINE: Final = 250
_KINDS = re.compile(
    r"\W*(?:(?:press|news|media) (?:release|statement|advisory|note)|for immediate release|newsletter|statement|"
    r"pressemitteilung|communiqu[ée](?: de presse)?|comunicado(?: de prensa)?|nota de prensa|пресс-релиз)\W*",
    re.IGNORECASE,
)
"""What a file is, where its headline is expected."""
_NO_TITLE = re.compile(
    r".*\.(?:docx?|pdf|odt|rtf|indd|qxd|pptx?|xlsx?|tex|txt|html?|dotx?)\b.*|"
    r"(?:microsoft|powerpoint|untitled|layout|document|dokument|slide|template|print|scan|http).*|[\d\W]*",
    re.IGNORECASE,
)


def is_headline(text: str) -> bool:
    """Whether a line that stands out can be a headline: it has letters, is short, and does not say what a file is."""
    has_words = sum(map(str.isalpha, text)) * 2 > len(text)
    return has_words and len(text) <= MAX_HEADLINE and not _KINDS.fullmatch(text)


def title_of(title: str) -> str | None:
    """Return a title that a file says it has, unless it is the name of a file, a program or a template."""
    title = " ".join(title.split())
    return title if len(title.split()) > 1 and is_headline(title) and not _NO_TITLE.fullmatch(title) else None
