"""The identity of an article, which matches it with its stored version, and its public id.

The identity is the source (or the file, if no source is named) plus the id or URL given there: two sources that both
number from 1 never overwrite each other. A file that is a single article without an id is identified by its path,
anything else by its content.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath

from dateline.index.article import Article

_UNSAFE = re.compile(r"[^A-Za-z0-9._~-]+")
_LONGEST_ID = 120
_SEPARATOR = "\x1f"


def identity_of(article: Article) -> str:
    """Return the identity: equal for two versions of one article, different for two articles."""
    given = article.provenance.given_id
    if given is not None:
        return _SEPARATOR.join(("given", article.source or article.provenance.path, given))
    if not article.provenance.byte_start:
        return _SEPARATOR.join(("path", article.provenance.path))
    return _SEPARATOR.join(("content", article.fingerprint))


def public_id(article: Article, is_taken: Callable[[str], bool]) -> str:
    """Choose the id of a new article: the given one if free, else prefixed by the source, else with a hash."""
    given = url_safe(article.provenance.given_id or "") or article.fingerprint
    owner = url_safe(article.source or _stem(article.provenance.path)).lower()
    for candidate in (given, f"{owner}-{given}" if owner else given):
        if not is_taken(candidate):
            return candidate
    digest = hashlib.blake2b(identity_of(article).encode(), digest_size=4).hexdigest()
    return f"{given}-{digest}"


def url_safe(text: str) -> str:
    """Replace characters that need escaping in a URL by hyphens; strip accents."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return _UNSAFE.sub("-", plain).strip("-.")[:_LONGEST_ID]


def _stem(path: str) -> str:
    return PurePosixPath(path.rsplit("!/", 1)[-1]).name.split(".", 1)[0]
