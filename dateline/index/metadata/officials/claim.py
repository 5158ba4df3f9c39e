"""A claim: a passage of a text that names an office, its country and its holder."""

from __future__ import annotations

import msgspec

from dateline.index.article import Part, Status
from dateline.index.metadata.names.person_name import PersonName


class Claim(msgspec.Struct, frozen=True):
    """An office in a text, with the adjacent country and the holder if the text names them."""

    portfolio: str
    status: Status
    country: str | None
    name: PersonName | None
    start: int
    """Start of the phrase, including its country."""
    end: int
    office: str
    """The office as written, without country and name."""
    part: Part = Part.BODY
    name_first: bool = False
    """The name comes before the office."""
    has_title: bool = False
    """A title comes before the name, so a single word is a name: `Lord Carrington, the minister`."""
    nearby_country: str | None = None
    """A likely country: that of the office joined by `and` (`X's prime minister A B and energy minister C D`)
    or of another phrase about the holder (`A B, head of X's army, who became president`)."""
    joined_to: str | None = None
    """The holder of another office that `and` joins to this one, probably of the same country."""
    looks_back: bool = False
    """The sentence is about the past, so that the holder may have left: `in 2008 President A`."""
    is_bare: bool = False
    """`Minister` alone; another place in the article may name the portfolio."""
