"""Extract metadata from text, each value with the mentions that support it."""
