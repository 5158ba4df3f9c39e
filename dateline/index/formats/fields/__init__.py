"""From named values, as in JSON and CSV, to a raw report: by the usual field names or a user's mapping."""

from dateline.index.formats.fields.report import Fields, fields_of
from dateline.index.formats.fields.values import Json, text_of

__all__ = ["Fields", "Json", "fields_of", "text_of"]
