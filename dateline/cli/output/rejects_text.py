"""Rejects as text for people, and as a table to send on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dateline.cli.output.terminal import Style, safe
from dateline.index.formats.encoding import decode, is_binary
from dateline.index.raw import RejectKind
from dateline.index.rejects import StoredReject
from dateline.search.output.as_csv import row

UNKNOWN: Final = "unknown"
"""The kind of a reject that an earlier version of Dateline stored."""
MEANINGS: Final[Mapping[str, str]] = {
    RejectKind.EMPTY.value: "nothing in it",
    RejectKind.NO_TEXT.value: "no text in it, or no article",
    RejectKind.SYNTAX.value: "not valid in its own format",
    RejectKind.NOT_AN_ARTICLE.value: "something else stands where an article should",
    RejectKind.UNSUPPORTED.value: "a format that Dateline does not read",
    RejectKind.NEEDS_EXTRA.value: "can be read once a part of Dateline is installed",
    RejectKind.NOT_TEXT.value: "bytes that nothing recognises",
    RejectKind.DAMAGED.value: "damaged",
    RejectKind.ENCRYPTED.value: "encrypted",
    RejectKind.TOO_LARGE.value: "too large",
    RejectKind.LIMIT.value: "unpacks to too much, or is nested too deeply",
    RejectKind.UNSAFE.value: "leads out of where it is, or expands without end",
    RejectKind.TIMEOUT.value: "takes too long to read",
    RejectKind.UNREADABLE.value: "the system does not allow to read it",
    RejectKind.FAULT.value: "a fault of Dateline",
    UNKNOWN: "rejected by an earlier version of Dateline",
}
"""What each kind means."""
_EXAMPLES = 3
"""Rejects of a kind that are listed; `--kind` lists all of them."""
_HEADER = ("place", "kind", "reason", "format", "bytes", "start")
_STARTS_WITH = 80
"""Characters in the last column of the table."""
_DUMPED = 512
"""Bytes that are shown of what is no text."""
_DUMP_WIDTH = 16


def kind_of(reject: StoredReject) -> str:
    """Return the name of a reject's kind."""
    return reject.kind.value if reject.kind else UNKNOWN


def line(reject: StoredReject) -> str:
    """Return a reject in one line."""
    return safe(f"{reject.place}: {reject.reason}").replace("\n", " ")


def grouped(rejects: Iterable[StoredReject], style: Style) -> Iterator[str]:
    """Yield the number of rejects of each kind, the most frequent first, and some examples."""
    counts: dict[str, int] = {}
    examples: dict[str, list[str]] = {}
    for reject in rejects:
        kind = kind_of(reject)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= _EXAMPLES:
            examples.setdefault(kind, []).append(line(reject))
    for kind in sorted(counts, key=lambda kind: (-counts[kind], kind)):
        yield f"{style.strong(f'{counts[kind]:,} {kind}')}: {MEANINGS[kind]}"
        yield from (f"  {example}" for example in examples[kind])
        if counts[kind] > _EXAMPLES:
            yield style.faint(f"  and {counts[kind] - _EXAMPLES:,} more: dateline rejects --kind {kind}")


def table(rejects: Iterable[StoredReject]) -> Iterator[str]:
    """Yield the rows of a CSV file, a header first."""
    yield row(_HEADER)
    for reject in rejects:
        start = "" if is_binary(reject.excerpt) else " ".join(decode(reject.excerpt[: 4 * _STARTS_WITH]).text.split())
        cells = (str(reject.place), kind_of(reject), reject.reason, reject.format or "", str(reject.size))
        yield row((*cells, safe(start[:_STARTS_WITH])))


def shown(reject: StoredReject, style: Style) -> Iterator[str]:
    """Yield all that is known of a reject, and its bytes: as text if they are text."""
    kind = kind_of(reject)
    yield style.strong(str(reject.place))
    yield safe(reject.reason)
    yield f"kind: {kind}, {MEANINGS[kind]}"
    if reject.format:
        yield f"format: {safe(reject.format)}"
    yield f"bytes: {reject.size:,}, of which {len(reject.excerpt):,} are kept"
    yield ""
    if is_binary(reject.excerpt):
        yield from _dump(reject.excerpt[:_DUMPED])
    else:
        yield safe(decode(reject.excerpt).text)


def _dump(content: bytes) -> Iterator[str]:
    """Yield bytes in hexadecimal, with their ASCII characters."""
    for start in range(0, len(content), _DUMP_WIDTH):
        piece = content[start : start + _DUMP_WIDTH]
        letters = "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in piece)
        yield f"{start:08x}  {piece.hex(' '):<{3 * _DUMP_WIDTH}} {letters}"
