"""One person across articles: claims of articles joined into persons, on evidence and never on a name alone.

`names`, `sound`, `claims`, `ties`, `join` and `person` are pure: no files, no clock, no database. `register` keeps the
rows of an archive, `people` reads them.
"""
