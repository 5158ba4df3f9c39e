"""What a text says of one office: its country, its holder, where it stands."""

from __future__ import annotations

import msgspec

from dateline.index.article import Part, Status
from dateline.index.metadata.names.person_name import PersonName


class Claim(msgspec.Struct, frozen=True):
    """An office in a text with the country said beside it and its holder where one is named."""

    portfolio: str
    status: Status
    country: str | None
    name: PersonName | None
    start: int
    """Where the phrase begins, country included."""
    end: int
    office: str
    """As written, without country and name."""
    part: Part = Part.BODY
    name_first: bool = False
    """The name stood before the office."""
    has_title: bool = False
    """With a title before it, so that one word is a name: `Lord Carrington, the minister`."""
    beside: str | None = None
    """The country of the office that `and` joins to this one: `X's prime minister A B and energy minister C D`."""
    is_bare: bool = False
    """`Minister`, of which another place of the article tells more."""
