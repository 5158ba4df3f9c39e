"""Short words for what is looked up in a parsed XML document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dateline.index.formats.markup import Element, plain_line

_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def whole_text(element: Element) -> str:
    """Return the text of an element and of all that it contains, as it is."""
    return "".join(text for text in element.itertext() if isinstance(text, str)) if len(element) else element.text or ""


def line_of(element: Element | None) -> str | None:
    """Return the text of an element and what it contains as one line without markup; None if there is none."""
    if element is None:
        return None
    return plain_line(" ".join(whole_text(element).split())).strip() or None


def line_at(element: Element | None, *paths: str) -> str | None:
    """Return the first text that stands at one of the paths, tried in order."""
    if element is None:
        return None
    for path in paths:
        for found in element.iterfind(path):
            if (text := line_of(found)) is not None:
                return text
    return None


def lines_at(element: Element, path: str) -> Iterator[str]:
    """Yield all texts at a path."""
    for found in element.iterfind(path):
        if (text := line_of(found)) is not None:
            yield text


def value(element: Element | None, *names: str) -> str | None:
    """Return the first attribute that has a value, white space stripped."""
    if element is None:
        return None
    for name in names:
        text = element.get(name)
        if text is not None and text.strip():
            return text.strip()
    return None


def value_at(element: Element | None, path: str, *names: str) -> str | None:
    """Return the first attribute with a value of the elements at a path."""
    if element is None:
        return None
    return next((text for found in element.iterfind(path) if (text := value(found, *names)) is not None), None)


def language_of(element: Element | None) -> str | None:
    """Return the `xml:lang` of an element, or None."""
    return value(element, _LANGUAGE)


def code(text: str | None) -> str | None:
    """Return the code in `stat:canceled` or `http://cv.iptc.org/newscodes/pubstatusg2/canceled`, in lower case."""
    if text is None:
        return None
    return text.strip().rstrip("/").replace("/", ":").rpartition(":")[2].lower() or None


def distinct(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return the texts without None and repetitions, in order."""
    return tuple(dict.fromkeys(text for text in texts if text))
