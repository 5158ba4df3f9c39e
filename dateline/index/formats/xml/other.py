"""XML that no vocabulary reads: named, so that a user knows what it is; sitemaps are passed over."""

from __future__ import annotations

from typing import Final

from dateline.index.formats.xml.root import Root

_SITEMAPS: Final = frozenset({"urlset", "sitemapindex"})
_KNOWN: Final = {
    "mediawiki": "a dump of a wiki (MediaWiki)",
    "article": "an article of a journal (JATS)",
    "PubmedArticleSet": "references to journals (PubMed)",
    "TEI": "an edition of a text (TEI)",
    "svg": "a picture (SVG)",
    "alto": "a scanned page (ALTO)",
    "mets": "a list of scanned pages (METS)",
    "kml": "a map (KML)",
    "plist": "a property list",
    "dc_rest_node": "a list of pictures (DC-X)",
    "sports-content": "results of sports (SportsML)",
    "newsIssue": "NewsML of a kind before 1.0",
}
_ELSEWHERE: Final = frozenset({"rss", "feed", "channel", "opml", "html", "rdf"})
"""Feeds and pages, which have formats of their own."""
_MAX_NAMESPACE: Final = 100
_FEED_NAMESPACES: Final = ("purl.org/rss/", "my.netscape.com/")
_OFFICE_NAMESPACES: Final = (
    "schemas.microsoft.com/office",
    "openxmlformats.org",
    "opendocument:xmlns",
    "openoffice.org",
)


def is_elsewhere(root: Root, head: str) -> bool:
    """Whether another format reads it: a feed, a page, an office document."""
    opening = head[root.start : root.end]
    if root.name == "RDF":
        return any(each in opening for each in _FEED_NAMESPACES)
    return (
        root.name.lower() in _ELSEWHERE
        or any(each in opening for each in _OFFICE_NAMESPACES)
        or "<?mso-application" in head[: root.start]
    )


def is_sitemap(root: Root) -> bool:
    """Whether it is a list of a site's addresses."""
    return root.name in _SITEMAPS


def reason_of(root: Root) -> str:
    """Return a sentence, in one line, that names what it is."""
    # Where a start tag is damaged, the text that follows may seem to be its namespace.
    address = " ".join((root.namespace or "").split())[:_MAX_NAMESPACE]
    namespace = f", namespace {address}" if address else ""
    kind = f"{_KNOWN[root.name]}: " if root.name in _KNOWN else ""
    return f"{kind}XML of a kind that is not read: root <{root.name}>{namespace}"
