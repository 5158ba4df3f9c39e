"""Sources of bytes: files, folders, compressed files, archives and standard input."""
