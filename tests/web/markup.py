"""The ids of a page, the references to them, and the addresses of its links."""

from __future__ import annotations

from html.parser import HTMLParser

_REFERRING = ("for", "list", "headers", "form", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
"""Attributes whose words are ids of the same page."""


class Markup(HTMLParser):
    """Reads a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.references: set[str] = set()
        """Ids that elements refer to."""
        self.links: list[str] = []
        """The addresses, as written, of links, resources and forms."""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        for name in _REFERRING:
            self.references.update(given.get(name, "").split())
        if tag == "form":
            self.links.append(given.get("action", ""))
        self.links += [given[name] for name in ("href", "src") if name in given]
