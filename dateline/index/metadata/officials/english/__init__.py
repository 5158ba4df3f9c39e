"""Office claims in English text."""
