"""Builds archives and compressed files in memory."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Protocol

import py7zr
from backports import zstd


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive with these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    """A tar archive with these members."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        for name, member in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(member)
            archive.addfile(header, io.BytesIO(member))
    return content.getvalue()


def sevened(members: Mapping[str, bytes], password: str | None = None) -> bytes:
    """A 7z archive with these members."""
    content = io.BytesIO()
    with py7zr.SevenZipFile(content, "w", password=password) as archive:
        for name, member in members.items():
            archive.writestr(member, name)
    return content.getvalue()


class Pack(Protocol):
    """What builds an archive of members."""

    def __call__(self, members: Mapping[str, bytes], /) -> bytes: ...


def _seven(members: Mapping[str, bytes], /) -> bytes:
    return sevened(members)


def _lzma_alone(content: bytes) -> bytes:
    return lzma.compress(content, lzma.FORMAT_ALONE)


def _zstandard(content: bytes) -> bytes:
    return zstd.compress(content)


# These libraries have no types.
lz4ed: Callable[[bytes], bytes] = import_module("lz4.frame").compress
brotlied: Callable[[bytes], bytes] = import_module("brotli").compress

ARCHIVES: Mapping[str, Pack] = {"zip": zipped, "tar": tarred, "7z": _seven}
"""What builds each kind of archive."""
COMPRESSIONS: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "lzma": _lzma_alone,
    "lz4": lz4ed,
    "zstandard": _zstandard,
}
"""What compresses in each way."""
