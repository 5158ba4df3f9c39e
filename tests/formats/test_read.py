"""Reading never raises and loses nothing, in bounded memory, whatever the bytes."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dateline.errors import SourceError, UsageError
from dateline.index.formats.registry import FORMATS
from dateline.index.formats.stretch import EXCERPT, LIMIT
from dateline.index.raw import Outcome, Passed, RawReject, RawReport, RejectKind
from dateline.index.read import ReadOptions, read, total_size

Reader = Callable[..., list[Outcome]]
PIECES = st.one_of(
    st.binary(max_size=20),
    st.sampled_from(
        [
            b'{"text": "a"}',
            b"\n",
            b"{",
            b"}",
            b"[",
            b"]",
            b'"',
            b",",
            b"\\",
            b'{"text":',
            b"id,text\n",
            b'1,"a',
            b"\xff",
        ]
    ),
)
BYTES = st.lists(PIECES, max_size=30).map(b"".join)


def covered(outcomes: list[Outcome], content: bytes) -> bytes:
    """Blank out every stretch that was read or rejected; return the content that remains."""
    # An input that was converted to UTF-8 has no offsets.
    read_ = [each for each in outcomes if not isinstance(each, Passed)]
    assume(all(each.byte_end is not None for each in read_))
    rest = bytearray(content)
    for each in read_:
        start, end = each.place.byte or 0, each.byte_end
        assert end is not None
        assert 0 <= start <= end <= len(content)
        rest[start:end] = b" " * (end - start)
    return bytes(rest)


@given(BYTES)
@example(b"\xff\xfea")
@example(b'{"a":"\\')
def test_reading_any_bytes_never_raises(read_bytes: Reader, content: bytes) -> None:
    for format_ in (None, *FORMATS):
        assert read_bytes(content, "any", ReadOptions(format=format_))


@given(BYTES.map(lambda content: b'{"text": "a"}\n' + content))
def test_every_line_of_json_lines_is_read_or_rejected(read_bytes: Reader, content: bytes) -> None:
    lines = [line for line in content.split(b"\n") if line.strip()]
    read_ = read_bytes(content, "any", ReadOptions(format="jsonl"))
    assert len(read_) == len(lines)
    assert not covered(read_, content).strip()


@given(BYTES.map(lambda content: b"[" + content))
def test_every_byte_of_an_array_is_read_or_rejected(read_bytes: Reader, content: bytes) -> None:
    read_ = read_bytes(content, "any", ReadOptions(format="jsonl"))
    assert not covered(read_, content).strip(b" \t\r\n\v\f,[]\xef\xbb\xbf")


@given(st.lists(st.sampled_from(["1,a", '2,"b', '3,c"', '"4",d', "5", "6,7,8", '9,"x""y"']), max_size=12))
def test_every_row_of_a_table_is_read_or_rejected(read_bytes: Reader, rows: list[str]) -> None:
    content = "\n".join(["id,text", *rows]).encode()
    rest = covered(read_bytes(content, "any", ReadOptions(format="csv")), content)
    assert rest.strip() in {b"id,text", b""}


@pytest.mark.parametrize("opening", [b'{"text": "a"}\n{"text": "', b'[{"text": "', b"id,text\n1,", b""])
def test_an_endless_line_is_rejected_with_length_and_excerpt(read_bytes: Reader, opening: bytes) -> None:
    content = opening + b"x" * (LIMIT + 100) + b'\n{"text": "b"}\n'
    reject = next(each for each in read_bytes(content, "any") if isinstance(each, RawReject))
    assert len(reject.excerpt) <= EXCERPT
    assert "," in reject.reason
    assert reject.kind is RejectKind.TOO_LARGE
    assert reject.byte_end in {len(content), len(content) - len(b'{"text": "b"}\n')}


def test_a_row_that_is_too_long_does_not_end_a_table(read_bytes: Reader) -> None:
    read_ = read_bytes(b"id,text\n1," + b"x" * (LIMIT + 100) + b"\n2,b\n3,c\n", "a.csv")
    assert [type(each) for each in read_] == [RawReject, RawReport, RawReport]


def test_reading_continues_after_an_endless_line(read_bytes: Reader) -> None:
    content = b'{"text": "a"}\n' + b"x" * (2 * LIMIT) + b'\n{"text": "b"}\n'
    assert [type(each) for each in read_bytes(content)] == [RawReport, RawReject, RawReport]


def test_a_reject_of_a_long_line_keeps_an_excerpt(read_bytes: Reader) -> None:
    (reject,) = read_bytes(b'{"text": ' + b"x" * (2 * EXCERPT))
    assert isinstance(reject, RawReject)
    assert len(reject.excerpt) == EXCERPT


def test_content_before_damage_is_read_and_damage_reported(read_bytes: Reader) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % number for number in range(50_000))
    read_ = read_bytes(gzip.compress(lines)[:-40_000], "a.gz")
    reports = [each for each in read_ if isinstance(each, RawReport)]
    assert len(reports) > 1000
    assert [report.body for report in reports] == [str(number) for number in range(len(reports))]
    damage = read_[-1]
    assert isinstance(damage, RawReject)
    assert damage.reason.startswith("damaged after")
    assert (damage.place.byte or 0) >= (reports[-1].byte_end or 0)


def test_text_after_much_white_space_is_read(read_bytes: Reader) -> None:
    (report,) = read_bytes(b"\n" * 200_000 + b"The council met on Monday.")
    assert isinstance(report, RawReport)
    assert report.body == "The council met on Monday."


def test_a_missing_address_raises_before_reading(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read([str(tmp_path / "missing")], ReadOptions())


@pytest.mark.parametrize(
    "options",
    [ReadOptions(format="word"), ReadOptions(encoding="klingon"), ReadOptions(mapping=(("colour", "C"),))],
)
def test_invalid_options_raise_before_reading(options: ReadOptions) -> None:
    with pytest.raises(UsageError):
        read([], options)


def test_progress_counts_every_stored_byte_once(shared: Path) -> None:
    counts: list[int] = []
    addresses = [str(shared / "corpora" / "time.jsonl.gz"), str(shared / "seeds")]
    for _ in read(addresses, ReadOptions(), counts.append):
        pass
    assert sum(counts) == total_size(addresses)
    assert min(counts) > 0


def test_the_corpora_have_one_reject_an_article_without_text(shared: Path) -> None:
    rejects = [
        reject
        for path in sorted((shared / "corpora").glob("*.jsonl.gz"))
        for reject in read([str(path)], ReadOptions())
        if isinstance(reject, RawReject)
    ]
    assert [reject.reason for reject in rejects] == ["no text: the article has neither a body nor a headline"]
