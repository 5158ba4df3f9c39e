"""The address of an article: what its page calls canonical, where that can be true."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from dateline.index.formats.markup import Element
from dateline.index.formats.pages.json_ld import JsonLd
from dateline.index.formats.pages.metas import Metas
from dateline.index.formats.pages.tree import elements

_LONGEST = 2_000


def read_url(root: Element, json_ld: JsonLd, metas: Metas, fetched_from: str | None) -> str | None:
    """Return the canonical address; the one that the page was fetched from if the page names none of that site."""
    base = next((each.get("href") for each in elements(root, "//base[@href]")), None)
    start = (_absolute(base, fetched_from) if base else None) or fetched_from
    for candidate in _candidates(root, json_ld, metas):
        url = _absolute(candidate, start)
        if url is not None and _may_be(url, fetched_from):
            return url
    return fetched_from


def host_of(url: str | None) -> str | None:
    """Return the host of an address without `www.`, or None."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.").removeprefix("amp.").removeprefix("m.") if host else None


def is_front(url: str | None) -> bool:
    """Whether an address is the front page of its site."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return (
        bool(parts.hostname)
        and parts.path.strip("/").lower() in {"", "index.html", "index.php", "home"}
        and not parts.query
    )


def _candidates(root: Element, json_ld: JsonLd, metas: Metas) -> Iterator[str]:
    for link in elements(root, "//link[@rel and @href]"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield link.get("href") or ""
    yield from metas.all("og:url")
    entity = json_ld.article.get("mainEntityOfPage")
    yield from [entity] if isinstance(entity, str) else json_ld.texts("url")
    yield from metas.all("parsely-link", "twitter:url")


def _absolute(candidate: str, start: str | None) -> str | None:
    try:
        url = urljoin(start or "", candidate.strip())
        parts = urlsplit(url)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        return None
    is_sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and port_is_sound
    return url if is_sound and len(url) <= _LONGEST and not any(map(str.isspace, url)) else None


def _may_be(url: str, fetched_from: str | None) -> bool:
    """Whether a page at one address may call another one canonical: the same site, and not its front page."""
    if fetched_from is None:
        return True
    if is_front(url) and not is_front(fetched_from):
        return False
    here, there = _site(fetched_from), _site(url)
    # A copy kept by an archive or a cache of AMP pages names the address of the original inside its own.
    return here is None or here == there or (there is not None and there in fetched_from)


def _site(url: str) -> str | None:
    """Return the registered part of the host, roughly: `bbc.co.uk` of `news.bbc.co.uk`."""
    host = host_of(url)
    if host is None:
        return None
    parts = host.split(".")
    count = 3 if len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3 else 2
    return ".".join(parts[-count:])
