"""Formats of tables: one report per row, by the names of the columns."""
