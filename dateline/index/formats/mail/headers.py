"""The header fields of a message, decoded.

Sources: RFC 5322 (syntax), RFC 2047 (encoded words), RFC 2919 (List-Id), RFC 5064 (Archived-At).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from dateline.index.formats.encoding import decode

_FORWARDED = re.compile(r"(?:(?:fwd?|wg|tr|rv|enc|i|vs|doorst)\s*:\s*)+", re.IGNORECASE)
"""Marks of a forwarded mail in several languages. `Re:` stays: an answer is not what it answers."""
_MAX_FIELD = 5000
_LIST_ID = re.compile(r"\s*\"?(?P<phrase>[^<\"]*)\"?\s*<[^>]*>")
_ORGANISATION = re.compile(
    r"\b(?:press|office|minist\w+|department|dept|service|services|news\w*|media|communications?|information|agency|"
    r"embassy|government|governor|team|alerts?|bureau|universit\w+|institut\w*|council|commission|committee|parliament|"
    r"senate|congress|house|party|bank|group|foundation|association|union|nations|inc|ltd|llc|gmbh|corp|company|desk|"
    r"editors?|redaktion|presse\w*|prensa|pr|public|relations|affairs|centre|center|network|no-?reply|webmaster|info|"
    r"secretariat|authority|court|police|presidency|president|cabinet|administration|board|society|times|post|daily)\b",
    re.IGNORECASE,
)


def field(message: Message, name: str) -> str | None:
    """Return the decoded text of the first field of this name, in one line; None if it is missing or empty."""
    return next(iter(fields(message, name)), None)


def fields(message: Message, name: str) -> list[str]:
    """Return the decoded texts of all fields of this name that are not empty."""
    raw = (value for key, value in message.raw_items() if key.casefold() == name)
    return [text for value in raw if (text := decoded(str(value)))]


def decoded(value: str) -> str:
    """Return the text of a field as it was sent: encoded words are decoded, and bytes that are not ASCII guessed."""
    unfolded = _unfolded(value)
    try:
        parts = decode_header(unfolded)
    except (HeaderParseError, ValueError):
        parts = [(unfolded, None)]
    return " ".join("".join(_texts(parts)).split())


def _unfolded(value: str) -> str:
    """Return a field in one line, and of a very long one its start: libraries take the square of its length."""
    return value[:_MAX_FIELD].replace("\r", "").replace("\n", "")


def _texts(parts: Iterable[tuple[str | bytes, str | None]]) -> Iterable[str]:
    for content, charset in parts:
        raw = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
        if charset is None and b"\\u" in raw:
            # Between encoded words, `decode_header` escapes what is not ASCII.
            raw = raw.decode("raw-unicode-escape").encode("utf-8", "surrogateescape")
        yield decode(raw, charset).text


def headline_of(subject: str | None) -> str | None:
    """Return a subject without the marks of a forwarded mail."""
    if subject is None:
        return None
    mark = _FORWARDED.match(subject)
    return (subject[mark.end() :] if mark else subject) or None


def sender_name(message: Message) -> str | None:
    """Return the name of the sender, `Press Office` in `Press Office <press@ministry.test>`; None if it has none."""
    raw = next((str(value) for key, value in message.raw_items() if key.casefold() in {"from", "sender"}), "")
    # Names are decoded after they are separated from addresses, since they may contain commas.
    return cleaned_name(decoded(parseaddr(_unfolded(raw))[0]))


def cleaned_name(name: str) -> str | None:
    """Return a name without quotes; None if it is empty or an address."""
    name = name.strip("'\" ")
    return None if not name or "@" in name else name


def list_name(list_id: str | None) -> str | None:
    """Return the name in `Press releases <press.ministry.test>`."""
    match = _LIST_ID.match(list_id or "")
    return (match["phrase"].strip() or None) if match else None


def is_organisation(name: str) -> bool:
    """Whether a sender is probably an organisation: persons have two to four names, no figures, no such words."""
    words = name.split()
    return not 2 <= len(words) <= 4 or any(map(str.isdigit, name)) or _ORGANISATION.search(name) is not None
