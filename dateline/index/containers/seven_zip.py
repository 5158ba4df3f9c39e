"""7z archives. Its members are compressed together, so all are unpacked to one temporary file first."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from dateline.index.containers.container import is_hidden, member, member_address, reject, unsafe_name
from dateline.index.containers.seekable import Slice, seekable
from dateline.index.formats.format import Head
from dateline.index.raw import Passed, RawReject, RejectKind
from dateline.index.sources.blob import Blob
from dateline.index.sources.budget import Budget
from dateline.index.sources.stream import DamagedError
from dateline.problems import Place

if TYPE_CHECKING:
    from py7zr import FileInfo, SevenZipFile
    from py7zr.io import WriterFactory

_MAGIC: Final = b"7z\xbc\xaf\x27\x1c"
_IN_MEMORY: Final = 8 << 20
"""Members that are larger together are written to disk."""


class SevenZip:
    """7z archives."""

    name = "7z"
    extra = "archives"

    def recognises(self, head: Head) -> bool:
        """Whether it begins with the magic number."""
        return head.raw.startswith(_MAGIC)

    def open(self, blob: Blob, budget: Budget) -> Iterator[Blob | RawReject | Passed]:
        """Yield its members in order."""
        with seekable(blob, budget) as file, tempfile.SpooledTemporaryFile(_IN_MEMORY) as content:
            unpacked = _Unpacked(content, budget)
            damage: DamagedError | None = None
            try:
                yield from unpacked.fill(blob, file)
            except DamagedError as error:
                damage = error
            for name, start, size in unpacked.members:
                yield member(blob, name, Slice(content, start, size), None)
            if damage is not None:
                raise damage


class _Extent(NamedTuple):
    """Where a member stands in the temporary file."""

    name: str
    start: int
    size: int


class _Unpacked:
    """The temporary file that an archive is unpacked to."""

    def __init__(self, content: IO[bytes], budget: Budget) -> None:
        self.content = content
        self.members: list[_Extent] = []
        self._budget = budget

    def fill(self, blob: Blob, file: IO[bytes]) -> Iterator[RawReject | Passed]:
        """Unpack all members, and yield those that are not unpacked. Raises DamagedError."""
        archive = _opened(file)
        if archive is None:
            yield reject(blob.address, "encrypted: unpack it with its password first", RejectKind.ENCRYPTED)
            return
        infos = archive.list()
        left_out = [(info, _left_out(blob, info)) for info in infos]
        yield from (why for _, why in left_out if why is not None)
        self._extract(archive, [info.filename for info, why in left_out if why is None and _is_read(info)])

    def write(self, content: bytes | bytearray) -> int:
        """Append to the member that was begun last. Raises DamagedError beyond the budget."""
        self._budget.take_bytes(len(content))
        self._budget.take_spooled(len(content))
        if self._budget.exceeded is not None:
            raise DamagedError(self._budget.exceeded, RejectKind.LIMIT)
        self.content.write(content)
        return len(content)

    def _extract(self, archive: SevenZipFile, names: list[str]) -> None:
        if not names:
            return
        try:
            archive.extract(targets=names, factory=_factory(self))
        except DamagedError:
            raise
        except Exception as error:
            raise _damaged(error) from error


def _opened(file: IO[bytes]) -> SevenZipFile | None:
    """Return the archive, or None if it needs a password. Raises DamagedError."""
    from py7zr import PasswordRequired, SevenZipFile

    # On damaged bytes, py7zr raises almost any exception, also those of failed assertions.
    try:
        archive = SevenZipFile(file)
        return None if archive.needs_password() else archive
    except PasswordRequired:
        return None
    except Exception as error:
        raise _damaged(error) from error


def _is_read(info: FileInfo) -> bool:
    return info.is_file and not is_hidden(info.filename)


def _left_out(blob: Blob, info: FileInfo) -> RawReject | Passed | None:
    if info.is_symlink:
        return Passed(Place(member_address(blob.address, info.filename)), "a link")
    return unsafe_name(blob, info.filename)


def _damaged(error: Exception) -> DamagedError:
    return DamagedError(str(error) or type(error).__name__)


def _factory(unpacked: _Unpacked) -> WriterFactory:
    """Return what py7zr asks for something to write each member to."""
    from py7zr.io import Py7zIO, WriterFactory

    class Writer(Py7zIO):
        """One member; it is complete once it is closed."""

        def __init__(self, name: str) -> None:
            self._name = name
            self._start = unpacked.content.seek(0, io.SEEK_END)
            self._size = 0

        def write(self, s: bytes | bytearray) -> int:
            self._size += unpacked.write(s)
            return len(s)

        def read(self, size: int | None = None) -> bytes:
            del size  # py7zr only writes
            return b""

        def seek(self, offset: int, whence: int = 0) -> int:
            del offset, whence
            return 0

        def flush(self) -> None:
            pass

        def size(self) -> int:
            return self._size

        def close(self) -> None:
            unpacked.members.append(_Extent(self._name, self._start, self._size))

    class Factory(WriterFactory):
        def create(self, filename: str) -> Py7zIO:
            return Writer(filename)

    return Factory()
