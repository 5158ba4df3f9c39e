"""Find names of persons, and decide which names in an article are the same person."""
