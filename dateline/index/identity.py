"""The identities of an article, which match it with its stored version, and its public id.

An article has up to two strong ones: the id that its source gives, and its address. Without both it is identified by
its path if its input is this one article. Reports that have no id are known by their content too. The reasons are in
decision 23.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath

from dateline.index.article import Article
from dateline.index.sources.address import MEMBER
from dateline.index.url import is_page, normalised

_UNSAFE = re.compile(r"[^A-Za-z0-9._~-]+")
_LONGEST_ID = 120
_SEPARATOR = "\x1f"
_UNIQUE = re.compile(
    r"(?:urn|tag|newsml|doi|https?):.|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z", re.IGNORECASE
)
"""Ids that are unique in the world: URNs, tag URIs (RFC 4151), addresses, UUIDs (RFC 9562)."""
GIVEN, ADDRESS, PATH, CONTENT = "given", "url", "path", "content"
"""The first parts of identities: how an article is identified."""
ORDER = ":"
"""What separates the hash in a fingerprint from the order of days and months that its date was read in."""


def identities(
    *,
    given_id: str | None,
    url: str | None,
    source: str | None,
    path: str,
    item: int | None,
    fingerprint: str,
    listed_as: str | None = None,
) -> tuple[str, ...]:
    """Return the identities of an article, the strongest first; they differ for two articles.

    An id that is not unique in the world is unique in its source, or in the file if no source is named: two sources
    that both number from 1 never overwrite each other.
    """
    found: list[str] = []
    if given_id:
        found.append(_identity(GIVEN, given_id) if _UNIQUE.match(given_id) else _owned(source, path, given_id))
    # A list names a page by one address, and the page calls itself by another.
    named = (address_identity(each) for each in (listed_as, url) if each)
    pages = dict.fromkeys(each for each in named if each is not None)
    found += pages
    if not pages and not given_id and item is None:
        found.append(_identity(PATH, path))
    if not given_id:
        found.append(content_identity(fingerprint))
    return tuple(found)


def older_identities(article: Article) -> tuple[str, ...]:
    """Return the identities that archives of format 5 may have given to an article."""
    provenance = article.provenance
    given = (each for each in (provenance.given_id, article.url) if each)
    return tuple(_owned(article.source, provenance.path, each) for each in given)


def identities_of(article: Article) -> tuple[str, ...]:
    """Return the identities of an extracted article."""
    provenance = article.provenance
    return identities(
        given_id=provenance.given_id,
        url=article.url,
        source=article.source,
        path=provenance.path,
        item=provenance.item,
        fingerprint=article.fingerprint,
        listed_as=provenance.listed_as,
    )


def content_of(fingerprint: str) -> str:
    """Return the hash in a fingerprint: the same content is the same article, however its date is read."""
    return fingerprint.partition(ORDER)[0]


def _owned(source: str | None, path: str, given: str) -> str:
    return _identity(GIVEN, source or path, given)


def is_address(identity: str) -> bool:
    """Whether this identity is the address of a page."""
    return identity.startswith(ADDRESS + _SEPARATOR)


def is_content(identity: str) -> bool:
    """Whether this identity is what an article says."""
    return identity.startswith(CONTENT + _SEPARATOR)


def address_identity(url: str) -> str | None:
    """Return the identity of an article that has this address; None if it cannot be that of one article."""
    address = normalised(url)
    return _identity(ADDRESS, address) if address is not None and is_page(address) else None


def content_identity(fingerprint: str) -> str:
    """Return the identity of an article that nothing else identifies."""
    return _identity(CONTENT, content_of(fingerprint))


def _identity(*parts: str) -> str:
    return _SEPARATOR.join(parts)


def public_id(article: Article, is_taken: Callable[[str], bool]) -> str:
    """Choose the id of a new article: the given one if free, else prefixed by the source, else with a hash."""
    given = url_safe(article.provenance.given_id or article.url or "") or content_of(article.fingerprint)
    owner = url_safe(article.source or _stem(article.provenance.path)).lower()
    for candidate in (given, f"{owner}-{given}" if owner else given):
        if not is_taken(candidate):
            return candidate
    digest = hashlib.blake2b(identities_of(article)[0].encode(errors="replace"), digest_size=4).hexdigest()
    return f"{given}-{digest}"


def url_safe(text: str) -> str:
    """Replace characters that need escaping in a URL by hyphens; strip accents."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return _UNSAFE.sub("-", plain).strip("-.")[:_LONGEST_ID]


def _stem(path: str) -> str:
    return PurePosixPath(path.rsplit(MEMBER, 1)[-1]).name.split(".", 1)[0]
