"""An archive of generated articles, built once and shared by all benchmarks.

    python -m benchmarks.archive --articles 100000

`dateline index` builds it like any other archive, and its memory is measured. A build that was stopped resumes. Then
the index is rebuilt in one go, as `dateline reindex` does and as the peers' indexes are built, so that the number of
segments does not depend on how busy the machine was.

The archive is kept in `--cache`, else in `$DATELINE_BENCH`, else in the folder for temporary files; remove that folder
to discard it. An archive for another engine copies the store of the first one.
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
    """Peak of resident memory in bytes during indexing; None if indexing was stopped and resumed."""
    size: int
    """Size of its files in bytes after indexing."""


class Archive(msgspec.Struct, frozen=True):
    """A built archive."""

    data: Path
    """The folder to pass as `--data`."""
    articles: Articles
    built: Built
    """How the archive of the default engine was built; other engines use the same articles."""

    @property
    def folder(self) -> Path:
        """The folder around `data`, for files that belong to this archive."""
        return self.data.parent


def archive(options: Namespace) -> Archive:
    """The archive that the options describe; builds it if it does not exist."""
    first = options.cache / f"{options.length}-{options.articles}-extractor-{EXTRACTOR}" / DEFAULT_ENGINE / "data"
    about = first.parent / "built.json"
    if not about.exists():
        about.parent.mkdir(parents=True, exist_ok=True)
        about.write_bytes(msgspec.json.encode(_build(first, options)))
    built = msgspec.json.decode(about.read_bytes(), type=Built)
    data = first if options.engine == DEFAULT_ENGINE else _for_engine(first, options.engine)
    _renew(data)
    return Archive(data, msgspec.structs.replace(built.articles, engine=options.engine), built)


def _build(data: Path, options: Namespace) -> Built:
    generated = data.parent / "articles.jsonl.gz"
    made = _generated(generated, options)
    uninterrupted = _stored(data) == 0
    print(f"{made.articles:,} articles generated; indexing them", flush=True)
    ran = watched([sys.executable, *("-m", "dateline", "index", "--data", str(data)), str(generated)])
    if _stored(data) != made.articles:
        raise SystemExit(f"{made.articles:,} articles were generated but {_stored(data):,} are stored")
    generated.unlink()
    size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    print(f"indexed in {ran.seconds:.0f} s", flush=True)
    rebuild(data, engine=None)
    articles = Articles(options.length, made.articles, round(made.words / made.articles, 1), made.digest)
    return Built(articles, ran.peak if uninterrupted else None, size)


def _generated(path: Path, options: Namespace) -> Made:
    tally = Tally()
    with opened(path) as output:
        tally.write(Generator(options.corpora, options.length).articles(0, options.articles), output)
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
    """Rebuild the index if another version of Dateline wrote it."""
    try:
        with open_archive(data):
            pass
    except (IndexVersionError, StoreVersionError):
        rebuild(data, engine=None)


def main() -> None:
    """Build an archive and print what it contains."""
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
