"""One row of the language table a file, as a qparser plugin."""
