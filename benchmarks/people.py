"""CPU seconds that joining persons takes: in addition to storing articles, and for joining all of them again.

    python -m benchmarks.people DATA        articles of an archive, in the order of their inputs
    python -m benchmarks.people 300000      made-up officials in random order, one in each article

`again` counts articles that were indexed a second time because a key in them changed its person.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import msgspec

from dateline.index.article import (
    Article,
    DateOrigin,
    Mention,
    MentionKind,
    Official,
    Precision,
    Provenance,
    Published,
    Status,
)
from dateline.index.corrections.corrections import NO_CORRECTIONS
from dateline.index.database import Database
from dateline.index.metadata.officials.portfolios import PORTFOLIOS
from dateline.index.metadata.tables import country_codes
from dateline.index.official_key import official_key
from dateline.index.store import Store

BATCH = 1_000
SYLLABLES = "ba be bo da di do ga ha he ka ko la le ma mi na no pa ra ri sa so ta va vi za zo".split()
ENDINGS = "nov dze yan sen ler man ton ura ez son".split()


def main(source: str) -> None:
    """Store articles with their officials and without, and print the difference."""
    print("articles    officials  persons  again  plain s  with s  added ms/article  rebuild s")
    plain = _stored(source, with_officials=False)
    full = _stored(source, with_officials=True)
    added = (full.seconds - plain.seconds) / full.articles * 1_000
    counts = f"{full.articles:,}  {full.claims:,}  {full.persons:,}  {full.again:,}"
    print(f"{counts}  {plain.seconds:.2f}  {full.seconds:.2f}  {added:.3f}  {full.rebuild:.2f}")


class Stored(msgspec.Struct, frozen=True):
    """Counts, and CPU seconds of this process."""

    articles: int
    claims: int
    persons: int
    again: int
    seconds: float
    rebuild: float


def _stored(source: str, *, with_officials: bool) -> Stored:
    """Store all articles in batches and read each back once, as an index does."""
    spent = 0.0
    with tempfile.TemporaryDirectory() as name:
        database = Database.create(Path(name))
        store = Store(database)
        store.apply_corrections(NO_CORRECTIONS)
        articles = iter(_archived(Path(source)) if not source.isdecimal() else _made_up(int(source)))
        while batch := list(islice(articles, BATCH)):
            if not with_officials:
                batch = [msgspec.structs.replace(article, officials=()) for article in batch]
            started = time.process_time()
            mark = store.last_serial()
            store.put(batch)
            for _ in store.changes(mark):
                pass
            spent += time.process_time() - started
        stored = Stored(
            articles=store.count(),
            claims=database.number("SELECT count(*) FROM claims"),
            persons=database.number("SELECT count(DISTINCT person) FROM persons"),
            again=store.last_serial() - store.count(),
            seconds=spent,
            rebuild=_rebuilt(database, store),
        )
        database.close()
    return stored


def _rebuilt(database: Database, store: Store) -> float:
    with database.writing() as cursor:
        cursor.execute("UPDATE meta SET value = 'none' WHERE name = 'joining'")
    started = time.process_time()
    store.apply_corrections(NO_CORRECTIONS)
    return time.process_time() - started


def _archived(data: Path) -> Iterator[Article]:
    """The articles of an archive as they were extracted, before joining, in the order of their inputs."""
    database = Database.open(data)
    rows = database.rows("SELECT article FROM articles")
    found = [msgspec.json.decode(stored, type=Article) for (stored,) in rows if isinstance(stored, bytes)]
    database.close()
    gc.freeze()
    yield from sorted(found, key=lambda one: (one.provenance.path, one.provenance.byte_start or 0))


def _made_up(count: int) -> Iterator[Article]:
    chance = random.Random(7)
    holders = [_holder(chance) for _ in range(max(count // 10, 100))]
    read_at = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(count):
        # A few officials appear in most articles, and most officials in a few.
        holder = holders[int(len(holders) * chance.random() ** 3)]
        official, since = _written(holder, chance)
        day = datetime(since, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(1_400))
        yield Article(
            str(number),
            None,
            "text " * 400,
            Provenance("made.jsonl", "jsonl", read_at, "1", str(number), 0),
            str(number),
            published=Published(day, Precision.DAY, DateOrigin.METADATA),
            officials=(official,),
        )


Holder = tuple[str, str, str, str, int]


def _holder(chance: random.Random) -> Holder:
    country = chance.choice(sorted(country_codes()))
    return (_name(chance), _name(chance), country, chance.choice(PORTFOLIOS), chance.randrange(1970, 2024))


def _name(chance: random.Random) -> str:
    return ("".join(chance.choices(SYLLABLES, k=chance.randrange(1, 4))) + chance.choice(ENDINGS)).capitalize()


def _written(holder: Holder, chance: random.Random) -> tuple[Official, int]:
    given, last, country, portfolio, since = holder
    names = (f"{given} {last}", f"{given} {last}", f"{given} {last}ov".replace("v", "w"), f"{given[0]}. {last}", last)
    person = chance.choice(names)
    mention = Mention(0, len(person), person, MentionKind.PERSON)
    key = official_key(country, person)
    return Official(person, key, "Minister", portfolio, country, Status.CURRENT, 0.9, (mention,)), since


if __name__ == "__main__":
    main(sys.argv[1])
