"""How much an article speaks of a country, and which countries it is about.

A country's weight is a sum: it stands in the headline, in the first sentence (up to twice), in the lead (up to twice),
in the dateline, and the logarithm of how often it stands in the body, each times its weight. Primary are those with a
share of the weightiest one's, three at most; where more than four have it, the article calls a roll and is about none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log2

import msgspec

from dateline.index.article import Dateline, Mention, MentionKind, Part

MOST_PRIMARY = 3
_LEAD_LENGTH = 400
"""Characters after the dateline."""
_SENTENCES = range(60, 400)
"""How long the first sentence of a report can be; where it has no end there, it ends with the shortest lead."""
_SHORT_LEAD = 250
_ROLL_CALL = 4
_SATURATION = 4.0


class Weights(msgspec.Struct, frozen=True):
    """What each kind of evidence weighs."""

    headline: float
    sentence: float
    lead: float
    dateline: float
    count: float
    share: float
    """A country is primary from this share of the weight of the weightiest one."""


FITTED = Weights(headline=3.0, sentence=1.6, lead=0.4, dateline=0.1, count=0.8, share=0.56)
"""Fitted on labelled reports and the tags of Reuters-21578 by `python -m benchmarks.fit_metadata`, to two figures."""


class Lead(msgspec.Struct, frozen=True):
    """Where the first sentence and the lead of a body end."""

    sentence: int
    end: int


def lead_of(body: str, dateline: Dateline | None) -> Lead:
    """The lead behind a dateline that opens a body."""
    start = dateline.end if dateline is not None and dateline.start < _SHORT_LEAD else 0
    end = body.find(". ", start + _SENTENCES.start, start + _SENTENCES.stop)
    return Lead(end if end >= 0 else start + _SHORT_LEAD, start + _LEAD_LENGTH)


def weight(mentions: Sequence[Mention], lead: Lead, weights: Weights) -> float:
    """The weight of a country that is mentioned so."""
    headline = any(mention.part is Part.HEADLINE for mention in mentions)
    dateline = any(mention.kind is MentionKind.DATELINE for mention in mentions)
    text = [mention for mention in mentions if mention.part is Part.BODY and mention.kind is not MentionKind.DATELINE]
    first = min(sum(mention.start < lead.sentence for mention in text), 2)
    early = min(sum(mention.start < lead.end for mention in text), 2)
    place = weights.headline * headline + weights.sentence * first + weights.lead * early + weights.dateline * dateline
    return place + weights.count * log2(1 + len(text))


def salience(weighed: float) -> float:
    """A weight as a share of one, which it never reaches."""
    return round(1 - exp(-weighed / _SATURATION), 3)


def primary(ordered: Iterable[str], weighed: Mapping[str, float], weights: Weights) -> frozenset[str]:
    """The countries an article is about, of those in the order of their weight."""
    least = weights.share * max(weighed.values(), default=0.0)
    near = [code for code in ordered if weighed[code] >= least]
    return frozenset(near[:MOST_PRIMARY] if len(near) <= _ROLL_CALL else ())
