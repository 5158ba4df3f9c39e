"""The identities of an article, which match it with its stored version, and its public id.

An article has up to two: the id that its source gives, and its address. Without both it is identified by its path if
its input is this one article, else by its content. The reasons are in decision 23.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath

from dateline.index.article import Article
from dateline.index.url import is_page, normalised

_UNSAFE = re.compile(r"[^A-Za-z0-9._~-]+")
_LONGEST_ID = 120
_SEPARATOR = "\x1f"
GIVEN, ADDRESS, PATH, CONTENT = "given", "url", "path", "content"
"""The first parts of identities: how an article is identified."""
ORDER = ":"
"""What separates the hash in a fingerprint from the order of days and months that its date was read in."""


def identities(
    *, given_id: str | None, url: str | None, source: str | None, path: str, item: int | None, fingerprint: str
) -> tuple[str, ...]:
    """Return the identities of an article, the strongest first; they differ for two articles.

    The id that a source gives is unique in that source, or in the file if no source is named: two sources that both
    number from 1 never overwrite each other.
    """
    owner = source or path
    found = [_identity(GIVEN, owner, given_id)] if given_id else []
    address = normalised(url) if url else None
    if address is not None and is_page(address):
        found.append(_identity(ADDRESS, address))
    elif url and not given_id:
        # What is no address of a page is still a name that the source gives.
        found.append(_identity(GIVEN, owner, url))
    if not found:
        found.append(_identity(PATH, path) if item is None else _identity(CONTENT, content_of(fingerprint)))
    return tuple(found)


def older_identity(*, url: str | None, source: str | None, path: str) -> str | None:
    """Return the identity that archives of format 5 gave to an article with an address and no id."""
    return _identity(GIVEN, source or path, url) if url else None


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
    )


def content_of(fingerprint: str) -> str:
    """Return the hash in a fingerprint: the same content is the same article, however its date is read."""
    return fingerprint.partition(ORDER)[0]


def is_address(identity: str) -> bool:
    """Whether this identity is the address of a page."""
    return identity.startswith(ADDRESS + _SEPARATOR)


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
    return PurePosixPath(path.rsplit("!/", 1)[-1]).name.split(".", 1)[0]
