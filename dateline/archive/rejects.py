"""Change the rejects of an archive: read their inputs again, or forget them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.archive.writing import index_blobs_into, index_into
from dateline.index.database import Database
from dateline.index.formats.options import ReadOptions
from dateline.index.lock import writer_lock
from dateline.index.rejects import Rejects, StoredReject
from dateline.index.sources.address import path_of

if TYPE_CHECKING:
    # It imports the extractor, which takes long, and forgetting needs none of it.
    from dateline.index.pipeline import OnProgress, Summary
    from dateline.index.sources.blob import Blob

_WEB: Final = ("http://", "https://")
MOST_OUTDATED: Final = 1_000
"""Maximum number of outdated rejects that are read again with one run; the next run continues."""


def retry(
    data: Path,
    rejects: Iterable[StoredReject],
    *,
    fetch: Callable[[Sequence[str]], Iterable[Sequence[Blob]]] = lambda _: (),
    on_progress: OnProgress | None = None,
) -> Summary:
    """Read the inputs of some rejects again, as the user asked to read them, if they exist. Raises DatelineError.

    `fetch` gives what is at web addresses now, a few at a time; without it they are left alone.
    """
    files: dict[ReadOptions, dict[str, None]] = {}
    pages: dict[ReadOptions, dict[str, None]] = {}
    for reject in rejects:
        options = reject.options or ReadOptions()
        if Path(path_of(reject.input)).exists():
            files.setdefault(options, {})[reject.input] = None
        elif reject.input.startswith(_WEB):
            pages.setdefault(options, {})[reject.input] = None
    done = [index_into(data, list(paths), options, on_progress=on_progress) for options, paths in files.items()]
    done += [index_blobs_into(data, blobs, options) for options, urls in pages.items() for blobs in fetch(list(urls))]
    return _joined(done) if done else index_into(data, [], ReadOptions())


def retry_outdated(data: Path, *, on_progress: OnProgress | None = None) -> Summary | None:
    """Read inputs again that an earlier version of Dateline rejected; None if there are none. Raises DatelineError."""
    with closing(Database.open(data)) as database:
        existing = (reject for reject in Rejects(database).outdated() if Path(path_of(reject.input)).exists())
        outdated = list(itertools.islice(existing, MOST_OUTDATED))
    summary = retry(data, outdated, on_progress=on_progress) if outdated else None
    with writer_lock(data), closing(Database.open(data)) as database:
        if outdated:
            Rejects(database).mark_current(outdated)
        if len(outdated) < MOST_OUTDATED:
            Rejects(database).mark_all_current()
    return summary


def forget(data: Path, keys: Iterable[tuple[str, str]]) -> None:
    """Delete rejects by their keys. They come back when their inputs are read again. Raises DatelineError."""
    with writer_lock(data), closing(Database.open(data)) as database:
        Rejects(database).forget(keys)


def _joined(summaries: Sequence[Summary]) -> Summary:
    """Add up the results of several runs."""
    from dateline.index.pipeline import MAX_PROBLEMS, Summary

    reasons: Counter[str] = Counter()
    for summary in summaries:
        reasons.update(summary.reasons)
    problems = itertools.chain.from_iterable(summary.problems for summary in summaries)
    return Summary(
        read=sum(summary.read for summary in summaries),
        added=sum(summary.added for summary in summaries),
        changed=sum(summary.changed for summary in summaries),
        unchanged=sum(summary.unchanged for summary in summaries),
        rejected=sum(summary.rejected for summary in summaries),
        passed=sum(summary.passed for summary in summaries),
        reasons=dict(reasons.most_common()),
        problems=tuple(itertools.islice(problems, MAX_PROBLEMS)),
        seconds=sum(summary.seconds for summary in summaries),
    )
