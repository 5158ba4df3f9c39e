"""How much memory a command takes at most, and how much time of processors, with all the processes it starts."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress

import msgspec

EVERY = 0.1
"""Seconds between two looks."""


class Ran(msgspec.Struct, frozen=True):
    """A command that has ended."""

    seconds: float
    cpu: float
    """Seconds of processors, summed over its processes: other programs change it less than they change `seconds`."""
    peak: int
    """Bytes resident, summed over its processes; what they share counts once for each."""


def watched(command: Sequence[str]) -> Ran:
    """Run a command to its end. Raises CalledProcessError where it cannot do its work."""
    import psutil

    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        watching = psutil.Process(process.pid)
        peak = 0
        cpu: dict[int, float] = {}
        while process.poll() is None:
            with suppress(psutil.NoSuchProcess):  # one that has just ended
                family = (watching, *watching.children(recursive=True))
                peak = max(peak, sum(each.memory_info().rss for each in family))
                cpu.update((each.pid, sum(each.cpu_times()[:2])) for each in family)
            time.sleep(EVERY)
    # 1 says that some of the input was rejected, which a corpus may well hold.
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Ran(time.perf_counter() - started, sum(cpu.values()), peak)
