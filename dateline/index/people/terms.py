"""When an office was held: terms, from the days on which articles say that it is or was held.

A mention is no tenure: an article of 2023 may say `President Nixon`. An office of one holder is explained by that order
of holders which makes its claims most likely, with these prices (natural logarithms of odds):

- a claim that the order does not explain costs CLAIM: one in seven is wrong, or about the past. Articles of one day
  repeat each other, so that each doubling counts as one more;
- a change of holders costs the less, the longer no claim says who holds the office: terms last about TERM_DAYS.

Who comes back, and who interrupts another, must be well attested (`_weakest`). Where somebody else is attested as well
at the same time, the office is contested, and both are shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise

import msgspec

CLAIM = 1.9
"""What one unexplained claim costs: the logarithm of one in 0.15, the share of such claims in 38,000 articles."""
TERM_DAYS = 1500
"""Usual days in an office."""
LIKELY = 4
"""How many times better attested something must be to outweigh another."""
SILENCE = 3650
"""Days without a claim after which the office is not known to have been held through."""
STRETCH = 365
"""Days between claims of one stretch of a contested office."""
_ATTESTED = LIKELY * CLAIM
"""Evidence from which a return, or an interruption, is believed."""
_ROUNDS = 50


class Said(msgspec.Struct, frozen=True, order=True):
    """How many articles of one day say that a person holds, or held, an office."""

    day: str
    held: int = 0
    acting: int = 0
    """As acting holder; not counted in `held`."""
    former: int = 0


class Term(msgspec.Struct, frozen=True):
    """A person's term in an office. Days are publication days of articles."""

    first: str
    """The first day on which an article says that the person holds the office: the term began before, or on it."""
    last: str
    """The last such day."""
    after: str | None
    """The term began after this day, most likely: the last on which somebody else is said to hold the office."""
    before: str | None
    """The term ended before this day, most likely: the first on which another, or the person as former, is named."""
    articles: int
    """Articles that say so from `first` to `last`."""
    acting: bool
    contested: bool
    """Whether somebody else is as well attested in the same time."""


class _Step(msgspec.Struct, frozen=True):
    """A person's claims of a day, within one order of holders."""

    person: str
    said: Said
    gain: float
    before: _Step | None


_Claims = Mapping[str, Sequence[Said]]
_Run = tuple[_Step, ...]
"""Steps of one person, without another between them."""


def terms_of_one_holder(claims: _Claims) -> Mapping[str, tuple[Term, ...]]:
    """Return by person the terms in an office that one person holds at a time."""
    runs = _settled(claims)
    found = [(run[0].person, _term(run, before, after, claims)) for before, run, after in _with_neighbours(runs)]
    rivals = _rivals(claims, runs)
    contested = {name for name, _ in rivals}
    overlapping = [(first, last) for _, rival in rivals for first, last in [(rival.first, rival.last)]]
    terms = [
        (person, msgspec.structs.replace(term, contested=_overlaps(term, overlapping) and person not in contested))
        for person, term in found
    ]
    return _by_person([*terms, *rivals])


def terms_of_many(claims: _Claims) -> Mapping[str, tuple[Term, ...]]:
    """Return by person the terms in an office that several persons hold at the same time."""
    return _by_person(
        (person, _term(run, None, None, claims)) for person, said in claims.items() for run in _settled({person: said})
    )


def _by_person(terms: Iterable[tuple[str, Term]]) -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for person, term in terms:
        found.setdefault(person, []).append(term)
    return {person: tuple(sorted(own, key=lambda term: term.first)) for person, own in found.items()}


def _settled(claims: _Claims) -> list[_Run]:
    """Return the runs of the likeliest order, without those that only interrupt a better attested one."""
    dismissed: set[tuple[str, str]] = set()
    runs = _runs(_likeliest(claims, dismissed))
    for _ in range(_ROUNDS):
        weakest = _weakest(runs)
        if not weakest:
            break
        dismissed.update((step.person, step.said.day) for step in weakest)
        runs = _runs(_likeliest(claims, dismissed))
    return [run for run in runs if _evidence(run) > 0]


def _likeliest(claims: _Claims, dismissed: set[tuple[str, str]]) -> _Step | None:
    """Return the last step of the likeliest order of holders. `None` stands for nobody."""
    days = sorted((said.day, person, said) for person, own in claims.items() for said in own)
    known: dict[str | None, tuple[float, int, _Step | None]] = {None: (0.0, 0, None)}
    for day, group in groupby(days, key=lambda one: one[0]):
        now = date.fromisoformat(day).toordinal()
        best = max(value for value, _, _ in known.values())
        # A worse order than this cannot win any more: every change costs less.
        known = {who: one for who, one in known.items() if one[0] > best - _price(1) - 1e-9}
        nobody = max(known.values(), key=lambda one: (one[0], one[1]))
        changed: dict[str | None, tuple[float, int, _Step | None]] = {}
        for _, person, said in group:
            if (person, day) in dismissed:
                continue
            gain = _gain(said)
            value, step = max(
                (
                    (value - (0.0 if who == person or step is None else _price(now - last)), step)
                    for who, (value, last, step) in known.items()
                ),
                key=lambda one: one[0],
            )
            changed[person] = (value + gain, now, _Step(person, said, gain, step))
        known.update(changed)
        known[None] = nobody
    return max(known.values(), key=lambda one: one[0])[2]


def _gain(said: Said) -> float:
    return CLAIM * (_repeated(said.held + said.acting) - _repeated(said.former))


def _repeated(articles: int) -> float:
    """Return how many independent claims these articles of one day are worth."""
    return 1.0 + math.log2(articles) if articles else 0.0


def _price(days: int) -> float:
    """Return the price of a change of holders within these days."""
    return max(0.0, math.log(TERM_DAYS / max(days, 1)))


def _runs(last: _Step | None) -> list[_Run]:
    steps: list[_Step] = []
    while last is not None:
        steps.append(last)
        last = last.before
    return [
        run
        for _, own in groupby(reversed(steps), key=lambda step: step.person)
        for run in _unbroken([step for step in own if step.gain > 0], SILENCE)
    ]


def _unbroken(steps: Sequence[_Step], silence: int) -> Iterator[_Run]:
    """Split where no claim is made for too long."""
    run = list(steps[:1])
    for before, after in pairwise(steps):
        if _days_between(before.said.day, after.said.day) > silence:
            yield tuple(run)
            run = []
        run.append(after)
    if run:
        yield tuple(run)


def _weakest(runs: Sequence[_Run]) -> Sequence[_Step]:
    """Return what to dismiss: a return, or what lies between, if hardly attested and less than what it interrupts."""
    latest: dict[str, int] = {}
    found: list[Sequence[_Step]] = []
    for number, late in enumerate(runs):
        person = late[0].person
        if person in latest:
            early = runs[latest[person]]
            between = [step for run in runs[latest[person] + 1 : number] for step in run]
            if _evidence(late) < min(_ATTESTED, _evidence(between)):
                found.append(late)
            if _evidence(between) < min(_ATTESTED, _evidence([*early, *late]) / LIKELY):
                found.append(between)
        latest[person] = number
    return min((part for part in found if part), key=_evidence, default=())


def _evidence(run: Iterable[_Step]) -> float:
    return sum(step.gain for step in run)


def _with_neighbours(runs: Sequence[_Run]) -> Iterator[tuple[_Run | None, _Run, _Run | None]]:
    return zip([None, *runs], runs, [*runs[1:], None], strict=False)


def _term(run: _Run, previous: _Run | None, following: _Run | None, claims: _Claims) -> Term:
    first, last = run[0].said.day, run[-1].said.day
    ends = [said.day for said in claims[run[0].person] if said.former and not said.held and said.day > last]
    if following is not None:
        ends.append(following[0].said.day)
    acting = sum(step.said.acting for step in run)
    articles = sum(step.said.held for step in run) + acting
    return Term(
        first=first,
        last=last,
        after=None if previous is None else previous[-1].said.day,
        before=min(ends, default=None),
        articles=articles,
        acting=2 * acting > articles,
        contested=False,
    )


def _rivals(claims: _Claims, runs: Sequence[_Run]) -> list[tuple[str, Term]]:
    """Return terms of others who are about as well attested as the holders of the same time."""
    found: list[tuple[str, Term]] = []
    # Whoever held the office before is remembered rather than in office again.
    for person in sorted(claims.keys() - {run[0].person for run in runs}):
        left = [_Step(person, said, _gain(said), None) for said in claims[person] if _gain(said) > 0]
        for run in _unbroken(left, STRETCH):
            first, last = run[0].said.day, run[-1].said.day
            holders = (step for each in runs for step in each if first <= step.said.day <= last)
            if len(run) >= LIKELY and _evidence(run) * LIKELY / 2 > _evidence(holders):
                found.append((person, msgspec.structs.replace(_term(run, None, None, claims), contested=True)))
    return found


def _overlaps(term: Term, spans: Iterable[tuple[str, str]]) -> bool:
    return any(first <= term.last and term.first <= last for first, last in spans)


def _days_between(one: str, other: str) -> int:
    return date.fromisoformat(other).toordinal() - date.fromisoformat(one).toordinal()
