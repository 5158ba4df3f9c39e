"""An archive of generated articles, built once and kept for all benchmarks.

    python -m benchmarks.archive --articles 100000

It is built as any archive is, through `dateline.wiring.index_into`, in parts: a build that was stopped goes on where it
was. Then its index is built anew, as `dateline reindex` does: at once, as those of its peers are, so that the number of
its segments does not depend on how busy the machine was.

It lies in `--cache`, else `$DATELINE_BENCH`, else the folder for temporary files, and is thrown away by removing that.
An archive for another engine takes its articles from the first one's store.
"""

from __future__ import annotations

import shutil
import time
from argparse import Namespace
from pathlib import Path

import msgspec

from benchmarks.generate import Generator, Tally, opened
from benchmarks.options import add_archive, parser
from benchmarks.results import DEFAULT_ENGINE, Articles
from dateline.errors import ArchiveMissingError, IndexVersionError, StoreVersionError
from dateline.index.metadata.extract import EXTRACTOR
from dateline.index.read import ReadOptions
from dateline.index.store import Store
from dateline.wiring import index_into, open_archive, rebuild

PART = 50_000
"""Articles generated and indexed at once."""


class Archive(msgspec.Struct, frozen=True):
    """A built archive."""

    data: Path
    """What `--data` names."""
    articles: Articles

    @property
    def folder(self) -> Path:
        """Where what belongs to it is kept, beside its data."""
        return self.data.parent


def archive(asked: Namespace) -> Archive:
    """The archive that the options ask for; it is built where there is none."""
    first = asked.cache / f"{asked.length}-{asked.articles}-extractor-{EXTRACTOR}" / DEFAULT_ENGINE / "data"
    about = first.parent / "articles.json"
    if not about.exists():
        about.parent.mkdir(parents=True, exist_ok=True)
        about.write_bytes(msgspec.json.encode(_build(first, asked)))
    articles = msgspec.json.decode(about.read_bytes(), type=Articles)
    data = first if asked.engine == DEFAULT_ENGINE else _for_engine(first, asked.engine)
    _renew(data)
    return Archive(data, msgspec.structs.replace(articles, engine=asked.engine))


def _build(data: Path, asked: Namespace) -> Articles:
    generator = Generator(asked.corpora, asked.length)
    started = time.monotonic()
    tally = Tally()
    stored = _stored(data)
    for first in range(0, asked.articles, PART):
        after_last = min(first + PART, asked.articles)
        path = data.parent / "part.jsonl.gz"
        with opened(path) as output:
            tally.write(generator.articles(first, after_last), output)
        if stored < after_last:
            index_into(data, [str(path)], ReadOptions(), engine=DEFAULT_ENGINE)
            print(f"{after_last:,} articles in {time.monotonic() - started:.0f} s", flush=True)
        path.unlink()
    made = tally.made()
    if _stored(data) != made.articles:
        raise SystemExit(f"{made.articles:,} articles were made and {_stored(data):,} are stored")
    rebuild(data, engine=None)
    return Articles(asked.length, made.articles, round(made.words / made.articles, 1), made.digest)


def _stored(data: Path) -> int:
    try:
        store = Store.open(data)
    except ArchiveMissingError:
        return 0
    count = store.count()
    store.close()
    return count


def _for_engine(first: Path, engine: str) -> Path:
    data = first.parent.parent / engine / "data"
    if not data.exists():
        shutil.copytree(first, data.with_name("new"), ignore=shutil.ignore_patterns("generations", "CURRENT"))
        rebuild(data.with_name("new"), engine=engine)
        data.with_name("new").rename(data)
    return data


def _renew(data: Path) -> None:
    """Bring up to date what another version of Dateline made."""
    try:
        with open_archive(data):
            pass
    except (IndexVersionError, StoreVersionError):
        rebuild(data, engine=None)


def main() -> None:
    """Build one."""
    made = parser(__doc__)
    add_archive(made)
    built = archive(made.parse_args())
    with open_archive(built.data) as opened_archive:
        figures = opened_archive.figures()
    about = built.articles
    print(f"{about.count:,} articles of {about.words:.0f} words, sha256 {about.digest}")
    print(f"{figures.bytes / 1e6:,.0f} MB, {figures.officials:,} officials, {figures.countries} countries")


if __name__ == "__main__":
    main()
