"""One output format a file: results to lines."""
