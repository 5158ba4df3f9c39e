"""One person across articles: joins the claims of articles into persons, on evidence and never on a name alone.

`names`, `sound`, `claims`, `ties`, `join`, `tally` and `person` are pure: no files, no clock, no database. `register`
keeps the rows of an archive up to date, `tally_rows` those that count articles; `people` reads them.
"""
