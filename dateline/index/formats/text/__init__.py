"""Plain text, and what is recognised by nothing else."""
