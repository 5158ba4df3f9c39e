"""What holds for every input, tried on all real files and on damaged ones."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from dateline.archive.writing import index_into
from dateline.errors import FormatError
from dateline.index.formats.options import ReadOptions
from dateline.index.metadata.extract import extract
from dateline.index.raw import Outcome, RawReject, RawReport, RejectKind
from dateline.index.read import read
from dateline.index.store import Store

SECONDS: Final = 5.0
"""Maximum time for one file."""
READ_AT: Final = datetime(2026, 12, 1, tzinfo=UTC)
MARKUP: Final = re.compile(r"</?[a-zA-Z][\w:]*(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d+|#x[0-9a-fA-F]+);|<!\[CDATA|<!--")
QUOTED: Final = (
    "LICENSE",  # `<year>`
    "large_atom.xml",  # an article on the configuration of an editor, which has `<Leader>`
    "large_rss.xml",
    "stt_newsml_endash.xml",  # a tag of its own that an agency escaped
)
"""Files whose text itself has angle brackets."""
SHARE: Final = 3
"""Of each so many files, one is damaged in each way; which one, differs."""


@pytest.fixture(scope="session")
def real_files(shared: Path) -> list[Path]:
    """All real files of formats, in order."""
    return sorted(path for path in (shared / "formats").rglob("*") if path.is_file())


def read_in_time(path: Path) -> list[Outcome]:
    started = time.process_time()
    outcomes = list(read([str(path)], ReadOptions()))
    assert time.process_time() - started < SECONDS, path
    return outcomes


def wrong(outcome: Outcome) -> str | None:
    """Say what is wrong with an outcome of any input whatever; None if nothing is."""
    match outcome:
        case RawReject(kind=RejectKind.FAULT | RejectKind.TIMEOUT):
            return f"{outcome.format}: {outcome.reason}"
        case RawReject():
            return None if outcome.reason.strip() and "\n" not in outcome.reason else f"reason {outcome.reason!r}"
        case RawReport():
            try:
                extract(outcome, read_at=READ_AT)
            except FormatError:
                return None
        case _:
            return None
    return None


def test_real_files_end_as_articles_rejects_or_passed_the_same_each_time(real_files: list[Path]) -> None:
    for path in real_files:
        outcomes = read_in_time(path)
        assert outcomes, path
        assert [each for each in map(wrong, outcomes) if each] == [], path
        assert list(read([str(path)], ReadOptions())) == outcomes, path


def test_articles_of_real_files_hold_no_markup(real_files: list[Path]) -> None:
    found: list[str] = []
    for path in real_files:
        for report in read([str(path)], ReadOptions()):
            if not isinstance(report, RawReport) or path.stem == "LICENSE" or path.name in QUOTED:
                continue
            try:
                article = extract(report, read_at=READ_AT)
            except FormatError:
                continue
            texts = (article.headline or "", article.body, report.byline or "", report.section or "")
            found += [f"{path}: {each[0]}" for text in texts if (each := MARKUP.search(text))]
    assert found == []


def test_indexing_real_files_twice_changes_nothing(shared: Path, tmp_path: Path) -> None:
    first = index_into(tmp_path, [str(shared / "formats")], ReadOptions())
    assert first.read == sum(first.outcomes().values())
    assert first.added > 100
    with closing(Store.open(tmp_path)) as store:
        serial = store.last_serial()
        again = index_into(tmp_path, [str(shared / "formats")], ReadOptions())
        assert (again.read, again.added, again.changed) == (first.read, 0, 0)
        assert again.rejected == first.rejected
        assert store.last_serial() == serial


Damage = Callable[[bytes, bytes, random.Random], bytes]


def flipped(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(data), chance.choice((1, 3, 20, 200)))):
        changed[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(changed)


def with_other_tokens(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    tokens = re.split(rb'([<>{}\[\]",:\n&;=])', data)
    for _ in range(chance.choice((1, 5, 30))):
        tokens[chance.randrange(len(tokens))] = chance.choice(tokens)
    return b"".join(tokens)


def with_a_hole(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:start] + data[end:]


def spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def encoded(data: bytes, codec: str) -> bytes:
    return data.decode(errors="replace").encode(codec, "replace")


DAMAGES: Final[dict[str, Damage]] = {
    "truncated": lambda data, _, chance: data[: chance.randrange(len(data) + 1)],
    "without its start": lambda data, _, chance: data[chance.randrange(len(data) + 1) :],
    "with a hole": with_a_hole,
    "flipped": flipped,
    "with other tokens": with_other_tokens,
    "spliced": spliced,
    "doubled": lambda data, _, __: data + data,
    "as UTF-16": lambda data, _, chance: encoded(data, chance.choice(("utf-16", "utf-16-le", "utf-16-be"))),
    "in another encoding": lambda data, _, chance: encoded(data, chance.choice(("cp1251", "latin-1", "shift_jis"))),
}


def damaged(files: list[Path], kind: str) -> Iterator[tuple[Path, bytes]]:
    """Yield a share of the files with their content after damage, the same each time."""
    for path in files[len(kind) % SHARE :: SHARE]:
        data = path.read_bytes()
        if data:
            chance = random.Random(f"{path.name} {kind}")  # noqa: S311 - reproducible
            yield path, DAMAGES[kind](data, chance.choice(files).read_bytes(), chance)


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_file_is_no_fault_of_a_parser(real_files: list[Path], tmp_path: Path, kind: str) -> None:
    for original, content in damaged(real_files, kind):
        path = tmp_path / original.name
        path.write_bytes(content)
        outcomes = read_in_time(path)
        assert outcomes, f"{original} {kind}"
        assert [each for each in map(wrong, outcomes) if each] == [], f"{original} {kind}"
        path.unlink()
