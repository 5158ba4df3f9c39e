"""The query: its fields, its tree and its canonical form."""
