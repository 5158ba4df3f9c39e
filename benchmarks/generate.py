"""Generates any number of articles from real text; the same options give the same articles.

    python -m benchmarks.generate 100000 --length wire --output news.jsonl.gz
    python -m benchmarks.generate 1000 > news.jsonl

Sentences come from the corpora in `--corpora`. Officials, countries, days and sources are drawn from the distributions
in `cast.py` and `distributions.py`. Article 7 is the same in every archive with the same length and seed, so a smaller
archive is a part of a larger one. Memory does not grow with the number of articles. Counts and a digest of the lines go
to standard error.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
import sys
from collections.abc import Generator as Generating
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from benchmarks.cast import OFFICIALS, WORDINGS, Official, capital, draw_country, draw_source, official
from benchmarks.distributions import Days, Weighted, zipf
from benchmarks.prose import Prose
from dateline.index.metadata.tables import country_name

LENGTHS = {"wire": 120, "report": 250, "feature": 470}
"""Mean words of an article."""
LANGUAGES = {"en": 0.94, "fr": 0.03, "de": 0.03}
FIRST_DAY, LAST_DAY = date(2005, 1, 1), date(2024, 12, 31)
SEED = 1
MOST_OFFICIALS = 3
"""Maximum number of officials in one article."""
ADDED_WORDS = 36
"""Mean words that an article gets beyond its prose: the end of the last sentence, officials and the dateline."""
_STATEMENTS = (
    "{who} said this on {day}.",
    "It was announced by {who} after talks in {place}.",
    "{who} will travel to {place} for talks next week.",
    "A spokesman confirmed that {who} had approved the plan.",
    "{who} rejected the proposal and called for further negotiations.",
)
"""Sentences that name an official, placed between real paragraphs."""


class GeneratedArticle(msgspec.Struct, frozen=True):
    """One line of the output."""

    id: str
    title: str | None
    body: str
    date: str
    source: str


class Made(msgspec.Struct, frozen=True):
    """Summary of the generated articles."""

    articles: int
    words: int
    sources: int
    days: int
    digest: str
    """SHA-256 of all lines, uncompressed."""


class Generator:
    """Generates articles by number."""

    def __init__(self, corpora: Path, length: str, *, seed: int = SEED) -> None:
        self._prose = {language: Prose(corpora, language) for language in LANGUAGES}
        self._language = Weighted(LANGUAGES.values())
        self._official = zipf(OFFICIALS)
        self._days = Days(FIRST_DAY, LAST_DAY)
        self._length = length
        self._seed = seed

    def articles(self, first: int, after_last: int) -> Iterator[GeneratedArticle]:
        """The articles with numbers from `first` up to, not including, `after_last`."""
        return map(self.article, range(first, after_last))

    def article(self, number: int) -> GeneratedArticle:
        """The article with this number; it does not depend on the others."""
        rng = random.Random(f"{self._seed} {self._length} {number}")
        language = list(LANGUAGES)[self._language.draw(rng)]
        day = self._days.draw(rng)
        words = (LENGTHS[self._length] - ADDED_WORDS) * rng.lognormvariate(-0.1, 0.45)
        paragraphs = self._prose[language].paragraphs(rng, round(words))
        if language == "en":
            self._name_officials(paragraphs, rng, day)
        return GeneratedArticle(
            id=f"{self._length}-{self._seed}-{number}",
            title=self._prose[language].headline(rng),
            body="\n\n".join(paragraphs),
            date=day.isoformat(),
            source=draw_source(rng),
        )

    def _name_officials(self, paragraphs: list[str], rng: random.Random, day: date) -> None:
        """Put a dateline before the first paragraph, and officials between the others."""
        named = [official(self._official.draw(rng)) for _ in range(rng.randint(0, MOST_OFFICIALS))]
        for who in named:
            paragraphs.insert(rng.randint(1, len(paragraphs)), _statement(who, rng, day))
        code = named[0].country if named else draw_country(rng)
        paragraphs[0] = f"{capital(code).upper()}, {country_name(code)}, {day:%B} {day.day} - {paragraphs[0]}"


class Tally:
    """Writes articles as JSON lines, and counts them."""

    def __init__(self) -> None:
        self._encode = msgspec.json.Encoder().encode
        self._digest = hashlib.sha256()
        self._articles = self._words = 0
        self._sources: set[str] = set()
        self._days: set[str] = set()

    def write(self, articles: Iterable[GeneratedArticle], output: BinaryIO) -> None:
        """Write one JSON line per article."""
        for article in articles:
            line = self._encode(article) + b"\n"
            self._digest.update(line)
            output.write(line)
            self._articles += 1
            self._words += article.body.count(" ") + 1
            self._sources.add(article.source)
            self._days.add(article.date)

    def made(self) -> Made:
        """Summary of all articles written so far."""
        return Made(self._articles, self._words, len(self._sources), len(self._days), self._digest.hexdigest())


def _statement(who: Official, rng: random.Random, day: date) -> str:
    statement = rng.choice(_STATEMENTS)
    introduced = who.introduction(rng.randrange(WORDINGS))
    return statement.format(who=introduced, day=f"{day:%A}", place=capital(draw_country(rng)))


@contextmanager
def opened(path: Path | None) -> Generating[BinaryIO]:
    """Open a file for writing, compressed if its name ends in `.gz`; None means standard output."""
    if path is None:
        yield sys.stdout.buffer
    elif path.suffix == ".gz":
        # No time in the header: the same articles give the same bytes.
        with path.open("wb") as raw, gzip.GzipFile("", "wb", 1, raw, mtime=0) as file:
            yield cast("BinaryIO", file)
    else:
        with path.open("wb") as file:
            yield file


def main() -> None:
    """Generate articles from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int)
    parser.add_argument("--length", choices=LENGTHS, default="wire", help="length of an article: %(default)s")
    parser.add_argument("--first", type=int, default=0, help="number of the first article")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--output", type=Path, help="file, compressed if it ends in .gz [default: standard output]")
    given = parser.parse_args()
    generator = Generator(given.corpora, given.length, seed=given.seed)
    tally = Tally()
    with opened(given.output) as output:
        tally.write(generator.articles(given.first, given.first + given.articles), output)
    made = tally.made()
    print(
        f"{made.articles:,} articles, {made.words / max(1, made.articles):.0f} words each, "
        f"{made.sources} sources, {made.days:,} days, sha256 {made.digest}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
