"""From blobs to documents: which format reads one, in which encoding and order of dates, and when one is finished."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from dateline.index.formats.options import ReadOptions
from dateline.index.formats.registry import FORMATS
from dateline.index.raw import NO_HINTS, Document, Finished, Hints, Passed, RawReject, RejectKind
from dateline.index.read import read_blobs, read_fetched
from dateline.index.sources.blob import Blob
from dateline.index.sources.stream import Stream, Unpacked
from tests.packed import zipped

OPTIONS = ReadOptions()
LETTER = b"The ministers met."
Read = Document | RawReject | Passed | Finished


def blob(content: bytes, hints: Hints = NO_HINTS, address: str = "news/in.bin") -> Blob:
    return Blob(address, Stream(Unpacked(io.BytesIO(content))), len(content), hints)


def read_one(content: bytes, hints: Hints = NO_HINTS, options: ReadOptions = OPTIONS) -> list[Read]:
    return list(read_blobs([blob(content, hints)], options))


def first_document(content: bytes, hints: Hints = NO_HINTS, options: ReadOptions = OPTIONS) -> Document:
    document = read_one(content, hints, options)[0]
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.extra is not None])
def test_a_format_whose_extra_is_missing_names_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_missing(extra: str | None) -> bool:
        return extra is not None

    monkeypatch.setattr("dateline.index.read.is_missing", is_missing)
    reject, finished = read_one(LETTER, options=ReadOptions(format=name))
    assert isinstance(reject, RawReject)
    assert (reject.kind, reject.reason) == (
        RejectKind.NEEDS_EXTRA,
        f"{name}: to read it, install dateline[{FORMATS[name].extra}]",
    )
    assert finished == Finished("news/in.bin", None)


def test_a_format_that_the_container_knows_is_not_recognised_again() -> None:
    assert first_document(b'{"text": "a"}').format == "jsonl"
    assert first_document(b'{"text": "a"}', Hints(format="plain")).format == "plain"


def test_a_format_that_the_user_names_goes_first() -> None:
    document = first_document(b'{"text": "a"}', Hints(format="csv"), ReadOptions(format="plain"))
    assert document.format == "plain"


def test_what_is_known_to_be_no_article_is_named_unless_the_user_names_a_format() -> None:
    calendar = b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"
    reject, finished = read_one(calendar)
    assert isinstance(reject, RawReject)
    assert (reject.kind, reject.reason) == (RejectKind.UNSUPPORTED, "no article: a calendar")
    assert finished == Finished("news/in.bin", None)
    assert first_document(calendar, options=ReadOptions(format="plain")).format == "plain"


def test_the_encoding_that_the_user_names_goes_before_that_of_a_server() -> None:
    content = "Der Bürgermeister aß \u0442.".encode("koi8-r", "replace").replace(b"?", b"\xc0")
    server = Hints(charset="cp1251")
    assert first_document(content, server).content == content.decode("cp1251").encode()
    named = ReadOptions(encoding="koi8-r")
    assert first_document(content, server, named).content == content.decode("koi8-r").encode()


def test_the_name_of_a_file_is_a_hint_unless_a_better_one_is_known() -> None:
    assert first_document(LETTER).hints.name == "in.bin"
    assert first_document(LETTER, Hints(name="a.txt")).hints.name == "a.txt"


def test_converted_text_has_no_offsets_and_says_what_was_guessed() -> None:
    document = first_document("id,text\n1,Der Bürgermeister aß gern Brötchen".encode("cp1252"))
    assert (document.place.byte, document.byte_end) == (None, None)
    assert document.problem is not None
    assert first_document(b"id,text\n1,a").problem is None


@pytest.mark.parametrize(
    ("dates", "options", "day_first"),
    [
        ("31/05/2021", OPTIONS, True),
        ("05/31/2021", OPTIONS, False),
        ("05/06/2021", OPTIONS, None),
        ("31/05/2021", ReadOptions(day_first=False), False),
        ("05/06/2021", ReadOptions(day_first=True), True),
    ],
)
def test_the_order_of_dates_is_that_of_the_user_or_of_the_input(
    dates: str, options: ReadOptions, *, day_first: bool | None
) -> None:
    content = f"id,date,text\n1,05/06/2021,a\n2,{dates},b\n".encode()
    documents = [each for each in read_one(content, options=options) if isinstance(each, Document)]
    assert [each.day_first for each in documents] == [day_first, day_first]


def test_one_input_says_nothing_of_the_dates_of_another() -> None:
    inputs = [blob(f"id,date,text\n1,{date},a\n".encode()) for date in ("31/05/2021", "05/06/2021")]
    found = [each.day_first for each in read_blobs(inputs, OPTIONS) if isinstance(each, Document)]
    assert found == [True, None]


def test_an_input_is_finished_after_everything_of_it() -> None:
    contents = [b'{"text": "a"}\n{\n{"text": "b"}', b"", b"\x05\x00\x01", LETTER]
    blobs = (blob(content, address=f"{number}") for number, content in enumerate(contents))
    finished: list[str] = []
    for each in read_blobs(blobs, OPTIONS):
        if isinstance(each, Finished):
            finished.append(each.address)
        else:
            assert each.place.source == str(len(finished))
    assert finished == ["0", "1", "2", "3"]


def test_a_blob_is_read_before_the_next_one_is_taken() -> None:
    taken: list[str] = []

    def blobs() -> Iterator[Blob]:
        for address in "ab":
            taken.append(address)
            yield blob(LETTER, address=address)

    found = read_blobs(blobs(), OPTIONS)
    assert [type(next(found)), type(next(found))] == [Document, Finished]
    assert taken == ["a"]


def test_damage_comes_after_what_was_read_and_before_the_end() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            if not data:
                raise OSError("a bad sector")
            return data

    broken = Blob("a", Stream(Unpacked(Broken(b'{"text": "a"}\n'))), None)
    document, damage, finished = read_blobs([broken], OPTIONS)
    assert isinstance(document, Document)
    assert isinstance(damage, RawReject)
    assert damage.reason.startswith("damaged after 14 bytes")
    assert finished == Finished("a", "jsonl")


def test_rejects_and_passed_parts_of_containers_go_through() -> None:
    place = first_document(LETTER).place
    parts: list[Blob | RawReject | Passed] = [RawReject(place, "a device", None, b""), Passed(place, "a link")]
    assert list(read_blobs(parts, OPTIONS)) == parts


def test_what_was_fetched_may_be_a_container() -> None:
    answer = blob(zipped({"a.txt": LETTER, "b.txt": LETTER}), address="https://example.org/news")
    documents = [each.place.source for each in read_fetched([answer], OPTIONS) if isinstance(each, Document)]
    assert documents == ["https://example.org/news!/a.txt", "https://example.org/news!/b.txt"]
