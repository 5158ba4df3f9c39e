"""Pairs of persons, judged by reading, and what an archive makes of them: `python -m tests.people.pairs DATA`.

Prints how many pairs that are one person have one key in the archive, and how many that are two have two.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from dateline.index.analysis import folded
from dateline.index.article import Article, Official
from dateline.index.store import Store

PAIRS = Path(__file__).with_name("labels") / "pairs.jsonl"


class Side(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person as some articles name them, with the key of the day on which the pair was judged."""

    label: str
    key: str
    country: str | None
    office: str
    articles: tuple[str, ...]


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two sides, and whether they are one person."""

    id: str
    half: str
    a: Side
    b: Side
    same: bool
    why: str


class Score(msgspec.Struct, frozen=True):
    """Pairs by what they are and what the archive says; `missing` are those with a side that no article names now."""

    joined: tuple[Pair, ...]
    parted: tuple[Pair, ...]
    missing: tuple[Pair, ...]

    def lines(self) -> Iterator[str]:
        """Precision and recall of joining, with the wrong pairs."""
        right = sum(pair.same for pair in self.joined)
        lost = [pair for pair in self.parted if pair.same]
        yield f"precision {_share(right, len(self.joined))}   recall {_share(right, right + len(lost))}"
        yield f"kept apart rightly {_share(len(self.parted) - len(lost), _different((*self.joined, *self.parted)))}"
        yield f"no longer named {len(self.missing)}"
        for told, pairs in (("joined wrongly", self.joined), ("parted wrongly", self.parted)):
            for pair in pairs:
                if pair.same == (told == "parted wrongly"):
                    yield f"{told}  {pair.id}  {pair.a.label} / {pair.b.label}: {pair.why}"


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """Read the pairs of a file."""
    return [msgspec.json.decode(line, type=Pair) for line in path.read_bytes().splitlines()]


def keys_now(side: Side, articles: Mapping[str, Article]) -> frozenset[str]:
    """Return the keys that a side has today: of the official in each article who shares most words with its label.

    Labels and countries change with the rules of extraction, so an office or country decides only between equals.
    """
    present = [articles[name] for name in side.articles if name in articles]
    return frozenset(key for article in present if (key := _key_in(article.officials, side)) is not None)


def score(pairs: Iterable[Pair], articles: Mapping[str, Article]) -> Score:
    """Compare the pairs with articles whose officials have the keys of persons."""
    found: dict[bool | None, list[Pair]] = {True: [], False: [], None: []}
    for pair in pairs:
        one, other = keys_now(pair.a, articles), keys_now(pair.b, articles)
        found[bool(one & other) if one and other else None].append(pair)
    return Score(tuple(found[True]), tuple(found[False]), tuple(found[None]))


def _key_in(officials: Sequence[Official], side: Side) -> str | None:
    wanted = set(folded(side.label))

    def fitness(official: Official) -> tuple[int, bool, bool]:
        shared = len(wanted & set(folded(official.person)))
        return shared, official.portfolio == side.office, official.country == side.country

    best = max(officials, key=fitness, default=None)
    return best.key if best is not None and fitness(best)[0] else None


def _different(pairs: Sequence[Pair]) -> int:
    return Counter(pair.same for pair in pairs)[False]


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" + (f" = {part / whole:.3f}" if whole else "")


def main(folder: str) -> None:
    """Print the score of each half; the wrong pairs of the half `dev` only."""
    pairs = read_pairs()
    names = sorted({name for pair in pairs for side in (pair.a, pair.b) for name in side.articles})
    articles = Store.open(Path(folder)).get_many(names)
    for half in ("dev", "held"):
        lines = list(score([pair for pair in pairs if pair.half == half], articles).lines())
        sys.stdout.write("\n".join([half, *(lines if half == "dev" else lines[:3]), ""]))


if __name__ == "__main__":
    main(sys.argv[1])
