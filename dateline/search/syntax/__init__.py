"""The query language: rows recognise tokens, the grammar groups them, and each becomes a query node."""
