"""Input formats, one module each: recognising a format, and reading its raw reports."""
