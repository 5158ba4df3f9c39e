"""The formats of wire texts."""

from __future__ import annotations

from typing import Final

from dateline.index.formats.format import Format
from dateline.index.formats.wires.anpa import Anpa
from dateline.index.formats.wires.iptc7901 import Iptc7901

WIRE_FORMATS: Final[tuple[Format, ...]] = (Anpa(), Iptc7901())
"""In the order of the registry."""
