"""An archive of generated articles, built once and kept for all benchmarks.

    python -m benchmarks.archive --articles 100000

It is built as any archive is, by `dateline index`, whose memory is watched; a build that was stopped goes on where it
was. Then its index is built anew, as `dateline reindex` does: at once, as those of its peers are, so that the number of
its segments does not depend on how busy the machine was.

It lies in `--cache`, else `$DATELINE_BENCH`, else the folder for temporary files, and is thrown away by removing that.
An archive for another engine takes its articles from the first one's store.
"""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from pathlib import Path

import msgspec

from benchmarks.generate import Generator, Made, Tally, opened
from benchmarks.memory import watched
from benchmarks.options import add_archive, parser
from benchmarks.results import DEFAULT_ENGINE, Articles
from dateline.archive.reading import open_archive
from dateline.archive.writing import rebuild
from dateline.errors import ArchiveMissingError, IndexVersionError, StoreVersionError
from dateline.index.metadata.extract import EXTRACTOR
from dateline.index.store import Store


class Built(msgspec.Struct, frozen=True):
    """How an archive was built."""

    articles: Articles
    peak: int | None
    """Bytes resident at most while it was indexed; None where that was stopped and went on."""
    size: int
    """Bytes of its files then."""


class Archive(msgspec.Struct, frozen=True):
    """A built archive."""

    data: Path
    """What `--data` names."""
    articles: Articles
    built: Built
    """Of the default engine: another engine's has its articles."""

    @property
    def folder(self) -> Path:
        """Where what belongs to it is kept, beside its data."""
        return self.data.parent


def archive(asked: Namespace) -> Archive:
    """The archive that the options ask for; it is built where there is none."""
    first = asked.cache / f"{asked.length}-{asked.articles}-extractor-{EXTRACTOR}" / DEFAULT_ENGINE / "data"
    about = first.parent / "built.json"
    if not about.exists():
        about.parent.mkdir(parents=True, exist_ok=True)
        about.write_bytes(msgspec.json.encode(_build(first, asked)))
    built = msgspec.json.decode(about.read_bytes(), type=Built)
    data = first if asked.engine == DEFAULT_ENGINE else _for_engine(first, asked.engine)
    _renew(data)
    return Archive(data, msgspec.structs.replace(built.articles, engine=asked.engine), built)


def _build(data: Path, asked: Namespace) -> Built:
    given = data.parent / "articles.jsonl.gz"
    made = _generated(given, asked)
    at_once = _stored(data) == 0
    print(f"{made.articles:,} articles are generated and now indexed", flush=True)
    ran = watched([sys.executable, *("-m", "dateline", "index", "--data", str(data)), str(given)])
    if _stored(data) != made.articles:
        raise SystemExit(f"{made.articles:,} articles were made and {_stored(data):,} are stored")
    given.unlink()
    size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    print(f"indexed in {ran.seconds:.0f} s", flush=True)
    rebuild(data, engine=None)
    articles = Articles(asked.length, made.articles, round(made.words / made.articles, 1), made.digest)
    return Built(articles, ran.peak if at_once else None, size)


def _generated(path: Path, asked: Namespace) -> Made:
    tally = Tally()
    with opened(path) as output:
        tally.write(Generator(asked.corpora, asked.length).articles(0, asked.articles), output)
    return tally.made()


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
