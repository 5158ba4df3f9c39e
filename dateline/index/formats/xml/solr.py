"""Solr: what is sent to it (`<add><doc>`) and what it answers (`<response><result><doc>`).

Source: the Solr reference guide, "Indexing with update handlers" and "Response writers".
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.formats.fields import Fields, Json
from dateline.index.formats.markup import Element, plain
from dateline.index.formats.xml.root import Root
from dateline.index.formats.xml.tree import value
from dateline.index.formats.xml.vocabulary import Context
from dateline.index.raw import Outcome, RejectKind


class Solr:
    """Articles whose fields have the usual names, or those of the user's mapping."""

    name = "solr-xml"
    pieces = "doc"

    def owns(self, root: Root, head: str) -> bool:
        """Whether a `doc` follows soon after a root that Solr has."""
        return root.name in {"add", "response", "result", "update"} and "<doc" in head and 'name="' in head

    def items(self, root: Element) -> list[Element]:
        """Return the articles, without those nested in others."""
        return [each for each in root.iter("doc") if not any(above.tag == "doc" for above in each.iterancestors())]

    def read(self, item: Element, context: Context) -> Iterator[Outcome]:
        """Yield the article."""
        values: dict[str, Json] = {}
        for field in item.iterfind("*"):
            name = value(field, "name")
            if name is not None and field.tag != "doc":
                values[name] = _joined(values.get(name), _value(field))
        document = context.document
        end = document.byte_end or 0
        report = Fields(context.options).report(values, place=document.place, format_=self.name, byte_end=end)
        yield context.reject(report, RejectKind.NO_TEXT, item) if isinstance(report, str) else report


def _value(field: Element) -> Json:
    if len(field):
        return [_value(each) for each in field]
    return plain(field.text or "")


def _joined(before: Json, added: Json) -> Json:
    """Collect the values of a field that is repeated."""
    if before is None:
        return added
    return [*before, added] if isinstance(before, list) else [before, added]
