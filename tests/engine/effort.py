"""How hard the properties of this room try: an example makes an index on disk, so it costs more than elsewhere."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

SHARE = 5
"""One example for so many of the profile's: 20 in CI, 2,000 at night."""

USUAL = settings(max_examples=settings().max_examples // SHARE)
"""On an engine as it is."""

ACROSS_MACHINES = settings(USUAL, max_examples=max(USUAL.max_examples // SHARE, 1))
"""On a cluster, where to make an index takes a second."""

UNTIL_CAUGHT = settings(
    max_examples=300,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
"""On a mutant: the first example that shows it is enough, so none is made smaller."""

A_LITTLE = settings(UNTIL_CAUGHT, max_examples=3)
"""Where only the checks themselves are tried."""
