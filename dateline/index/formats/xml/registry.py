"""The vocabularies of XML that are read."""

from __future__ import annotations

from typing import Final

from dateline.index.formats.xml.field_xml import FieldXml
from dateline.index.formats.xml.newsml_1 import Newsml1
from dateline.index.formats.xml.newsml_g2 import NewsmlG2
from dateline.index.formats.xml.nitf import Nitf
from dateline.index.formats.xml.solr import Solr
from dateline.index.formats.xml.vocabulary import Vocabulary

VOCABULARIES: Final[tuple[Vocabulary, ...]] = (NewsmlG2(), Newsml1(), Nitf(), Solr(), FieldXml())
"""One file each; of two that own a root, the first reads it."""
