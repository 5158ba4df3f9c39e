"""HTTP around every page: replies, errors, caching, compression, metrics."""
