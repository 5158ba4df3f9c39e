"""Peak memory and CPU time of a command, including all processes it starts."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress

import msgspec

EVERY = 0.1
"""Seconds between two samples."""


class Ran(msgspec.Struct, frozen=True):
    """Measurements of a finished command."""

    seconds: float
    cpu: float
    """CPU seconds, summed over its processes; other programs disturb it less than `seconds`."""
    peak: int
    """Resident bytes, summed over its processes; shared memory counts once per process."""
    own: float = 0.0
    """CPU seconds of the process itself, without those that it started."""


def watched(command: Sequence[str]) -> Ran:
    """Run a command to its end. Raises CalledProcessError if it fails."""
    import psutil

    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        watching = psutil.Process(process.pid)
        peak = 0
        cpu: dict[int, float] = {}
        while process.poll() is None:
            with suppress(psutil.NoSuchProcess):  # the process has just ended
                family = (watching, *watching.children(recursive=True))
                peak = max(peak, sum(each.memory_info().rss for each in family))
                cpu.update((each.pid, sum(each.cpu_times()[:2])) for each in family)
            time.sleep(EVERY)
    # 1 means that some of the input was rejected; corpora contain such input.
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Ran(time.perf_counter() - started, sum(cpu.values()), peak, cpu.get(process.pid, 0.0))
