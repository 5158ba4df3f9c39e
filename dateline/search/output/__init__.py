"""Output formats that web and command line share, one per file."""
