"""DOCX: the paragraphs of the main part. Read with lxml, which is safe, keeps text boxes and leaves out deletions.

Source: ECMA-376 part 1, chapter 17 (WordprocessingML), and part 2 (relationships of packages). Names of elements are
compared without their namespace, since files in the strict form have another one.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from dateline.index.formats.format import Certainty, Head
from dateline.index.formats.markup import Element
from dateline.index.formats.office.packaged import Packaged
from dateline.index.formats.office.written import Kind, Paragraph, Written, kind_of_style
from dateline.index.formats.packages import (
    DAMAGED_ZIP,
    attribute,
    local_name,
    names_in_head,
    parse_xml,
    read_member,
)

_LEFT_OUT: Final = frozenset("del moveFrom instrText delText Fallback rt annotationRef sectPr tblPr".split())
"""Deletions, instructions of fields, copies for old programs, pronunciations."""
_TEXTS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_CONTENTS: Final = "toc "
_MAX_CELL: Final = 300
"""A table with a longer cell is there for the layout: its cells are text, not a row."""


class Docx(Packaged):
    """A document of Word, with or without macros."""

    name = "docx"

    def recognise(self, head: Head) -> Certainty:
        """Sure by the folder of the document in the package."""
        return Certainty.SURE if any(name.startswith("word/") for name in names_in_head(head.raw)) else Certainty.NO

    def written(self, package: zipfile.ZipFile) -> Written:
        """Return what the main part and the properties say."""
        main = _related(package, "", "officeDocument") or "word/document.xml"
        styles = _styles(package, _related(package, main, "styles"))
        paragraphs = _Body(styles).read(parse_xml(read_member(package, main)))
        properties = _properties(package, _related(package, "", "core-properties"))
        return Written(
            paragraphs,
            title=properties.get("title", ""),
            author=properties.get("creator", ""),
            keywords=properties.get("keywords", ""),
            language=properties.get("language", ""),
        )


def _related(package: zipfile.ZipFile, part: str, kind: str) -> str | None:
    """Return the name of the part to which a part, or the package, has a relationship of some kind."""
    folder, name = posixpath.split(part)
    relations = _optional(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    for each in relations if relations is not None else ():
        if (attribute(each, "Type") or "").endswith(f"/{kind}"):
            return posixpath.normpath(posixpath.join("/", folder, attribute(each, "Target") or "")).lstrip("/")
    return None


def _optional(package: zipfile.ZipFile, name: str | None) -> Element | None:
    """Return a part that may be missing or damaged without harm to the text."""
    try:
        return None if name is None else parse_xml(read_member(package, name))
    except DAMAGED_ZIP:
        return None


def _styles(package: zipfile.ZipFile, part: str | None) -> dict[str, str]:
    """Return the names of styles by their ids."""
    root = _optional(package, part)
    found: dict[str, str] = {}
    for style in root if root is not None else ():
        name = next((attribute(each, "val") for each in style if local_name(each.tag) == "name"), None)
        found[attribute(style, "styleId") or ""] = (name or "").casefold()
    return found


def _properties(package: zipfile.ZipFile, part: str | None) -> dict[str, str]:
    root = _optional(package, part)
    return {} if root is None else {local_name(each.tag): each.text or "" for each in root}


class _Text:
    """A paragraph being read."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.style = ""
        self.bold = 0
        self.letters = 0


class _Body:
    """Reads paragraphs in order, without recursion; those in text boxes follow the paragraph with their anchor."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self._styles = styles
        self._open: list[_Text] = []
        self._found: list[list[Paragraph]] = [[]]
        """What was found in the document, in the cells of an open row, in the cells of a row within these ..."""
        self._boxes: list[Paragraph] = []
        self._is_bold = False

    def read(self, root: Element) -> list[Paragraph]:
        """Return the paragraphs."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = local_name(element.tag)
            if event == "start":
                if name in _LEFT_OUT or (name == "r" and _is_hidden(element)):
                    walker.skip_subtree()
                else:
                    self._start(name, element)
            else:
                self._end(name, element)
        return self._found[0]

    def _start(self, name: str, element: Element) -> None:
        if name == "p":
            self._open.append(_Text())
        elif name == "tr":
            self._found.append([])
        elif name == "r":
            self._is_bold = _is_set(element, "b")
        elif name == "pStyle" and self._open:
            self._open[-1].style = self._styles.get(attribute(element, "val") or "", "")

    def _end(self, name: str, element: Element) -> None:
        if name == "p" and self._open:
            self._close(self._open.pop())
        elif name == "tr":
            self._found[-2].extend(_row(self._found.pop()))
        elif name == "tc":
            self._found[-1].append(_CELL_END)
        elif self._open and name in {"t", *_TEXTS} and not _is_page_break(element):
            self._add(_TEXTS.get(name) or element.text or "")

    def _add(self, text: str) -> None:
        paragraph = self._open[-1]
        paragraph.parts.append(text)
        paragraph.letters += len(text.strip())
        paragraph.bold += len(text.strip()) if self._is_bold else 0

    def _close(self, text: _Text) -> None:
        if text.style.startswith(_CONTENTS):
            return
        kind = kind_of_style(text.style)
        if kind is Kind.TEXT and 0 < text.letters == text.bold:
            kind = Kind.BOLD
        paragraph = Paragraph("".join(text.parts), kind)
        if self._open:
            self._boxes.append(paragraph)
        else:
            self._found[-1] += [paragraph, *self._boxes]
            self._boxes = []


_CELL_END: Final = Paragraph("\x00")


def _row(found: list[Paragraph]) -> Iterator[Paragraph]:
    """Yield a row as one paragraph, or the paragraphs of its cells if the table is there for the layout."""
    cells: list[list[Paragraph]] = [[]]
    for each in found:
        if each is _CELL_END:
            cells.append([])
        elif each.text.strip():
            cells[-1].append(each)
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and all(len(cell) == 1 and len(cell[0].text) <= _MAX_CELL for cell in filled):
        yield Paragraph("\t".join(cell[0].text for cell in filled))
    else:
        yield from (paragraph for cell in filled for paragraph in cell)


def _is_set(run: Element, name: str) -> bool:
    """Whether a property of a run is there and not switched off."""
    properties = next((each for each in run if local_name(each.tag) == "rPr"), None)
    found = (
        next((each for each in properties if local_name(each.tag) == name), None) if properties is not None else None
    )
    return found is not None and attribute(found, "val") not in {"0", "false", "off", "none"}


def _is_hidden(run: Element) -> bool:
    return _is_set(run, "vanish")


def _is_page_break(element: Element) -> bool:
    return local_name(element.tag) == "br" and attribute(element, "type") in {"page", "column"}
