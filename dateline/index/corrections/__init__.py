"""What people have told an archive, beside its articles: home countries of sources, and corrections.

Articles are stored as they were read. What was told is laid over them whenever they leave the store, so it outlives
every reading anew and can be taken back. `told` holds it, `apply` lays it over one article, `files` reads it from disk.
"""
