"""A lock that admits one writing process; it names its holder and is released when the holder dies."""

from __future__ import annotations

import fcntl
import os
import socket
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dateline.errors import LockedError, StoreError

FILE = "writer.lock"


class Holder(msgspec.Struct, frozen=True):
    """The process that writes to an archive."""

    pid: int
    host: str
    command: str
    since: datetime

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host} ({self.command}), since {self.since:%Y-%m-%d %H:%M} UTC"


@contextmanager
def writer_lock(folder: Path) -> Generator[None, None, None]:
    """Hold the archive's lock; the kernel frees it if this process dies. Raises LockedError, which names the holder."""
    try:
        file = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"{folder / FILE}: {error.strerror}", remedy="check the permissions of the folder") from error
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockedError(f"{folder} is being written to by {_holder(file)}", remedy="try again later") from error
        _name_holder(file)
        yield
    finally:
        os.close(file)


def _holder(file: int) -> str:
    try:
        return str(msgspec.json.decode(os.pread(file, 4096, 0), type=Holder))
    except msgspec.DecodeError:
        # It holds the lock but has not yet written its name.
        return "another process"


def _name_holder(file: int) -> None:
    command = " ".join(["dateline", *sys.argv[1:2]])
    holder = Holder(os.getpid(), socket.gethostname(), command, datetime.now(tz=UTC))
    os.ftruncate(file, 0)
    os.pwrite(file, msgspec.json.encode(holder), 0)
