"""How well and how fast are saved web pages read? `python -m benchmarks.pages --formats ../shared/formats`.

Pages per second on one core, for all pages and for those that Dateline is sure of without trafilatura. Text is compared
with what sites state in JSON-LD, which is removed from the pages first, so that nobody can read it there; days are
compared with labels. Pages are halved by a digest of their names, so that rules fitted to one half show in the other.

The peers do less: resiliparse only finds text, trafilatura finds text, a title, authors, a day and a name of the site.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks.metadata_score import NOW
from benchmarks.options import parser
from benchmarks.results import Articles, Result, result, save
from benchmarks.section import Section
from benchmarks.tables import table, times
from dateline.index.formats.encoding import decode
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.pages import libraries
from dateline.index.formats.pages.json_ld import read_json_ld
from dateline.index.formats.pages.page import Page
from dateline.index.formats.pages.tree import cleaned_source, parse_page
from dateline.index.metadata.extract import extract
from dateline.index.raw import Document, Hints, RawReport
from dateline.problems import Place

_SCRIPT = re.compile(r"<script[^>]*ld\+json.*?</script>", re.DOTALL | re.IGNORECASE)
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\\w+")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_LONG = 1_000
"""Characters of a text in JSON-LD that is no opening only."""
HALVES = ("even", "odd")


class _Saved(NamedTuple):
    name: str
    url: str | None
    content: bytes
    day: str | None


class Reading(NamedTuple):
    """What a reader makes of a page."""

    text: str
    day: str | None


class Row(msgspec.Struct, frozen=True):
    """One reader on one half of the pages."""

    reader: str
    half: str
    pages: int
    per_second: float
    texts: int
    text_f1: float
    days: int
    days_right: float


class Figures(msgspec.Struct, frozen=True):
    """All readers, and how often Dateline was sure."""

    rows: list[Row]
    sure: int
    sure_per_second: float


def pages(folder: Path) -> list[_Saved]:
    """Read all pages under a folder, with the day where a `truth_*.json` beside them names it."""
    labels: dict[str, tuple[str, str]] = {}
    for path in folder.rglob("truth_*.json"):
        truth: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
        labels |= {each["file"]: (url, each["date"]) for url, each in truth.items()}
    found: list[_Saved] = []
    for path in sorted(folder.rglob("*.html*")):
        content = path.read_bytes()
        url, day = labels.get(path.name, (None, None))
        found.append(_Saved(path.name, url, gzip.decompress(content) if path.suffix == ".gz" else content, day))
    return found


def read_by_dateline(saved: _Saved) -> Reading:
    """Read a page as `dateline index` does."""
    document = Document(Page.name, saved.content, Place(saved.name), len(saved.content), Hints(url=saved.url))
    (outcome,) = Page().parse(document, ReadOptions())
    if not isinstance(outcome, RawReport):
        return Reading("", None)
    return Reading("\n".join(outcome.paragraphs), outcome.published)


def read_by_trafilatura(saved: _Saved) -> Reading:
    """Extract text and metadata with trafilatura."""
    from trafilatura import bare_extraction

    found = bare_extraction(decode(saved.content).text, url=saved.url, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return Reading("", None)
    return Reading(found.text or "", found.date)


def read_by_resiliparse(saved: _Saved) -> Reading:
    """Extract text with resiliparse."""
    return Reading(libraries.main_text(decode(saved.content).text) or "", None)


READERS: dict[str, Callable[[_Saved], Reading]] = {
    "dateline": read_by_dateline,
    "trafilatura": read_by_trafilatura,
    "resiliparse": read_by_resiliparse,
}


def measured(saved: Sequence[_Saved]) -> Iterator[Row]:
    """Read each half with each reader."""
    for reader, read in READERS.items():
        try:
            # Once before, since libraries are imported when a page needs them.
            for each in saved:
                read(each)
        except ImportError as error:
            print(f"{reader} is left out: {error}")
            continue
        for half in HALVES:
            yield _row(reader, read, half, [each for each in saved if half_of(each.name) == half])


def _row(reader: str, read: Callable[[_Saved], Reading], half: str, saved: Sequence[_Saved]) -> Row:
    started = time.process_time()
    readings = [read(each) for each in saved]
    taken = time.process_time() - started
    labelled = [(each.day, _iso(reading.day)) for each, reading in zip(saved, readings, strict=True) if each.day]
    scores = [f1(read(_without_json_ld(each)).text, stated) for each in saved if (stated := _stated_text(each))]
    return Row(
        reader=reader,
        half=half,
        pages=len(saved),
        per_second=len(saved) / taken,
        texts=len(scores),
        text_f1=sum(scores) / max(1, len(scores)),
        days=len(labelled),
        days_right=sum(day == found for day, found in labelled) / max(1, len(labelled)),
    )


def _iso(written: str | None) -> str | None:
    """Return the day of a date in the words of a page, in the time zone of the page."""
    if written is None or _ISO.match(written):
        return written and written[:10]
    report = RawReport(body="A text.", place=Place("page"), format=Page.name, published=written)
    published = extract(report, read_at=NOW).published
    return published.at.date().isoformat() if published else None


def half_of(name: str) -> str:
    """Return the half that a page belongs to."""
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def f1(found: str, wanted: str) -> float:
    """Return the agreement of two texts: F1 over their words."""
    one, other = Counter(_WORD.findall(found.lower())), Counter(_WORD.findall(wanted.lower()))
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _stated_text(saved: _Saved) -> str | None:
    """Return the text that a page states in JSON-LD, if that is not only its opening."""
    root = parse_page(cleaned_source(decode(saved.content).text))
    value = None if root is None else read_json_ld(root).article.get("articleBody")
    return value if isinstance(value, str) and len(value) >= _LONG else None


def _without_json_ld(saved: _Saved) -> _Saved:
    return saved._replace(content=_SCRIPT.sub("", decode(saved.content).text).encode())


def sure(saved: Sequence[_Saved]) -> tuple[int, float]:
    """Return of how many pages Dateline is sure without trafilatura, and how many of those it reads in a second."""
    asked: list[str] = []
    extracted_text = libraries.extracted_text

    def counted(page: str) -> str | None:
        asked.append(page)
        return extracted_text(page)

    libraries.extracted_text = counted
    count, seconds = 0, 0.0
    for each in saved:
        before, started = len(asked), time.process_time()
        read_by_dateline(each)
        if len(asked) == before:
            count += 1
            seconds += time.process_time() - started
    libraries.extracted_text = extracted_text
    return count, count / seconds


def render(results: Sequence[Result]) -> str:
    """One row per reader and half."""
    return "\n\n".join(_table(one.figures_as(Figures)) for one in results)


def _table(figures: Figures) -> str:
    slowest = {row.half: row.per_second for row in figures.rows if row.reader == "trafilatura"}
    rows = [
        [
            row.reader,
            row.half,
            str(row.pages),
            f"{row.per_second:.0f}",
            times(row.per_second / slowest[row.half]) if row.half in slowest else "",
            f"{row.text_f1:.3f} of {row.texts}",
            f"{row.days_right:.2f} of {row.days}" if row.days_right else "",
        ]
        for row in figures.rows
    ]
    headings = ["reader", "half", "pages", "pages/s", "times trafilatura", "text F1", "days right"]
    said = f"Sure without trafilatura: {figures.sure} pages, {figures.sure_per_second:.0f} a second."
    return f"{table(headings, rows)}\n\n{said}"


SECTION = Section(
    name="pages",
    heading="Web pages",
    question="How well and how fast are saved web pages read?",
    render=render,
    small=(("--formats", "FORMATS"),),
    full=(("--formats", "FORMATS"),),
)


def main() -> None:
    """Run the benchmark."""
    made = parser(__doc__)
    made.add_argument("--formats", type=Path, required=True, help="folder with sets of pages")
    given = made.parse_args()
    saved = pages(given.formats)
    rows = list(measured(saved))
    count, per_second = sure(saved)
    figures = Figures(rows, count, per_second)
    one = result(
        "pages",
        figures,
        ["dateline", "trafilatura", "htmldate", "resiliparse", "lxml"],
        Articles("saved pages", len(saved)),
    )
    print(render([one]))
    if given.save:
        save(one)


if __name__ == "__main__":
    main()
