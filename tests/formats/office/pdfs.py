"""Writes small PDF files by hand, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WIDTH = 600
HEIGHT = 800
FONTS = "/Resources << /Font << /F 3 0 R >> >>"
BOX = f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"


class Text(NamedTuple):
    """A line of text in Helvetica; its baseline starts `x` points from the left and `y` from the top."""

    x: float
    y: float
    text: str
    size: float = 10


def column(text: str, x: float, y: float, size: float = 10, leading: float = 12) -> list[Text]:
    """Return the lines of a text below one another."""
    return [Text(x, y + number * leading, line, size) for number, line in enumerate(text.split("\n"))]


def pdf(
    *pages: Sequence[Text],
    info: dict[str, str] | None = None,
    trailer: str = "",
    font: str = "/BaseFont /Helvetica /Encoding /WinAnsiEncoding",
    page: str = "",
    before: str = "",
) -> bytes:
    """Return a file of some pages; `before` is drawn on each."""
    entries = " ".join(f"/{key} ({_escaped(text)})" for key, text in (info or {}).items())
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * at} 0 R' for at in range(len(pages)))}] >>",
        f"<< /Type /Font /Subtype /Type1 {font} >>",
        f"<< {entries} >>",
    ]
    for number, texts in enumerate(pages):
        stream = before + "\n".join(
            f"BT /F {each.size} Tf {each.x} {HEIGHT - each.y} Td ({_escaped(each.text)}) Tj ET" for each in texts
        )
        objects += [
            f"<< /Type /Page /Parent 2 0 R {BOX} /Contents {6 + 2 * number} 0 R {page} {FONTS} >>",
            f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream",
        ]
    content = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{each}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    ending = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\nstartxref\n{len(content)}\n%%EOF\n"
    )
    return content + ending.encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
