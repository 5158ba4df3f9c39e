"""Do terms lie within the true ones? Holders of offices in an archive, compared with a table of public facts.

    python -m benchmarks.holders DATA ../shared/gold/holders.jsonl

A row of the table is looked up in the archive by country, office and name. It counts if at least five articles name the
holder in that office. Its terms are right if each lies within a true term of the same person; days that the table does
not give are open, and articles are printed up to a week after what they tell.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import msgspec

from dateline.index.analysis import fold
from dateline.index.database import Database
from dateline.index.people.people import People
from dateline.index.people.terms import Term

FEWEST = 5
"""Articles from which on a holder counts."""
LATE = timedelta(days=7)
"""How long after an event articles are printed."""


class Fact(msgspec.Struct, frozen=True, rename={"since": "from", "until": "to"}):
    """Who held which office; days may be a month or a year, and `until` is None if no end is known."""

    country: str
    portfolio: str
    name: str
    aliases: tuple[str, ...]
    since: str
    until: str | None

    def covers(self, term: Term) -> bool:
        """Whether a term lies within this one."""
        ends_late = self.until is not None and date.fromisoformat(term.last) - LATE > _last_day(self.until)
        return date.fromisoformat(term.first) >= _first_day(self.since) and not ends_late


class Holder(msgspec.Struct, frozen=True):
    """A holder of the table whom the archive names often enough."""

    name: str
    office: str
    terms: tuple[Term, ...]
    facts: tuple[Fact, ...]

    @property
    def wrong(self) -> list[Term]:
        """The terms outside of the true ones."""
        return [term for term in self.terms if not any(fact.covers(term) for fact in self.facts)]


def found(people: People, facts: Iterable[Fact]) -> Iterator[Holder]:
    """Yield the holders of the table that the archive names often enough."""
    offices: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        offices.setdefault((fact.country, fact.portfolio), []).append(fact)
    for (country, portfolio), known in sorted(offices.items()):
        terms = people.terms(country, portfolio)
        counted = people.in_office(country, portfolio)
        names = people.names(counted)
        for person, own in sorted(counted.items()):
            facts_of = tuple(fact for fact in known if _is_named(names[person], fact))
            if facts_of and own.held.articles >= FEWEST:
                yield Holder(names[person], f"{country}/{portfolio}", terms.get(person, ()), facts_of)


def _is_named(name: str, fact: Fact) -> bool:
    return any(_words(name) >= _words(known) or _words(name) <= _words(known) for known in (fact.name, *fact.aliases))


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name.lower()).replace(".", " ").replace("-", " ").split())


def _first_day(written: str) -> date:
    return date.fromisoformat((written + "-01-01")[:10])


def _last_day(written: str) -> date:
    if len(written) == len("2021"):
        return date(int(written), 12, 31)
    if len(written) == len("2021-05"):
        following = date.fromisoformat(f"{written}-28") + timedelta(days=4)
        return following.replace(day=1) - timedelta(days=1)
    return date.fromisoformat(written)


def figures(holders: Iterable[Holder]) -> Mapping[str, float]:
    """The number of holders, the share with a term, and the share of those whose terms are right."""
    known = list(holders)
    held = [holder for holder in known if holder.terms]
    right = [holder for holder in held if not holder.wrong]
    return {"holders": len(known), "with a term": len(held), "within the true term": len(right) / max(len(held), 1)}


def main(data: str, table: str) -> None:
    """Print the figures, and every term that is wrong."""
    facts = [msgspec.json.decode(line, type=Fact) for line in Path(table).read_bytes().splitlines()]
    with closing(Database.open(Path(data))) as database:
        holders = list(found(People(database), facts))
    for name, value in figures(holders).items():
        print(f"{name:<24}{value:.3f}" if isinstance(value, float) else f"{name:<24}{value}")
    for holder in holders:
        true = "; ".join(f"{fact.since} to {fact.until}" for fact in holder.facts)
        for term in holder.wrong:
            print(f"{holder.office} {holder.name}: {term.first} to {term.last}, {term.articles} articles; true: {true}")
        if not holder.terms:
            print(f"{holder.office} {holder.name}: no term; true: {true}")


if __name__ == "__main__":
    main(*sys.argv[1:])
