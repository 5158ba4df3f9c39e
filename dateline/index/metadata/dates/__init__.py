"""Read publication dates and datelines."""
