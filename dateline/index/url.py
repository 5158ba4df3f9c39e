"""One address for the many by which a page can be reached: without tracking, mobile and AMP forms.

The result is compared, never requested. Sources: RFC 3986, section 6 (normalisation); the parameters that the
advertising systems of Google, Meta, Microsoft, Mailchimp, HubSpot, Matomo, Adobe and Piano document; the documentation
of AMP caches.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

_TRACKING: Final = frozenset(
    """_ga _gl _hsenc _hsmi at_campaign at_medium cmpid cn-reloaded dclid ecid efg fb_action_ids fb_action_types fb_ref
    fb_source fbclid ftag gaa_at gbraid gclid gclsrc ga_campaign ga_medium ga_source guccounter guce_referrer
    guce_referrer_sig icid igshid intcid int_source mbid mc_cid mc_eid mkt_tok mkwid msclkid ncid ns_campaign
    ns_fee ns_linkname ns_mchannel ns_source ocid oly_anon_id oly_enc_id ref_src ref_url referrer s_cid
    sc_campaign smid smtyp soc_src soc_trk spm sr_share traffic_source twclid vero_id wbraid wickedid wt_mc
    wt_zmc xing_share xtor yclid ysclid""".split()
)
_TRACKING_STARTS: Final = ("utm_", "hsa_", "pk_", "mtm_", "matomo_", "at_", "__twitter_", "amp_js", "trk_")
_AMP_PARAMETERS: Final = frozenset(
    {("amp", "1"), ("amp", ""), ("amp", "true"), ("outputtype", "amp"), ("output", "amp"), ("view", "amp")}
)
_AMP_CACHES: Final = (".cdn.ampproject.org", ".ampproject.net", ".bing-amp.com")
_AMP_PATH = re.compile(r"/amp(?=/|$)|(?<=/)amp/|\.amp(?=\.html?$|$)", re.IGNORECASE)
_HOST = re.compile(r"[^\s.]+(?:\.[^\s.]+)+")
_FRONT_HOST = re.compile(r"^(?:www\d?|m|mobile|mobil|amp|wap|touch)\.(?=[^.]+\.)")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_AMP_VIEWER = re.compile(r"www\.google\.[a-z.]{2,6}/amp/")
_CACHED = re.compile(r"/(?:[a-z]|amp)(?:/s)?/([^/]+\.[^/]+/.*)")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_UNRESERVED = "/:@!$&'()*+,;=~-._"


def normalised(url: str) -> str | None:
    """Return the form of an address that is equal for all addresses of one page; None if it is no web address.

    `http` and `https`, `www.` and the mobile host, a fragment and the order of parameters make no difference.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not _HOST.fullmatch(host):
        return None
    if host.endswith(_AMP_CACHES) or _AMP_VIEWER.match(f"{host}{parts.path}"):
        original = _behind_cache(parts.path)
        if original is not None:
            return normalised(original + (f"?{parts.query}" if parts.query else ""))
    host = _FRONT_HOST.sub("", host)
    if port is not None and port != _DEFAULT_PORTS[parts.scheme.lower()]:
        host = f"{host}:{port}"
    path = _path(parts.path)
    query = urlencode(sorted(_parameters(parts.query)))
    return f"{host}{path}" + (f"?{query}" if query else "")


def is_page(url: str) -> bool:
    """Whether a normalised address can be that of one article: it has more than a host."""
    return bool(url.partition("/")[2]) or "?" in url


def _behind_cache(path: str) -> str | None:
    """Return the address that an AMP cache holds: `/c/s/example.org/story` is `https://example.org/story`."""
    match = _CACHED.match(path)
    return f"https://{match[1]}" if match else None


def _path(path: str) -> str:
    path = _AMP_PATH.sub("", re.sub(r"/{2,}", "/", path))
    path = quote(
        _ESCAPE.sub(_unescaped, _INDEX.sub("/", path)).encode("utf-8", "surrogatepass"), safe=_UNRESERVED + "%"
    )
    return path.rstrip("/")


def _unescaped(escape: re.Match[str]) -> str:
    """Decode what needs no escaping; an escaped slash is no slash (RFC 3986, section 2.4)."""
    code = escape[1]
    if code is None:
        return "%25"
    letter = chr(int(code, 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else escape[0].upper()


def _parameters(query: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(query.replace(";", "&"), keep_blank_values=True, errors="replace")
    return [
        (name, value)
        for name, value in pairs
        if name.lower() not in _TRACKING
        and not name.lower().startswith(_TRACKING_STARTS)
        and (name.lower(), value.lower()) not in _AMP_PARAMETERS
    ]
