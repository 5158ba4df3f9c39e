"""Files that are zip packages (DOCX, XLSX, ODT): the names of their members, and members read within bounds.

Sources: PKWARE's APPNOTE.TXT (zip); ECMA-376 part 2 (packages of Office); OASIS OpenDocument 1.3 part 2.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from lxml import etree

from dateline.index.formats.markup import Element
from dateline.index.formats.stretch import EXCERPT
from dateline.index.raw import Document, RawReject, RejectKind
from dateline.index.sources.blob import Blob
from dateline.problems import Place

MAX_FILE: Final = 64 << 20
"""Maximum size in bytes of a file that is parsed as a whole. It may hold pictures, unlike a plain file."""
MAX_MEMBER: Final = 64 << 20
"""Maximum uncompressed size in bytes of a member that is parsed as a whole; a novel has one million."""
MAX_PACKAGE: Final = 2 << 30
"""Maximum uncompressed size in bytes of a package whose members are read in parts."""
DAMAGED_ZIP: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError),
    *(RuntimeError, KeyError, NotImplementedError),
)
"""What `zipfile` raises for damaged, encrypted and missing members."""
_LOCAL = re.compile(rb"PK\x03\x04.{22}(?P<length>..)..", re.DOTALL)


_HEADER = struct.Struct("<8xH8xI4xHH")
_KEPT: Final = (".xml", ".rels")
_MOST_MEMBERS: Final = 2_000


class _Header(NamedTuple):
    """The header of a member."""

    method: int
    size: int
    name_length: int
    extra_length: int


class UnsafeError(ValueError):
    """A package or its XML unpacks to too much, or declares entities."""


def names_in_head(raw: bytes) -> tuple[str, ...]:
    """Return the names of the members that start in the first bytes of a zip; none if it is no zip."""
    if not raw.startswith(b"PK\x03\x04"):
        return ()
    found: list[str] = []
    for match in _LOCAL.finditer(raw):
        name = raw[match.end() : match.end() + int.from_bytes(match["length"], "little")]
        found.append(name.decode(errors="replace"))
    return tuple(found)


def stored_mimetype(raw: bytes) -> str:
    """Return the media type that an OpenDocument or EPUB file names in its first member, or an empty string."""
    if names_in_head(raw[:100])[:1] != ("mimetype",):
        return ""
    match = _LOCAL.match(raw)
    extra = int.from_bytes(raw[28:30], "little")
    start = (match.end() if match else 0) + len("mimetype") + extra
    return re.split(rb"[^!-~]|PK", raw[start : start + 100], maxsplit=1)[0].decode("ascii")


def whole_file(blob: Blob, format_: str) -> Iterator[Document | RawReject]:
    """Yield an input that is one document of at most MAX_FILE bytes, or its reject."""
    content = blob.stream.read(MAX_FILE + 1)
    place = Place(blob.address, byte=0)
    if len(content) > MAX_FILE:
        reason = f"more than {MAX_FILE >> 20} MB"
        yield RawReject(place, reason, format_, content[:EXCERPT], None, RejectKind.TOO_LARGE)
    else:
        yield Document(format_, content, place, len(content), blob.hints)


def check_size(package: zipfile.ZipFile, most: int = MAX_PACKAGE) -> None:
    """Raise UnsafeError if a package unpacks to too much. A member never unpacks to more than it declares."""
    if (total := sum(member.file_size for member in package.infolist())) > most:
        raise UnsafeError(f"it unpacks to {total:,} bytes; at most {most:,} are read")


def read_member(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a member. Raises UnsafeError if it is too large, and one of DAMAGED_ZIP."""
    if (size := package.getinfo(name).file_size) > MAX_MEMBER:
        raise UnsafeError(f"{name} unpacks to {size:,} bytes; at most {MAX_MEMBER:,} are read")
    return package.read(name)


def rebuilt(content: bytes) -> zipfile.ZipFile | None:
    """Return a package without its directory, of the XML members that are left; None if there are none.

    The last one may be cut.
    """
    package = zipfile.ZipFile(io.BytesIO(), "w")
    left = MAX_MEMBER
    for match in islice(_LOCAL.finditer(content), _MOST_MEMBERS):
        header = _Header(*_HEADER.unpack_from(content, match.start()))
        name = content[match.end() : match.end() + header.name_length].decode(errors="replace")
        if name.endswith(_KEPT) and name not in package.NameToInfo:
            member = _inflated(content, match.end() + header.name_length + header.extra_length, header, left)
            left -= len(member)
            package.writestr(name, member)
    return package if package.namelist() else None


def _inflated(content: bytes, start: int, header: _Header, most: int) -> bytes:
    """Return the bytes of a member that can be read, at most `most` of them."""
    if header.method == zipfile.ZIP_STORED:
        return content[start : start + min(header.size, most)]
    try:
        # A size of 0 means no limit.
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(memoryview(content)[start:], max(most, 1))
    except zlib.error:
        return b""


def parse_xml(content: bytes) -> Element:
    """Parse a member that is XML; what is damaged is left out.

    Raises UnsafeError for a document type declaration, which no package needs, and ValueError if nothing can be read.
    """
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", content[:EXCERPT]):
        raise UnsafeError("its XML declares a document type, by which entities could expand")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"its XML cannot be read: {error}") from error
    if root is None:  # pyright: ignore[reportUnnecessaryComparison] - the stubs do not know `recover`
        raise ValueError("its XML cannot be read")
    return root


def local_name(tag: object) -> str:
    """Return the name of an element or attribute without its namespace; empty for comments."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute by its name without its namespace."""
    return next((str(value) for key, value in element.attrib.items() if local_name(key) == name), None)
