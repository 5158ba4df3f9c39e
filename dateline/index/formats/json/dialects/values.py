"""The values of a JSON object by name, whatever the spelling: `pubStatus` is `pubstatus` is `pub_status`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from dateline.index.formats.fields import Json
from dateline.index.formats.markup import has_tags, paragraphs, plain_line


class Values:
    """A JSON object."""

    def __init__(self, content: Mapping[str, Json]) -> None:
        self.content = content

    @cached_property
    def _by_name(self) -> dict[str, Json]:
        named: dict[str, Json] = {}
        for name, value in self.content.items():
            named.setdefault(plain_name(name), value)
        return named

    def has(self, *names: str) -> bool:
        """Whether it has one of these names; all in lower-case letters and digits."""
        return any(name in self._by_name for name in names)

    def get(self, *names: str) -> Json:
        """Return the first of these values that is not empty."""
        return next((value for name in names if (value := self._by_name.get(name)) not in (None, "", [], {})), None)

    def text(self, *names: str) -> str | None:
        """Return the first of these that is a text or a number, without markup and in one line."""
        for name in names:
            value = self._by_name.get(name)
            if isinstance(value, str) and value.strip():
                return plain_line(value).strip() or None
            if isinstance(value, int | float) and not isinstance(value, bool):
                return str(value)
        return None

    def raw(self, *names: str) -> str | None:
        """Return the first of these that is a text, as it is."""
        return next(
            (value for name in names if isinstance(value := self._by_name.get(name), str) and value.strip()), None
        )

    def object(self, *names: str) -> Values | None:
        """Return the first of these that is an object."""
        return next((Values(value) for name in names if isinstance(value := self._by_name.get(name), dict)), None)

    def objects(self, *names: str) -> list[Values]:
        """Return the objects of the first of these that is a list of some, or a single one."""
        for name in names:
            value = self._by_name.get(name)
            if isinstance(value, dict):
                return [Values(value)]
            if isinstance(value, list) and (found := [Values(each) for each in value if isinstance(each, dict)]):
                return found
        return []

    def names(self, *names: str) -> Iterator[str]:
        """Yield the texts of a list, or those by which its objects are named."""
        value = self.get(*names)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and each.strip():
                yield plain_line(each).strip()
            elif isinstance(each, dict):
                name = Values(each).text("name", "title", "value", "term", "label", "text")
                if name:
                    yield name


def plain_name(name: str) -> str:
    """Return a name in lower-case letters and digits."""
    return "".join(filter(str.isalnum, name.casefold()))


def paragraphs_in(text: str) -> tuple[str, ...] | None:
    """Return the paragraphs of a text that contains tags; None for plain text, whose lines may be wrapped."""
    return paragraphs(text) if has_tags(text) else None
