"""Where bytes come from: files, folders, compressed files, archives and standard input."""
