"""Which addresses may be asked: web addresses of public machines, unless the user allows private ones."""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_PORTS = {"http": 80, "https": 443}
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")
_CREDENTIALS = re.compile(r"^([^/?#]*//)[^/?#]*@")
_SAFE = "/:@!$&'()*+,;=~-._?%[]"


class RefusedError(ValueError):
    """An address that is never asked; the message says why."""


class Target(NamedTuple):
    """A web address in parts."""

    scheme: str
    host: str
    port: int
    path: str
    """The path with the query, escaped."""

    @property
    def site(self) -> str:
        """The address of the site: what one robots.txt is valid for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")


def target_of(url: str) -> Target:
    """Return the parts of an address. Raises RefusedError if it is no address of the web."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        ascii_host = (host or "").encode("idna" if not (host or "").isascii() else "ascii").decode()
    except (ValueError, UnicodeError):
        raise RefusedError("not a web address") from None
    if parts.scheme not in _PORTS:
        raise RefusedError("only http and https addresses are followed")
    if not ascii_host or any(letter <= " " for letter in ascii_host):
        raise RefusedError("not a web address: it names no host")
    if parts.username is not None or parts.password is not None:
        raise RefusedError("an address with a user name or password is not followed")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, ascii_host, port or _PORTS[parts.scheme], quote(path, safe=_SAFE))


def shown(url: str) -> str:
    """Return an address for messages: without the name and the password that it may hold."""
    return _CREDENTIALS.sub(r"\1", url)


def check_public(address: str) -> None:
    """Raise RefusedError for an IP address of this machine, a private network or a special purpose."""
    found = ipaddress.ip_address(address.partition("%")[0])
    for each in (found, *_within(found)):
        if not each.is_global or each.is_multicast or each.is_reserved or each in _SITE_LOCAL:
            raise RefusedError(f"{address} is no public address (allow it with --allow-private)")


def _within(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address leads to: mapped, 6to4, Teredo and NAT64 (RFC 6052)."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in ipaddress.ip_network("64:ff9b::/96"):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in found if each is not None]
