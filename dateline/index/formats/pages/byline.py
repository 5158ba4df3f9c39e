"""Who wrote an article, from what its page says: persons and agencies, not the outlet itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from dateline.index.formats.markup import Element, plain_line
from dateline.index.formats.pages.blocks import Blocks
from dateline.index.formats.pages.headline import key
from dateline.index.formats.pages.json_ld import JsonLd
from dateline.index.formats.pages.metas import Metas
from dateline.index.formats.pages.tree import elements

_METAS: Final = (
    *("author", "article:author", "article:author_name", "byl", "byline", "parsely-author", "sailthru.author"),
    *("dc.creator", "dc.contributor", "dcterms.creator", "dc:creator", "cxenseparse:author", "citation_author"),
    *("rnews:author", "og:article:author", "twitter:creator:name", "creator"),
)
_CLASSES: Final = ("byline", "author-name", "author__name", "article-author", "author", "autor")
_PATHS: Final = (
    "//*[contains(concat(' ', @rel, ' '), ' author ')]",
    f"//*[{' or '.join(f'contains(@class, {name!r})' for name in _CLASSES)}]",
)
_INTRODUCED = re.compile(
    r"^\s*(?:(?:written|reported|posted|story|text|words|published|reporting)\s+by|by|"
    r"(?:erstellt |geschrieben )?von|(?:écrit |publié )?par|(?:escrito )?por|di|(?:scritto )?da|de|door|av|af|"
    r"autor(?:in|ka|zy)?|author|auteur|autore|от|автор|автори|szerző|skrevet av|记者|記者|作者|كتب|بقلم)\s*[:：]?\s+|"
    r"^\s*(?:text|texte|texto|testo|tekst|quelle|source|文|글)\s*[:：]\s*",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\s*(?:[,;|/•·、，&\n]|\s(?:[-–—]|and|und|et|y|e|i|og|och|en|и|та|ve|और|و|with|mit|avec|con)\s)\s*", re.IGNORECASE
)
_NO_PERSON = re.compile(
    r"[@:=*<>{}\\^]|www\.|\.(?:com|org|net|de|fr|it|es|uk|ru)\b|\d{2,}|"
    r"\b(?:staff|editor(?:s|ial)?|reporters?|writers?|correspondents?|newsroom|news desk|desk|team|admin|administrator|"
    r"webmaster|redaktion\w*|rédaction|redacci[oó]n|redazione|redactie|redaksjon\w*|toimitus|redakc\w*|редакция|编辑部|編集部|"
    r"contributors?|journalists?|columnists?|author|autor|guest|online|webredaktion|political|senior|chief|producer|"
    r"photographers?|published|updated|follow|twitter|facebook|email|share|min read|mins?|contact|print|text size|"
    r"archives?|subscribe|"
    r"gmbh|ltd|inc|llc|ag|kg|s\.?r\.?l|b\.?v)\b",
    re.IGNORECASE,
)
"""What the name of a person does not contain: an address, a number, an office of the newsroom."""
_NO_NAME_STARTS = re.compile(r"(?:in|on|at|to|for|from|about|under)\s")
"""Small words before the place of a page: `in Politics`."""
_BY = re.compile(r"\s*(?:(?:written |story )?by|von|par|por|door|от|автор:?|autor:?|text:?)\s+\w", re.IGNORECASE)
_MOST_LINES = 6
"""Lines under a headline among which a byline is searched."""
_LONGEST_NAME = 60
_AGENCY = 3
"""Letters of the name of an agency."""
_MOST_NAMES = 12
_MOST_PLACES = 5
"""Elements of a kind in which a name is searched; authors of other articles come later on the page."""


def read_byline(
    root: Element, page: Blocks, headline: int | None, json_ld: JsonLd, metas: Metas, sites: frozenset[str]
) -> str | None:
    """Return the names of the authors, separated by commas; `sites` are keys of the names of the site."""
    for values in chain(_sources(root, json_ld, metas), [_lines_under(page, headline)]):
        if names := list(dict.fromkeys(_names(values, sites)))[:_MOST_NAMES]:
            return ", ".join(names)
    return None


def _sources(root: Element, json_ld: JsonLd, metas: Metas) -> Iterator[Iterable[str]]:
    yield json_ld.texts("author")
    yield metas.all(*_METAS[:1])
    yield metas.items.get("author", ())
    for name in _METAS[1:]:
        yield metas.all(name)
    yield json_ld.texts("creator")
    for path in _PATHS:
        for element in elements(root, path)[:_MOST_PLACES]:
            yield [" ".join(" ".join(map(str, element.itertext())).split())[: 3 * _LONGEST_NAME]]


def _lines_under(page: Blocks, headline: int | None) -> Iterator[str]:
    """Yield short lines under the headline that begin as bylines do: `By Ann Wright and Ben Archer`."""
    start = 0 if headline is None else headline + 1
    for block in page.blocks[start : start + _MOST_LINES] if headline is not None else ():
        is_short = len(block.text) <= 2 * _LONGEST_NAME and not block.text.endswith((".", "!", "?"))
        if is_short and not block.is_heading and _BY.match(block.text):
            yield block.text


def _names(values: Iterable[str], sites: frozenset[str]) -> Iterator[str]:
    for value in values:
        for part in _APART.split(_INTRODUCED.sub("", plain_line(value))):
            name = _INTRODUCED.sub("", part).strip(" .:-–—()[]")
            if _is_name(name) and not _is_site(name, sites):
                yield name.title() if name.isupper() and " " in name else name


def _is_site(name: str, sites: frozenset[str]) -> bool:
    """Whether a name is one of the site, or contains one: `BBC News`, `Baku - Example Times`."""
    reduced = key(name)
    return reduced in sites or any(len(site) > 4 and site in reduced for site in sites)


def _is_name(name: str) -> bool:
    if not 2 <= len(name) <= _LONGEST_NAME or len(name.split()) > 6 or not any(map(str.isalpha, name)):
        return False
    # Agencies write themselves small: `dpa`.
    return (
        _NO_PERSON.search(name) is None
        and _NO_NAME_STARTS.match(name) is None
        and (not name.islower() or len(name) == _AGENCY)
    )
