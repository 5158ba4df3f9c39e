"""Source, section, keywords, language and genre of an article, in the words of its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dateline.index.formats.markup import Element, plain_line
from dateline.index.formats.pages.address import host_of
from dateline.index.formats.pages.headline import key
from dateline.index.formats.pages.json_ld import JsonLd, types_of
from dateline.index.formats.pages.metas import Metas

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SPLIT: Final = re.compile(r"\s*[,;|、，،]\s*")
_MOST_KEYWORDS = 50
_LONGEST = 120
_LONGEST_SOURCE = 80
_MOTTO: Final = re.compile(r"(?<=\w\w)\s+[|\-–—·•:]\s+")
_LISTED: Final = re.compile(r"\s*(?:[|;]|,(?=\S)|,(?=[^,]*,))\s*")
_KEYWORD_METAS: Final = (
    ("news_keywords",),
    ("article:tag", "og:article:tag", "parsely-tags", "sailthru.tags", "cxenseparse:keywords", "article.tags", "tags"),
    ("dc.subject", "dcterms.subject"),
    ("keywords",),
)
_SECTION_METAS: Final = (
    *("article:section", "og:article:section", "parsely-section", "sailthru.section", "section", "article.section"),
    *("cxenseparse:section", "prism.section", "category"),
)
_COMMON_LABELS: Final = frozenset({"blog", "blogs", "com", "edition", "live", "mobile", "news", "org", "the"})
"""Parts of hosts that are no names."""
_GENRES: Final = {
    "advertisercontentarticle": "advertisement",
    "analysisnewsarticle": "analysis",
    "backgroundnewsarticle": "background",
    "liveblogposting": "live blog",
    "opinionnewsarticle": "opinion",
    "reviewnewsarticle": "review",
    "satiricalarticle": "satire",
}


def read_source(json_ld: JsonLd, metas: Metas, title: str) -> str | None:
    """Return the name of the site or of its publisher; some pages give their title as the name of the site."""
    names = (metas.first("og:site_name"), *json_ld.texts("publisher"), *metas.all(*_PUBLISHERS))
    return next(
        (short for name in names if name and name != title and (short := _without_motto(name)) and "/" not in short),
        None,
    )


_PUBLISHERS: Final = (
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "apple-mobile-web-app-title",
)


def names_of_site(source: str | None, json_ld: JsonLd, metas: Metas, url: str | None) -> frozenset[str]:
    """Return the keys of all names of a site: those it gives itself, and its host with and without ending."""
    names = [source or "", *json_ld.texts("publisher"), *metas.all("application-name", "twitter:site")]
    host = host_of(url)
    if host:
        parts = host.split(".")
        names += [host, *(part for part in parts[:-1] if len(part) > 2 and part not in _COMMON_LABELS)]
    return frozenset(filter(None, map(key, names)))


def read_section(json_ld: JsonLd, metas: Metas) -> str | None:
    """Return the section."""
    names = (*json_ld.texts("articleSection"), *metas.all(*_SECTION_METAS), metas.item("articlesection") or "")
    lines = (line for name in names if (line := _line(name)) and not line.startswith("http"))
    return next((first for line in lines if (first := _LISTED.split(line)[0])), None)


def read_keywords(json_ld: JsonLd, metas: Metas) -> tuple[str, ...]:
    """Return the keywords from where they are most certainly about the article."""
    sources: list[Iterable[str]] = [metas.all(*_KEYWORD_METAS[0]), json_ld.texts("keywords")]
    sources += [metas.all(*names) for names in _KEYWORD_METAS[1:]]
    for values in sources:
        if found := tuple(dict.fromkeys(_keywords(values)))[:_MOST_KEYWORDS]:
            return found
    return ()


def read_language(root: Element, json_ld: JsonLd, metas: Metas) -> str | None:
    """Return the language as a BCP 47 tag."""
    html = [
        root.get("lang") or "",
        root.get(_XML_LANG) or "",
        *metas.all("content-language", "dc.language", "og:locale"),
    ]
    for name in (*_languages(json_ld), *html):
        match = _LANGUAGE.fullmatch(name.strip())
        if match:
            return match[0].replace("_", "-")
    return None


def read_genre(json_ld: JsonLd, metas: Metas) -> str | None:
    """Return the kind of text."""
    named = next(filter(None, map(_line, json_ld.texts("genre"))), None)
    if named and not named.startswith("http"):
        return named
    by_type = next((_GENRES[each] for each in sorted(types_of(json_ld.article)) if each in _GENRES), None)
    return by_type or ("opinion" if (metas.first("article:opinion") or "").lower() == "true" else None)


def _languages(json_ld: JsonLd) -> Iterator[str]:
    yield from json_ld.texts("inLanguage")
    for each in json_ld.objects("inLanguage"):
        code = each.get("alternateName")
        if isinstance(code, str):
            yield code


def _keywords(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        # Some sites write `Tag:Elections`.
        for part in _SPLIT.split(plain_line(value)):
            if any(map(str.isalnum, part)) and len(part) <= _LONGEST:
                yield part.strip("\"' #")


def _without_motto(name: str) -> str | None:
    """Return a name without what follows a dash: `Example Times - news from Baku`."""
    line = _line(name)
    return _MOTTO.split(line)[0] if line and len(line) <= _LONGEST_SOURCE else None


def _line(value: str) -> str | None:
    line = plain_line(value).strip()
    return line if line and len(line) <= _LONGEST else None
