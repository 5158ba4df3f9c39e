"""From addresses to blobs: opens files and, by content, the containers among them, within one budget for each file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO, TypeAlias

import msgspec

from dateline.index.containers.container import Container, damaged, reject
from dateline.index.containers.registry import container_of
from dateline.index.extras import is_missing
from dateline.index.formats.format import HEAD, Head
from dateline.index.raw import NO_HINTS, Hints, Passed, RawReject, RejectKind
from dateline.index.sources.address import escape
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import LIMITS, Budget, Limits
from dateline.index.sources.files import STANDARD_INPUT, check, files, stored_size, unreadable
from dateline.index.sources.stream import DAMAGE, Damage, Stored, Stream, Unpacked, damage_of
from dateline.problems import Place

_Found: TypeAlias = Blob | RawReject | Passed


def walk(
    addresses: Sequence[str], on_bytes: Callable[[int], None] | None = None, *, follow_links: bool = False
) -> Iterator[Blob | RawReject | Passed]:
    """Yield every input under `addresses`, in order; an input that cannot be opened becomes a reject.

    `on_bytes` is called with the number of stored bytes read (compressed ones for a compressed file). Raises
    SourceError at once if an address is missing or not readable. Links inside folders are passed over unless
    `follow_links`.
    """
    check(addresses)
    return _walk(addresses, on_bytes, follow_links=follow_links)


def walk_files(paths: Iterable[str]) -> Iterator[Blob | RawReject | Passed]:
    """Yield every input in some files, given by path; unlike `walk`, a path is no pattern and may be gone by now."""
    for path in paths:
        if stored_size(path) is not None:
            yield from _file(path, None)


def expand_blob(blob: Blob, limits: Limits = LIMITS) -> Iterator[Blob | RawReject | Passed]:
    """Yield a blob itself, or what is in it if it is a container."""
    return _expand(blob, Budget(lambda: blob.stream.unpacked, limits), 0)


def _walk(addresses: Sequence[str], on_bytes: Callable[[int], None] | None, *, follow_links: bool) -> Iterator[_Found]:
    for path in files(addresses, follow_links=follow_links):
        if isinstance(path, str):
            yield from _file(path, on_bytes)
        else:
            yield path


def _file(path: str, on_bytes: Callable[[int], None] | None) -> Iterator[_Found]:
    size = stored_size(path)
    try:
        file = _open(path)
    except OSError as error:
        yield unreadable(path, error)
        return
    stored = Stored(file, size, on_bytes)
    hints = NO_HINTS if path == STANDARD_INPUT else Hints(name=escape(Path(path).name))
    # Standard input is not ours to close.
    with nullcontext() if path == STANDARD_INPUT else file:
        blob = Blob(escape(path), Stream(Unpacked(stored)), size, hints)
        yield from _expand(blob, Budget(lambda: stored.reached), 0)
    stored.finish()


def _open(path: str) -> BinaryIO:
    return sys.stdin.buffer if path == STANDARD_INPUT else Path(path).open("rb", buffering=0)


def _expand(blob: Blob, budget: Budget, depth: int) -> Iterator[_Found]:
    """Yield a blob, or what is in it; `depth` is the number of containers around it."""
    container = None if blob.is_opened else container_of(Head(blob.stream.peek(HEAD)[:HEAD], blob.hints))
    if container is None:
        yield blob
    elif is_missing(container.extra):
        reason = f"{container.name}: to read it, install dateline[{container.extra}]"
        yield reject(blob.address, reason, RejectKind.NEEDS_EXTRA)
    elif depth == budget.limits.depth:
        yield reject(blob.address, f"containers are nested more than {depth} levels deep", RejectKind.LIMIT)
    else:
        yield from _members(container, blob, budget, depth)


def _members(container: Container, blob: Blob, budget: Budget, depth: int) -> Iterator[_Found]:
    last: Blob | None = None
    found: _Found | None = None
    broken: Damage | None = None
    try:
        for found in container.open(blob, budget):
            if budget.exceeded is None:
                budget.take_member()
            if budget.exceeded is not None:
                break
            if isinstance(found, Blob):
                last = found
                yield from _expand(_with_hints(found, blob), budget, depth + 1)
            else:
                yield found
    except DAMAGE as error:
        broken = damage_of(error)
    if last is not None and last.stream.cause is not None:
        # The damage of a member is that of its container too, and is rejected with the member.
        budget.is_reported = budget.exceeded is not None
        return
    damage = _damage(blob, broken, budget)
    if damage is not None:
        yield damage
    elif found is None:
        yield Passed(Place(blob.address), "an empty container")


def _damage(blob: Blob, broken: Damage | None, budget: Budget) -> RawReject | None:
    if budget.exceeded is not None:
        if budget.is_reported:
            return None
        budget.is_reported = True
        return reject(blob.address, budget.exceeded, RejectKind.LIMIT)
    damage = blob.stream.cause or broken
    return None if damage is None else damaged(blob.address, damage)


def _with_hints(member: Blob, container: Blob) -> Blob:
    """Return a compressed file's content with the hints of the file, except its media type and name."""
    if member.address != container.address or member.hints != NO_HINTS:
        return member
    return member._replace(hints=msgspec.structs.replace(container.hints, media_type=None))
