"""The words of PDF pages and where they stand. The only file that knows pypdfium2.

Source: the public headers of PDFium (`fpdf_text.h`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from types import ModuleType
from typing import Final, NamedTuple, Protocol

_HYPHENS: Final = frozenset({0x02, 0xAD, 0xFFFE})
"""What PDFium gives for a hyphen at the end of a line."""
_SPACES: Final = frozenset({0x00, 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000})
_UPRIGHT: Final = 0.2
"""Maximum slope of a line of text in radians; a watermark stands askew."""
_JUMP: Final = 1.5
"""A gap within a word of so many times its height ends it."""
_MAX_GLYPHS: Final = 1_500_000
"""Maximum number of glyphs of a file; a long novel has one million."""


class Word(NamedTuple):
    """A word; lengths in points from the top left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of a line in this font: about 1.2 times its size."""
        return self.bottom - self.top


class Page(NamedTuple):
    """A page."""

    width: float
    height: float
    words: tuple[Word, ...]
    """In the order of the file."""
    has_picture: bool
    unmapped: int
    """Number of glyphs of which the file does not say which letters they are."""


class EncryptedError(Exception):
    """The file needs a password."""


class DamagedError(Exception):
    """The file cannot be opened; the message says why."""


class _TextPage(Protocol):
    def count_chars(self) -> int: ...
    def close(self) -> None: ...


class _Page(Protocol):
    def get_textpage(self) -> _TextPage: ...
    def get_rotation(self) -> int: ...
    def get_width(self) -> float: ...
    def get_height(self) -> float: ...
    def get_objects(self, filter: list[int], max_depth: int) -> Iterator[object]: ...  # noqa: A002 - the library's name
    def close(self) -> None: ...


class _File(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, number: int) -> _Page: ...
    def get_metadata_value(self, key: str) -> str: ...
    def close(self) -> None: ...


class Pdf:
    """An open file; must be closed. Raises EncryptedError or DamagedError."""

    def __init__(self, content: bytes) -> None:
        library = import_module("pypdfium2")
        self._raw = import_module("pypdfium2.raw")
        self._error: type[Exception] = library.PdfiumError
        try:
            self._file: _File = library.PdfDocument(content)
        except library.PdfiumError as error:
            code: object = error.err_code
            if code == self._raw.FPDF_ERR_PASSWORD:
                raise EncryptedError from error
            raise DamagedError(str(error)) from error

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self._file)

    def close(self) -> None:
        """Free the memory."""
        self._file.close()

    def metadata(self, key: str) -> str:
        """Return an entry of the document information, `Title`; empty if it is missing."""
        return " ".join(self._file.get_metadata_value(key).split())

    def pages(self) -> Iterator[Page | None]:
        """Yield the pages; None for one that is damaged. Ends at _MAX_GLYPHS."""
        glyphs = 0
        for number in range(len(self._file)):
            try:
                with closing(self._file[number]) as page, closing(page.get_textpage()) as text:
                    glyphs += text.count_chars()
                    if glyphs > _MAX_GLYPHS:
                        return
                    yield self._page(page, text)
            except self._error:
                yield None

    def _page(self, page: _Page, text: _TextPage) -> Page:
        rotation = page.get_rotation()
        width, height = page.get_width(), page.get_height()
        reader = _Reader(self._raw, text, rotation, (width, height))
        words = tuple(reader.words())
        has_picture = next(page.get_objects([self._raw.FPDF_PAGEOBJ_IMAGE], 3), None) is not None
        return Page(width, height, words, has_picture, reader.unmapped)


class _Glyph(NamedTuple):
    letter: str
    left: float
    right: float
    top: float
    bottom: float


class _Reader:
    """Puts the glyphs of one page together to words."""

    def __init__(self, raw: ModuleType, page: _TextPage, rotation: int, size: tuple[float, float]) -> None:
        self._raw = raw
        self._page = page
        self._rotation = rotation
        self._width, self._height = size
        self.unmapped = 0

    def words(self) -> Iterator[Word]:
        """Yield the words in the order of the file."""
        word: list[_Glyph] = []
        for glyph in self._glyphs():
            if word and (glyph is None or _is_apart(word[-1], glyph)):
                yield _word(word)
                word = []
            if glyph is not None:
                word.append(glyph)
        if word:
            yield _word(word)

    def _glyphs(self) -> Iterator[_Glyph | None]:
        """Yield upright glyphs, and None for white space."""
        box = self._raw.FS_RECTF()
        where = ctypes.byref(box)
        is_askew: bool | None = None  # of the word that is being read
        for number in range(self._page.count_chars()):
            code: int = self._raw.FPDFText_GetUnicode(self._page, number)
            if code in _SPACES:
                is_askew = None
                yield None
                continue
            if is_askew is None:
                is_askew = self._is_askew(number)
            if is_askew or not self._raw.FPDFText_GetLooseCharBox(self._page, number, where):
                continue
            letter = self._letter(code)
            if letter:
                yield self._placed(letter, box.left, box.right, box.top, box.bottom)

    def _letter(self, code: int) -> str:
        """Return the text of a code; empty for one that is no letter."""
        if code in _HYPHENS:
            return "-"
        if code < 0x20 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF:
            self.unmapped += 1
            return ""
        return "" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)

    def _is_askew(self, number: int) -> bool:
        if self._rotation:
            return False
        angle: float = self._raw.FPDFText_GetCharAngle(self._page, number)
        return _UPRIGHT < angle < 2 * 3.1416 - _UPRIGHT

    def _placed(self, letter: str, left: float, right: float, top: float, bottom: float) -> _Glyph:
        """Return a glyph as it is seen on the page, which may be shown turned."""
        match self._rotation:
            case 90:
                return _Glyph(letter, bottom, top, left, right)
            case 180:
                return _Glyph(letter, self._width - right, self._width - left, bottom, top)
            case 270:
                return _Glyph(
                    letter, self._width - top, self._width - bottom, self._height - right, self._height - left
                )
            case _:
                return _Glyph(letter, left, right, self._height - top, self._height - bottom)


def _is_apart(before: _Glyph, glyph: _Glyph) -> bool:
    """Whether two glyphs without a space between them belong to different words."""
    height = max(before.bottom - before.top, 1.0)
    gap = max(glyph.left - before.right, before.left - glyph.right)
    overlap = min(before.bottom, glyph.bottom) - max(before.top, glyph.top)
    return gap > height * _JUMP or overlap < 0.3 * min(height, max(glyph.bottom - glyph.top, 1.0))


def _word(glyphs: list[_Glyph]) -> Word:
    return Word(
        "".join(glyph.letter for glyph in glyphs),
        min(glyph.left for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        glyphs[0].top,
        glyphs[0].bottom,
    )
