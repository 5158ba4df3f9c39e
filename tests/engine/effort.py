"""The number of examples for properties: each makes an index on disk, so they are fewer than elsewhere."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

SHARE = 5
"""The divisor on the number of examples in the profile, which gives 20 in CI and 2,000 at night."""

USUAL = settings(max_examples=settings().max_examples // SHARE)
"""For an embedded engine."""

ACROSS_MACHINES = settings(USUAL, max_examples=max(USUAL.max_examples // SHARE, 1))
"""For a cluster, where creating an index takes a second."""

UNTIL_CAUGHT = settings(
    max_examples=300,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
"""For a mutant: the first failing example is enough, so it is not shrunk."""

A_LITTLE = settings(UNTIL_CAUGHT, max_examples=3)
"""For tests of the checks themselves."""
