"""Bulk files of Elasticsearch and OpenSearch: each object stands on the line after the line of its action."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.index.formats.stretch import Stretch

_ACTION = re.compile(rb'\s*\{\s*"(?:index|create|update)"\s*:\s*\{[^{}]*\}\s*\}\s*$')
_LONGEST = 2_000
"""Bytes of the line of an action."""


def join_bulk(lines: Iterator[Stretch]) -> Iterator[Stretch]:
    """Yield lines, but an action and its object as one object, `{"index": {...}, "_source": {...}}`."""
    for line in lines:
        joined = line
        if line.length <= _LONGEST and _ACTION.match(line.content):
            source = next(lines, None)
            if source is not None:
                joined = _joined(line, source)
        yield joined


def _joined(action: Stretch, source: Stretch) -> Stretch:
    length = action.length + source.length
    if source.is_cut:
        return source._replace(line=action.line, byte=action.byte, length=length)
    content = action.content.rstrip()[:-1] + b',"_source":' + source.content.rstrip() + b"}"
    # A stretch that is shorter than its length counts as cut.
    return Stretch(action.line, action.byte, content.ljust(length), length)
