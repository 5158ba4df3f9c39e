"""User-supplied corrections of an archive: home countries of sources, and fixes of extracted metadata.

Articles are stored as extracted. Corrections are applied each time an article is read from the store, so they survive
re-extraction and can be undone. `corrections` defines them, `files` reads them from disk, `apply` applies them.
"""
