"""Opens inputs and containers, and tells what became of each part."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.index.containers.walk import expand_blob
from dateline.index.raw import NO_HINTS, Hints, Passed, RawReject, RejectKind
from dateline.index.sources.blob import Blob, damage_reject
from dateline.index.sources.budget import LIMITS, Limits
from dateline.index.sources.stream import Stream, Unpacked


class Opened(NamedTuple):
    """What came out of some inputs, each by its address."""

    contents: dict[str, bytes]
    rejects: dict[str, RejectKind]
    passed: dict[str, str]
    hints: dict[str, Hints]
    reasons: Sequence[str]
    """Of the rejects, in order."""


def opened(found: Iterable[Blob | RawReject | Passed], root: str = "") -> Opened:
    """Read everything, as reading inputs does; addresses without `root`."""
    result = Opened({}, {}, {}, {}, [])
    reasons: list[str] = []
    for each in found:
        address = _address(each).removeprefix(root)
        if isinstance(each, Passed):
            result.passed[address] = each.reason
            continue
        if isinstance(each, Blob):
            result.contents[address] = _read(each)
            result.hints[address] = each.hints
        reject = each if isinstance(each, RawReject) else damage_reject(each)
        if reject is not None:
            result.rejects[address] = reject.kind
            reasons.append(reject.reason)
    return result._replace(reasons=reasons)


def unpacked(content: bytes, limits: Limits = LIMITS, hints: Hints = NO_HINTS) -> Opened:
    """Open a container that is not a file, with the address `in`."""
    return opened(expand_blob(Blob("in", Stream(Unpacked(io.BytesIO(content))), len(content), hints), limits), "in!/")


def _address(found: Blob | RawReject | Passed) -> str:
    return found.address if isinstance(found, Blob) else found.place.source


def _read(blob: Blob) -> bytes:
    content = bytearray()
    while chunk := blob.stream.read(1 << 16):
        content += chunk
    return bytes(content)
