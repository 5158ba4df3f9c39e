"""The formats of collections in SGML."""

from __future__ import annotations

from typing import Final

from dateline.index.formats.format import Format
from dateline.index.formats.sgml.reuters import ReutersSgml
from dateline.index.formats.sgml.trec import TrecSgml

SGML_FORMATS: Final[tuple[Format, ...]] = (ReutersSgml(), TrecSgml())
"""In the order of the registry."""
