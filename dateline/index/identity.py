"""Which stored article an incoming one is, and what its public id becomes.

Identity is the source (or, where none is named, the file) with the id or URL that it gives: two sources that both
number from 1 never overwrite each other. A file that is one report without an id is known by its path. Anything else
is known by its content.
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
    """What two versions of one article have in common and two articles have not."""
    given = article.provenance.given_id
    if given is not None:
        return _SEPARATOR.join(("given", article.source or article.provenance.path, given))
    if not article.provenance.byte_start:
        return _SEPARATOR.join(("path", article.provenance.path))
    return _SEPARATOR.join(("content", article.fingerprint))


def public_id(article: Article, is_taken: Callable[[str], bool]) -> str:
    """An id for a new article: the given one where it is free, else with its source before it, else with a hash."""
    given = url_safe(article.provenance.given_id or "") or article.fingerprint
    owner = url_safe(article.source or _stem(article.provenance.path)).lower()
    for candidate in (given, f"{owner}-{given}" if owner else given):
        if not is_taken(candidate):
            return candidate
    digest = hashlib.blake2b(identity_of(article).encode(), digest_size=4).hexdigest()
    return f"{given}-{digest}"


def url_safe(text: str) -> str:
    """The text with what an address cannot hold as it is replaced by hyphens."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return _UNSAFE.sub("-", plain).strip("-.")[:_LONGEST_ID]


def _stem(path: str) -> str:
    return PurePosixPath(path.rsplit("!/", 1)[-1]).name.split(".", 1)[0]
