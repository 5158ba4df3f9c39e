"""Weigh how much an article is about each country, and choose its primary countries.

A country's weight is a weighted sum: 1 if it is in the headline, its mentions in the first sentence (at most 2) and in
the lead (at most 2), 1 if it is in the dateline, and the logarithm of its mentions in the body. Primary are the
countries with at least `share` of the highest weight, at most three. If more than four qualify, the article is a roll
call and has no primary country.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log2

import msgspec

from dateline.index.article import Dateline, Mention, MentionKind, Part

MOST_PRIMARY = 3
_LEAD_LENGTH = 400
"""Code points after the dateline."""
_SENTENCES = range(60, 400)
"""Possible lengths of the first sentence; if none ends within them, `_SHORT_LEAD` counts as its length."""
_SHORT_LEAD = 250
_ROLL_CALL = 4
_SATURATION = 4.0


class Weights(msgspec.Struct, frozen=True):
    """The weight of each kind of evidence."""

    headline: float
    sentence: float
    lead: float
    dateline: float
    count: float
    share: float
    """Minimum share of the highest weight for a primary country."""


FITTED = Weights(headline=3.0, sentence=1.6, lead=0.4, dateline=0.8, count=0.8, share=0.56)
"""Fitted to two digits on labelled articles and the Reuters-21578 tags by `python -m benchmarks.fit_metadata`.

The weight of a dateline lies on a plateau: from 0.6 to 1.2 the score moves by less than 0.001. Weights fitted without
the labels of one corpus score on it, over all corpora, 0.940 to 0.944 by where the fit starts, and these 0.942
(`--cross-validate`): smaller differences mean nothing.
"""


class Lead(msgspec.Struct, frozen=True):
    """Offsets at which the first sentence and the lead of a body end."""

    sentence_end: int
    end: int


def lead_of(body: str, dateline: Dateline | None) -> Lead:
    """The lead of a body, counted from the end of an opening dateline."""
    start = dateline.end if dateline is not None and dateline.start < _SHORT_LEAD else 0
    end = body.find(". ", start + _SENTENCES.start, start + _SENTENCES.stop)
    return Lead(end if end >= 0 else start + _SHORT_LEAD, start + _LEAD_LENGTH)


def weight(mentions: Sequence[Mention], lead: Lead, weights: Weights) -> float:
    """The weight of a country with these mentions."""
    headline = any(mention.part is Part.HEADLINE for mention in mentions)
    dateline = any(mention.kind is MentionKind.DATELINE for mention in mentions)
    text = [mention for mention in mentions if mention.part is Part.BODY and mention.kind is not MentionKind.DATELINE]
    first = min(sum(mention.start < lead.sentence_end for mention in text), 2)
    early = min(sum(mention.start < lead.end for mention in text), 2)
    position = (
        weights.headline * headline + weights.sentence * first + weights.lead * early + weights.dateline * dateline
    )
    return position + weights.count * log2(1 + len(text))


def salience(weighed: float) -> float:
    """Map a weight to 0..1; 1 itself is never reached."""
    return round(1 - exp(-weighed / _SATURATION), 3)


def primary(ordered: Iterable[str], weighed: Mapping[str, float], weights: Weights) -> frozenset[str]:
    """The countries an article is about, given all countries in descending order of weight."""
    least = weights.share * max(weighed.values(), default=0.0)
    near = [code for code in ordered if weighed[code] >= least]
    return frozenset(near[:MOST_PRIMARY] if len(near) <= _ROLL_CALL else ())
