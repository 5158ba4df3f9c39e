"""Read claims of offices in English text."""
