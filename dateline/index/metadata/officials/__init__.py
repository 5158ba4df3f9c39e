"""Find the officials an article names: who holds which office."""
