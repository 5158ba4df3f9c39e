"""Read claims of offices in languages other than English."""
