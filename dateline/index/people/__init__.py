"""One person across articles: claims of articles joined into persons, on evidence and never on a name alone.

`names`, `sound`, `claims`, `ties`, `join`, `tally` and `person` are pure: no files, no clock, no database. `register`
keeps the rows of an archive, `tally_rows` those by which articles are counted, `people` reads them.
"""
