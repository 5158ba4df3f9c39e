"""Entities in XML: those of HTML and harmless declared ones become characters, the others make a document unsafe.

Sources: XML 1.0, section 4; the OWASP page on XML external entities (what an attack looks like).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import html5
from typing import Final

from dateline.index.formats.xml.root import doctype_of

_DECLARED = re.compile(
    r"""<!ENTITY\s+(?P<parameter>%\s+)?(?P<name>[^\s%"']+)\s+"""
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<external>(?:SYSTEM|PUBLIC)\b[^>]*))"""
)
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);|#)[^\s;&]+;|%[^\s;%]+;")
_LOOSE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
    r"(?:([A-Za-z][\w.-]{0,63});)?|<(?![A-Za-z_/!?])",
    re.DOTALL,
)
"""What is escaped, and what may hold such characters. `\\Z`: else each of many openings would search for its end."""
_CONTROL = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")
_MOST_EXPANDED: Final = 1 << 20
"""Maximum number of characters that declared entities may add to a document."""


class UnsafeError(Exception):
    """An entity that reads another file or expands to too much; the message says which."""


def without_entities(text: str) -> str:
    """Return XML without its document type declaration, with no references but those that XML predefines.

    A lone `&` or `<` is escaped, references to control characters are dropped. Raises UnsafeError.
    """
    declared: Mapping[str, str] = {}
    if (place := doctype_of(text)) is not None:
        start, end = place
        declared = _declared(text[start:end])
        text = text[:start] + "\n" * text.count("\n", start, end) + text[end:]
    added = sum(text.count(f"&{name};") * len(value) for name, value in declared.items())
    if added > _MOST_EXPANDED:
        raise UnsafeError("its entities expand to more than a megabyte")
    return _LOOSE.sub(lambda found: _character(found, declared), _CONTROL.sub("", text))


def _declared(doctype: str) -> dict[str, str]:
    """Return the values of the entities that a declaration defines. Raises UnsafeError."""
    values: dict[str, str] = {}
    for found in _DECLARED.finditer(doctype):
        if found["external"] is not None:
            if "NDATA" not in found["external"]:  # a picture, never part of the text
                raise UnsafeError("it declares an entity that stands in another file")
            continue
        value = found["double"] if found["single"] is None else found["single"]
        if _REFERENCE.search(value):
            raise UnsafeError("it declares an entity that consists of other entities")
        if found["parameter"] is None:
            values.setdefault(found["name"], value)
    return values


def _character(found: re.Match[str], declared: Mapping[str, str]) -> str:
    name = found[1]
    if name is None:
        return _escaped(found[0]) if len(found[0]) == 1 else found[0]
    if name in declared:
        return declared[name]
    character = html5.get(f"{name};")
    return f"&amp;{name};" if character is None else _escaped(character)


def _escaped(text: str) -> str:
    # The standard library's function of this kind imports all of `urllib` and `ssl`.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
