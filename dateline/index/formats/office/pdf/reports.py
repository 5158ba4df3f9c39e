"""The reports of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Final

from dateline.index.formats.format import reject_document
from dateline.index.formats.office.pdf.articles import keywords_of, stories_of
from dateline.index.formats.office.pdf.furniture import without_furniture
from dateline.index.formats.office.pdf.lines import lines_of
from dateline.index.formats.office.pdf.pages import DamagedError, EncryptedError, Page, Pdf
from dateline.index.formats.office.pdf.paragraphs import paragraphs_of
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Document, Outcome, RawReport, RejectKind
from dateline.problems import Problem

_FEWEST_LETTERS: Final = 20
"""Fewer letters are a stamp on a scan."""
_SCANNED: Final = "scanned pages without a text layer; run OCR on it first (for example ocrmypdf)"
_UNMAPPED: Final = (
    "its fonts do not say which letters they draw; run OCR on it first (for example ocrmypdf --force-ocr)"
)


def read_pdf(document: Document, options: ReadOptions) -> Iterator[Outcome]:
    """Yield the reports of the file."""
    try:
        with closing(Pdf(document.content)) as pdf:
            yield from _outcomes(pdf, document, options)
    except EncryptedError:
        yield reject_document(document, "an encrypted PDF", RejectKind.ENCRYPTED)
    except DamagedError as error:
        yield reject_document(document, f"a damaged PDF: {error}", RejectKind.DAMAGED)


def _outcomes(pdf: Pdf, document: Document, options: ReadOptions) -> Iterator[Outcome]:
    read = list(pdf.pages())
    pages = [page for page in read if page is not None]
    letters = sum(len(word.text) for page in pages for word in page.words)
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > letters:
        yield reject_document(document, _UNMAPPED, RejectKind.NO_TEXT)
        return
    if letters < _FEWEST_LETTERS:
        yield reject_document(document, *_without_text(pages, read))
        return
    kept = without_furniture([(page.height, lines_of(page)) for page in pages])
    stories = stories_of(paragraphs_of(kept), pdf.metadata("Title"))
    problem = _problem(pages, read, len(pdf))
    for number, story in enumerate(stories, start=1):
        yield RawReport(
            body="",
            paragraphs=story.paragraphs,
            headline=story.headline,
            place=document.place,
            format=document.format,
            source=options.source,
            keywords=tuple(dict.fromkeys(keywords_of(pdf.metadata("Keywords")))) if len(stories) == 1 else (),
            byte_end=document.byte_end,
            problems=(Problem(problem, place=document.place),) if problem else (),
            item=number if len(stories) > 1 else document.item,
        )


def _problem(pages: list[Page], read: list[Page | None], count: int) -> str | None:
    if len(read) < count:
        return f"only the first {len(read):,} of {count:,} pages were read"
    return f"{len(read) - len(pages):,} damaged pages were left out" if len(pages) < len(read) else None


def _without_text(pages: list[Page], read: list[Page | None]) -> tuple[str, RejectKind]:
    if any(page.has_picture for page in pages):
        return _SCANNED, RejectKind.NO_TEXT
    if read and not pages:
        return "a damaged PDF: no page can be read", RejectKind.DAMAGED
    return "pages without text", RejectKind.NO_TEXT
