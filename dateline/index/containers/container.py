"""What a container is: it recognises its own bytes and opens them into blobs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Protocol

from dateline.index.formats.format import Head
from dateline.index.raw import Hints, Passed, RawReject, RejectKind
from dateline.index.sources.address import MEMBER, escape
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import Damage, Readable, Stream, Unpacked
from dateline.problems import Place

_SEPARATORS: Final = re.compile(r"[/\\]")
_ABSOLUTE: Final = re.compile(r"[/\\]|[A-Za-z]:[/\\]")


class Container(Protocol):
    """One kind of container. It has no state."""

    @property
    def name(self) -> str:
        """Name in documentation and messages."""
        ...

    @property
    def extra(self) -> str | None:
        """The extra of the package that it needs (`archives` for `dateline[archives]`), or None."""
        ...

    def recognises(self, head: Head) -> bool:
        """Whether an input that starts with `head` is such a container. The content decides, never the name."""
        ...

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield what is in it, in order and in constant memory; each blob must be read before the next is requested.

        May raise any of DAMAGE where it cannot be read further; damage of `blob.stream` is rejected by the caller.
        A blob with the same address is the input itself: unpacked, or with `is_opened` to be read as it is.
        """
        ...


def member_address(address: str, name: str) -> str:
    """Return the address of a member: `news.zip!/a/b.txt`."""
    return f"{address}{MEMBER}{escape(name)}"


def file_name(name: str) -> str:
    """Return the last part of a member's name."""
    return escape(_SEPARATORS.split(name)[-1])


def member(container: Blob, name: str, readable: Readable, size: int | None, budget: Budget | None = None) -> Blob:
    """Return a member of an archive as a blob; with a budget if its bytes are decompressed."""
    stream = Stream(Unpacked(readable, budget, container.stream))
    return Blob(member_address(container.address, name), stream, size, Hints(name=file_name(name)))


def reject(address: str, reason: str, kind: RejectKind) -> RawReject:
    """Reject a container or a member as a whole."""
    return RawReject(Place(address), reason, None, b"", kind=kind)


def damaged(address: str, damage: Damage) -> RawReject:
    """Reject the rest of a container, or a member, that cannot be unpacked."""
    is_damage = damage.kind is RejectKind.DAMAGED
    return reject(address, f"damaged: {damage.reason}" if is_damage else damage.reason, damage.kind)


def is_hidden(name: str) -> bool:
    """Whether a member is hidden, as in folders; `__MACOSX` holds metadata that macOS adds."""
    parts = _SEPARATORS.split(name)
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in {".", ".."} for part in parts)


def unsafe_name(container: Blob, name: str) -> RawReject | None:
    """Reject a member whose name leads out of its archive; None if it does not."""
    if _ABSOLUTE.match(name) is None and ".." not in _SEPARATORS.split(name):
        return None
    address = member_address(container.address, name)
    return reject(address, "its name leads out of the archive", RejectKind.UNSAFE)
