"""Score metadata by source and kind, with every error: `python -m benchmarks.metadata_report SHARED`.

SHARED contains `gold/gold.jsonl`, its `score.py`, and `corpora/`. Labels in `tests/metadata/labels/` have ids and
values only; the texts come from the corpora. Short reports have their text; their parts are the languages. `--file`
scores other files of either form. Errors in a file of held labels are listed only if `--file` names it. Figures are
compared with the last accepted ones (`benchmarks/metadata_accepted.json`); `--accept` saves the new ones there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from benchmarks.metadata_score import GoldRow, extracted, prediction
from dateline.index.article import Article

LABELS = Path(__file__).parent.parent / "tests" / "metadata" / "labels"
ACCEPTED = Path(__file__).with_name("metadata_accepted.json")
_LINE = re.compile(
    r"(?P<kind>[a-z ]+?)\s+(?P<P>\d\.\d{3})\s+(?P<R>\d\.\d{3})\s+(?P<F1>\d\.\d{3})"
    r"\s+(?P<hits>\d+)\s+(?P<wrong>\d+)\s+(?P<missed>\d+)"
)
_HELD = "_held"
"""The end of a label file's name that nobody reads while writing rules."""
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+|\n+")


class Figure(msgspec.Struct, frozen=True):
    """Precision, recall and F1 of one kind of metadata."""

    precision: float
    recall: float
    f1: float


class _Labelled(msgspec.Struct):
    """The fields needed of a line; a label without a text has it in a corpus."""

    id: str
    corpus: str
    text: str | None = None


class _Text(msgspec.Struct):
    """An article of a corpus."""

    id: str
    title: str | None = None
    body: str | None = None
    date: str | None = None
    dateline: str | None = None
    source: str | None = None
    lang: str | None = None


class Labels(msgspec.Struct):
    """A label file with the texts that are labelled."""

    name: str
    lines: list[bytes]
    corpora: list[str]
    rows: list[GoldRow]


def read_labels(path: Path, corpora: Path) -> Labels:
    """Read a label file. Raises KeyError if a corpus lacks an id."""
    lines = [line for line in path.read_bytes().splitlines() if line.strip()]
    known = [msgspec.json.decode(line, type=_Labelled) for line in lines]
    texts = _texts({one.corpus for one in known if one.text is None}, {one.id for one in known}, corpora)
    rows = [
        msgspec.json.decode(line, type=GoldRow) if one.text is not None else texts[one.id]
        for line, one in zip(lines, known, strict=True)
    ]
    return Labels(path.stem, lines, [one.corpus.split(".")[0] for one in known], rows)


def _texts(names: Iterable[str], wanted: set[str], corpora: Path) -> Mapping[str, GoldRow]:
    found: dict[str, GoldRow] = {}
    for name in sorted(names):
        with gzip.open(corpora / f"{name}.jsonl.gz") as lines:
            for line in lines:
                text = msgspec.json.decode(line, type=_Text)
                if text.id in wanted:
                    found[text.id] = _row(text)
    return found


def _row(text: _Text) -> GoldRow:
    return GoldRow(
        text.id,
        text.body or "",
        text.title,
        text.date,
        dateline_text=text.dateline,
        source=text.source,
        language=text.lang,
    )


def figures(labels: Labels, articles: Mapping[str, Article], scorer: Path, corpus: str | None) -> dict[str, Figure]:
    """The figures of all labels, or of those from one corpus."""
    printed, _ = _scored(labels, articles, scorer, corpus)
    return printed


def _scored(
    labels: Labels, articles: Mapping[str, Article], scorer: Path, corpus: str | None
) -> tuple[dict[str, Figure], list[str]]:
    """The output of the scorer: figures, and one line for each article and kind with errors."""
    chosen = [
        (line, articles[row.id])
        for line, name, row in zip(labels.lines, labels.corpora, labels.rows, strict=True)
        if corpus is None or name == corpus
    ]
    with tempfile.TemporaryDirectory() as scratch:
        gold, predicted = Path(scratch) / "gold.jsonl", Path(scratch) / "predictions.jsonl"
        gold.write_bytes(b"\n".join(line for line, _ in chosen))
        predicted.write_text("\n".join(json.dumps(prediction(article)) for _, article in chosen), encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(predicted), "--errors"]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    found = {
        match["kind"]: Figure(float(match["P"]), float(match["R"]), float(match["F1"]))
        for line in printed
        if (match := _LINE.fullmatch(line.strip())) and int(match["hits"]) + int(match["wrong"]) + int(match["missed"])
    }
    return found, [line for line in printed if "\t" in line]


def error_lines(lines: Sequence[str], articles: Mapping[str, Article]) -> Iterator[str]:
    """Each error with the sentence in which its name occurs."""
    for line in lines:
        identity, kind, message = line.split("\t")
        yield f"{identity}  {kind}: {message}"
        for name in re.findall(r"(?:missed |wrong |; )([^;|(]+)", message):
            if sentence := _sentence(articles[identity], name.strip()):
                yield f"    {sentence}"


def _sentence(article: Article, name: str) -> str | None:
    word = name.rpartition(" ")[2]
    sentences = _SENTENCE_END.split(f"{article.headline or ''}\n{article.body}")
    found = (one for one in sentences if len(word) > 2 and word.lower() in one.lower())
    return next((one.strip()[:300] for one in found), None)


def _table(name: str, found: Mapping[str, Figure], accepted: Mapping[str, Figure]) -> Iterator[str]:
    yield f"\n{name}"
    for kind, figure in found.items():
        before = accepted.get(kind)
        change = f"{figure.f1 - before.f1:+.3f}" if before is not None else "new"
        yield f"  {kind:<24}{figure.precision:>8.3f}{figure.recall:>8.3f}{figure.f1:>8.3f}   {change}"


def _parts(labels: Labels) -> Iterator[str | None]:
    yield None
    yield from sorted(set(labels.corpora))


def main() -> None:
    """Print tables and errors; with `--accept`, save the figures."""
    parser = argparse.ArgumentParser(description="Score metadata against labelled articles, by source and kind.")
    parser.add_argument("shared", type=Path, help="folder with gold/ and corpora/")
    parser.add_argument("--file", type=Path, action="append", help="a label file, instead of the default ones")
    parser.add_argument("--no-language", action="store_true", help="leave the language of a report to be detected")
    parser.add_argument("--errors", action="store_true", help="list the errors, each with its sentence")
    parser.add_argument("--accept", action="store_true", help="save these figures as the last accepted")
    options = parser.parse_args()
    accepted = (
        msgspec.json.decode(ACCEPTED.read_bytes(), type=dict[str, dict[str, Figure]]) if ACCEPTED.exists() else {}
    )
    now: dict[str, dict[str, Figure]] = {}
    for path in options.file or [options.shared / "gold" / "gold.jsonl", *sorted(LABELS.glob("*.jsonl"))]:
        labels = read_labels(path, options.shared / "corpora")
        rows = [msgspec.structs.replace(row, language=None) if options.no_language else row for row in labels.rows]
        articles = {row.id: extracted(row) for row in rows}
        open_to_view = options.file or not labels.name.endswith(_HELD)
        for corpus in _parts(labels):
            name = f"{labels.name}, {corpus or 'all'}"
            now[name], errors = _scored(labels, articles, options.shared / "gold" / "score.py", corpus)
            print("\n".join(_table(name, now[name], accepted.get(name, {}))))
            if options.errors and corpus is None and open_to_view:
                print("\n".join(error_lines(errors, articles)))
    if options.accept:
        ACCEPTED.write_bytes(msgspec.json.format(msgspec.json.encode({**accepted, **now}), indent=1) + b"\n")


if __name__ == "__main__":
    main()
