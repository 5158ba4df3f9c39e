"""Real prose, recombined: runs of sentences from real articles, from corpora that are not part of this project."""

from __future__ import annotations

import gzip
import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

CORPORA = {
    "en": ("reuters21578", "lknews-en-sample", "whitehouse-sample", "wikinews"),
    "fr": ("french-sample",),
    "de": ("german-sample",),
}
"""The files (`.jsonl.gz`) with articles in each language."""
MOST_ARTICLES = 6_000
"""Maximum number of articles read from one file; this is varied enough and bounds memory."""
LONGEST_RUN = 6
"""Maximum number of consecutive sentences taken from one article."""
_SENTENCE_END = re.compile(r"(?<=[.!?]['\"”’])\s+|(?<=[a-z0-9)][.!?])\s+(?=[A-Z\"“‘'])")
_SHORTEST, _LONGEST = 40, 600
"""Length of a sentence in code points; anything shorter or longer is a table, a list or an error."""


class _Article(msgspec.Struct):
    body: str
    title: str | None = None


class Prose:
    """The sentences and headlines of one language, kept in memory."""

    def __init__(self, corpora: Path, language: str) -> None:
        paths = [corpora / f"{name}.jsonl.gz" for name in CORPORA[language]]
        found = [article for path in paths if path.exists() for article in _articles(path)]
        if not found:
            raise SystemExit(f"{corpora} has none of {', '.join(path.name for path in paths)}; see --corpora")
        self._headlines = [headline for article in found if (headline := _headline(article))]
        self._articles = [sentences for article in found if len(sentences := _sentences(article.body)) > 1]

    def headline(self, rng: random.Random) -> str | None:
        """A random real headline; None if the corpus has none."""
        return rng.choice(self._headlines) if self._headlines else None

    def paragraphs(self, rng: random.Random, words: int) -> list[str]:
        """Paragraphs with about `words` words in total; each is a run of sentences from one article."""
        paragraphs: list[str] = []
        while words > 0:
            sentences = rng.choice(self._articles)
            start = rng.randrange(len(sentences))
            run: list[str] = []
            for sentence in sentences[start : start + rng.randint(1, LONGEST_RUN)]:
                run.append(sentence)
                words -= sentence.count(" ") + 1
                if words <= 0:
                    break
            paragraphs.append(" ".join(run))
        return paragraphs


def _articles(path: Path) -> Iterator[_Article]:
    decoder = msgspec.json.Decoder(_Article)
    with gzip.open(path) as lines:
        yield from map(decoder.decode, itertools.islice(lines, MOST_ARTICLES))


def _headline(article: _Article) -> str:
    return " ".join((article.title or "").split())


def _sentences(body: str) -> list[str]:
    found = _SENTENCE_END.split(" ".join(body.split()))
    return [sentence for sentence in found if sentence and _SHORTEST <= len(sentence) <= _LONGEST]
