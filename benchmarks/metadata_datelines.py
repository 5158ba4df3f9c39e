"""Score datelines on labelled openings of articles: `python -m benchmarks.metadata_datelines [FILE ...] [--errors]`.

Openings are labelled by hand in `tests/metadata/labels/datelines/`. Place, country and day count apart; places are
compared with case and accents, since a place has one normal form.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from benchmarks.metadata_score import NOW
from dateline.index.metadata.extract import extract
from dateline.index.raw import RawReport
from dateline.problems import Place

OPENINGS = Path(__file__).parent.parent / "tests" / "metadata" / "labels" / "datelines"


class Label(msgspec.Struct, frozen=True):
    """What a dateline says; the day is in ISO 8601."""

    place: str
    country: str | None
    date: str | None


class Opening(msgspec.Struct, frozen=True):
    """The opening of an article, its day of publication, and its dateline."""

    id: str
    text: str
    published: str
    dateline: Label | None


class Score(msgspec.Struct, frozen=True):
    """How many values of one kind are right, wrong and missed, with the errors in words."""

    right: int
    wrong: int
    missed: int
    errors: tuple[str, ...]

    @property
    def f1(self) -> float:
        """F1; 1.0 if there is nothing to find and nothing was found."""
        return 2 * self.right / total if (total := 2 * self.right + self.wrong + self.missed) else 1.0


_KINDS: Mapping[str, Callable[[Label], str | None]] = {
    "place": lambda label: label.place,
    "country": lambda label: label.country,
    "day": lambda label: label.date,
}


def read_openings(path: Path) -> list[Opening]:
    """Read a file of labelled openings, one a line."""
    return [msgspec.json.decode(line, type=Opening) for line in path.read_bytes().splitlines() if line.strip()]


def found_in(opening: Opening) -> Label | None:
    """Extract the dateline of an opening."""
    raw = RawReport(opening.text, Place(opening.id), "openings", published=opening.published)
    dateline = extract(raw, read_at=NOW).dateline
    return Label(dateline.place, dateline.country, dateline.date) if dateline else None


def scores(openings: Sequence[Opening]) -> dict[str, Score]:
    """Score each kind of value."""
    found = [(opening, found_in(opening)) for opening in openings]
    return {kind: _score(found, value) for kind, value in _KINDS.items()}


def _score(found: Sequence[tuple[Opening, Label | None]], value: Callable[[Label], str | None]) -> Score:
    pairs = [
        (opening, value(opening.dateline) if opening.dateline else None, value(label) if label else None)
        for opening, label in found
    ]
    return Score(
        right=sum(wanted is not None and wanted == got for _, wanted, got in pairs),
        wrong=sum(got is not None and wanted != got for _, wanted, got in pairs),
        missed=sum(wanted is not None and wanted != got for _, wanted, got in pairs),
        errors=tuple(
            f"{opening.id}: {wanted} expected, {got} found in {opening.text[:90]!r}"
            for opening, wanted, got in pairs
            if wanted != got
        ),
    )


def _lines(path: Path, *, errors: bool) -> Iterator[str]:
    openings = read_openings(path)
    yield f"{path.stem}: {len(openings)} openings"
    for kind, score in scores(openings).items():
        yield f"  {kind:<8} F1 {score.f1:.3f}   {score.right} right, {score.wrong} wrong, {score.missed} missed"
        yield from (f"      {error}" for error in score.errors if errors)


def main() -> None:
    """Print the scores of each file."""
    parser = argparse.ArgumentParser(description="Score datelines on labelled openings.")
    parser.add_argument("files", type=Path, nargs="*", help="label files, instead of the default ones")
    parser.add_argument("--errors", action="store_true", help="list the errors")
    options = parser.parse_args()
    for path in options.files or sorted(OPENINGS.glob("*.jsonl")):
        print("\n".join(_lines(path, errors=options.errors)))


if __name__ == "__main__":
    main()
