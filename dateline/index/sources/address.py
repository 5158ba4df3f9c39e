"""Addresses of files and members as text: bytes that are no text are escaped, so that an address can be stored."""

from __future__ import annotations

import os
import re
from typing import Final

MEMBER: Final = "!/"
"""What stands between the address of a container and the name of a member."""
_SURROGATE: Final = re.compile(r"[\udc80-\udcff]")
"""How Python shows the bytes of a file name that are not UTF-8."""
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters too: a line break in a name would break every list of rejects."""
_TO_ESCAPE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff%]")
_ESCAPES: Final = re.compile(rb"%([0-9A-F]{2})")


def escape(name: str) -> str:
    """Return the name of a file or member as an address; bytes that are no text become `%E9`.

    A `%` is escaped only in a name that has such bytes, so that usual names stay as they are.
    """
    return _TO_ESCAPE.sub(_escaped, name) if _UNPRINTABLE.search(name) else name


def path_of(address: str) -> str:
    """Return the path of the file that has this address; `address` itself unless only the unescaped path exists."""
    if os.path.lexists(address):
        return address
    try:
        raw = _ESCAPES.sub(lambda match: bytes([int(match[1], 16)]), os.fsencode(address))
    except UnicodeEncodeError:  # a lone surrogate, which no file name has
        return address
    path = os.fsdecode(raw)
    return path if os.path.lexists(path) else address


def file_of(address: str) -> str:
    """Return the path of the file that an input is, or that a member is in: `news.zip` for `news.zip!/a/b.txt`."""
    path = path_of(address)
    return path if os.path.lexists(path) else path_of(address.partition(MEMBER)[0])


def _escaped(match: re.Match[str]) -> str:
    letter = match[0]
    raw = os.fsencode(letter) if _SURROGATE.match(letter) else letter.encode("utf-8", "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in raw)
