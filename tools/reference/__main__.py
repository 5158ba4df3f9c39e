"""`python -m tools.reference`: write the pages."""

from tools.reference import write

write()
