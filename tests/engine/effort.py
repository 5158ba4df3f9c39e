"""How hard the properties of this room try: an example makes an index on disk, so it costs more than elsewhere."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

SHARE = 3
"""One example for so many of the profile's: 33 in CI, 1,666 at night."""

USUAL = settings(max_examples=settings().max_examples // SHARE)
"""On an engine as it is."""

UNTIL_CAUGHT = settings(
    max_examples=300,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
"""On a mutant: the first example that shows it is enough, so none is made smaller."""
