"""Elements that stand around the text of an article: navigation, comments, captions, advertisements.

The names of classes and ids are those that themes of sites, consent tools and advertising services use.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dateline.index.formats.markup import Element

LEFT_OUT: Final = frozenset(
    """applet area audio base button canvas datalist dialog embed frame frameset head iframe input link map math menu
    meta meter noembed noframes noscript object optgroup option output param picture progress rp rt script
    select source style svg template textarea title track video""".split()
)
"""Elements without text of the article."""
_AROUND: Final = frozenset({"aside", "fieldset", "figcaption", "footer", "form", "legend", "nav"})
_CONTENT: Final = frozenset({"html", "body", "main", "article"})
"""Elements whose classes say something of the whole page: `has-sidebar`."""
_ROLES: Final = frozenset(
    """alert alertdialog banner complementary contentinfo dialog form menu menubar navigation search tablist
    toolbar""".split()
)
_WORDS: Final = frozenset(
    """ad adbox ads adslot advert advertisement advertising advertorial agegate anzeige anzeigen authorbox authorcard
    aviso banner biography bookmark breadcrumb breadcrumbs byline caption captions carousel cmp comentario
    comentarios comment commentaire commentaires commenti commentlist comments consent cookie cookies copyright
    credit credits disqus donate donation elsewhere entrymeta epaper facebook fbcomments feedback flipboard
    followus footer gallery gdpr googlead highlights interstitial jumplink kommentar kommentare kommentarer
    lightbox linkbox linklist livefyre login mashsb masthead megamenu meinungen menu metadata modal morefrom
    mostread nav navbar navi navigation navlist newsletter newsletters nocontent noprint notification offcanvas
    optin outbrain overlay pager pagination paging partners paylater photocaption piano pinterest playlist
    podcastbox pollbox popular popup postmeta postnav poweredby preroll prevnext promo promobox promos promoted
    promotion pubdate publicidad publicite rating ratings reactions readalso readmore readnext recirc
    recirculation recommend recommendation recommendations recommended recs reklama reklame related
    relatedarticles relatedposts relateds replies reply respond rrssb screenreader share sharebar sharebox
    sharebuttons sharedaddy shares shariff sharing shoutbox sidebar signin signup sitemap skip skiplink
    skyscraper slideshow social sociallinks socials sponsor sponsored sponsors spotim subnav subscribe
    subscription supportus taboola tagcloud taglist tags teilen ticker toc toolbar tooltip topbar trending
    tweets twitter upnext upsell viafoura visuallyhidden weather webform whatsapp yarpp zergnet""".split()
)
_STATES: Final = frozenset("can enable enabled has hide in is js no not show with without".split())
"""Words before another one in the name of a class that speak of a state of the whole element: `has-sidebar`."""
_PAIRS: Final = frozenset(
    """also-like also-read article-info article-meta article-tags article-tools author-bio author-box author-card
    author-info author-profile call-action entry-footer entry-meta entry-tags field-tags follow-us further-
    reading image-caption img-caption jp-relatedposts keep-reading latest-news latest-posts leer-mas lees-ook
    lees-verder lire-aussi load-more mehr-zum meta-info more-articles more-from more-in more-like more-links
    more-news more-on more-stories most-popular most-read next-article next-post on-topic other-news photo-
    credit post-author post-footer post-meta post-tags previous-post print-only read-also read-more read-next
    read-on screen-reader see-also sign-up site-header skip-link sr-only support-us tag-list the-author to-read
    top-stories up-next visually-hidden wp-caption you-may""".split()
)
_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_around(element: Element, name: str) -> bool:
    """Whether an element stands beside the text of an article: navigation, comments, captions, advertisements."""
    if name in _AROUND:
        return True
    attributes = element.attrib
    if name in _CONTENT or not attributes or attributes.get("itemprop") == "articleBody":
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or attributes.get("role", "") in _ROLES:
        return True
    style = attributes.get("style")
    if style is not None and _HIDDEN.search(style[:500]):
        return True
    return _has_unwanted_name(attributes.get("class", "")[:300]) or _has_unwanted_name(attributes.get("id", "")[:100])


@lru_cache(maxsize=8192)
def _has_unwanted_name(value: str) -> bool:
    for name in value.split():
        words = [word.lower() for word in _SPLIT.split(name) if word]
        for before, word in zip(["", *words], words, strict=False):
            if before not in _STATES and (word in _WORDS or f"{before}-{word}" in _PAIRS):
                return True
    return False
