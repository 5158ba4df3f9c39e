"""The language of a page: catalogues, wording, and how numbers and dates are written."""
