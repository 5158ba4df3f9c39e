"""The list of all containers, and recognition of a container by content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dateline.index.containers.arc import Arc
from dateline.index.containers.compressed import COMPRESSIONS
from dateline.index.containers.container import Container
from dateline.index.containers.emlx import Emlx
from dateline.index.containers.mail import Mail
from dateline.index.containers.mbox import Mbox
from dateline.index.containers.seven_zip import SevenZip
from dateline.index.containers.tar import Tar
from dateline.index.containers.warc import Warc
from dateline.index.containers.webarchive import WebArchive
from dateline.index.containers.zip import Zip
from dateline.index.formats.format import Head
from dateline.registry import by_name

_IN_ORDER: tuple[Container, ...] = (
    *COMPRESSIONS,
    Zip(),
    SevenZip(),
    Tar(),
    Warc(),
    Arc(),
    WebArchive(),
    Mbox(),
    Emlx(),
    Mail(),
)

CONTAINERS: Final[Mapping[str, Container]] = by_name("container", ((each.name, each) for each in _IN_ORDER))
"""All containers by name."""


def container_of(head: Head) -> Container | None:
    """Return the container that an input is, or None."""
    return next((each for each in CONTAINERS.values() if each.recognises(head)), None)
