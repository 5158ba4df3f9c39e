"""Office claims in languages other than English."""
