"""Stories of a wire in one input: from SOH to EOT, or to the next SOH; and what their readers share.

Sources: IPTC 7901 (1995) and ANPA 1312, which use the control characters of ASCII alike.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

import msgspec

from dateline.index.formats.encoding import decode
from dateline.index.formats.format import Certainty, Head, Reads, documents_of, reject_document
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.stretch import EXCERPT, LIMIT, Stretch
from dateline.index.raw import Document, Outcome, RawReject, RawReport, RejectKind
from dateline.index.sources.blob import Blob
from dateline.problems import Place, Problem

_CHUNK: Final = 1 << 17
_START: Final = b"\x01"
_END = re.compile(b"[\x01\x04]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_CENTURY: Final = 70
"""Two-digit years from this one on are of the twentieth century."""


class Story(NamedTuple):
    """The parts of a story, decoded."""

    header: list[str]
    """Lines before the text, with their control characters."""
    text: list[str]
    """Lines without control characters, but with tabs; without line ends."""
    trailer: str
    """What follows the text: when it was sent."""
    problem: str | None


def read_stories(stream: BinaryIO) -> Iterator[Stretch]:
    """Yield each story with its control characters, in bounded memory."""
    buffer, byte, line = b"", 0, 1
    while True:
        chunk = stream.read(_CHUNK)
        buffer += chunk
        taken = 0
        for stretch in _complete(buffer, byte, line, at_end=not chunk):
            taken = stretch.end - byte
            yield stretch
        if len(buffer) - taken > LIMIT:
            yield Stretch(line, byte + taken, buffer[taken : taken + EXCERPT], len(buffer) - taken)
            taken = len(buffer)
        line += buffer.count(b"\n", 0, taken)
        byte += taken
        buffer = buffer[taken:]
        if not chunk:
            return


def _complete(buffer: bytes, byte: int, line: int, *, at_end: bool) -> Iterator[Stretch]:
    """Yield the stories that end in a buffer."""
    position = 0
    while (start := buffer.find(_START, position)) >= 0:
        found = _END.search(buffer, start + 1)
        if found is None and not at_end:
            return
        end = len(buffer) if found is None else found.end() if found[0] != _START else found.start()
        length = end - start
        content = buffer[start : end if length <= LIMIT else start + EXCERPT]
        yield Stretch(line + buffer.count(b"\n", 0, start), byte + start, content, length)
        position = end


class StoryFormat(ABC):
    """A format whose inputs are stories of a wire, each from a start of heading to its end."""

    name: str
    reads = Reads.BYTES
    extra = None
    recognised: re.Pattern[bytes]
    """How an input opens."""

    def recognise(self, head: Head) -> Certainty:
        """Sure by the header of the first story."""
        return Certainty.SURE if self.recognised.match(head.raw) else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield each story, numbered if there are several."""
        del options
        is_empty = True
        for each in documents_of(read_stories(blob.stream), blob, self.name):
            is_empty = False
            yield each
        if is_empty:
            yield RawReject(Place(blob.address), "no story: no start of heading (SOH)", self.name, b"")

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the article."""
        story = story_of(document.content, options.encoding or document.hints.charset)
        report = self.report(story, document, options)
        if not report.headline and not report.paragraphs and not report.body.strip():
            yield reject_document(document, "no text: the story has neither a body nor a headline", RejectKind.NO_TEXT)
            return
        problems = (Problem(story.problem, place=document.place),) if story.problem else ()
        yield msgspec.structs.replace(
            report,
            byte_end=document.byte_end,
            item=document.item,
            problems=problems,
            source=report.source or options.source,
        )

    @abstractmethod
    def report(self, story: Story, document: Document, options: ReadOptions) -> RawReport:
        """Return what a story says; its place in the input is added."""


def story_of(content: bytes, encoding: str | None) -> Story:
    """Take a story apart."""
    text, problem = decode(content, encoding)
    header, has_text, rest = text.partition("\x02")
    if not has_text:
        header, _, rest = text.partition("\n")
    body, _, trailer = rest.partition("\x03")
    lines = [_CONTROLS.sub("", each) for each in body.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return Story(header.replace("\r\n", "\n").split("\n"), lines, trailer.strip(), problem)


def full_year(two_digits: str) -> int:
    """Return the year of its last two digits."""
    year = int(two_digits)
    return year + (1900 if year >= _CENTURY else 2000)
