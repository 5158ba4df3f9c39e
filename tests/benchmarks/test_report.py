"""RESULTS.md: tables of saved results, with reasons for empty cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec

from benchmarks.catalogue import SECTIONS
from benchmarks.chart import bars
from benchmarks.report import PAGE, page
from benchmarks.results import Articles, Machine, Result, read_all, reported_command, save
from benchmarks.search_tables import Cell, Clients, Figures, PeerFigures


def measured(figures: msgspec.Struct, *, count: int = 5_000, engine: str = "tantivy") -> Result:
    return Result(
        benchmark="search_speed",
        command="python -m benchmarks.search_speed",
        date=date(2024, 5, 1),
        machine=Machine(cores=2, memory_gb=8.0, python="3.11.7", architecture="x86_64"),
        versions={"tantivy": "0.27.0"},
        figures=msgspec.convert(msgspec.to_builtins(figures), dict[str, object]),
        articles=Articles("wire", count, 121.0, "0123456789abcdef0123", engine),
    )


FIGURES = Figures(
    [
        PeerFigures(
            "Dateline",
            "0.1.0",
            cells={"term": Cell(6.0, 9.5, 197), "phrase": Cell(12.5, 20.0, 887)},
            clients=[Clients(1, 150.0, 6.5, 9.0), Clients(8, 310.0, 25.0, 41.0)],
            cold=66.0,
            snippets=True,
        ),
        PeerFigures("tantivy", "0.27.0", cells={"term": Cell(1.5, 2.0, 195)}, snippets=True),
        PeerFigures("bm25s", "0.3", cells={"term": Cell(0.5, 0.7, 197), "phrase": Cell(not_offered="no positions")}),
        PeerFigures("OpenSearch", not_here="this machine has no node"),
    ]
)


def test_a_table_has_rows_of_operations_and_columns_of_peers(tmp_path: Path) -> None:
    save(measured(FIGURES), tmp_path)
    text = page(read_all(tmp_path))
    assert "### 5,000 articles" in text
    assert "| operation | articles | Dateline | tantivy | bm25s | Dateline p95 | Dateline / tantivy |" in text
    assert "| term: `oil` | 197 | 6.00 | 1.50 | 0.50 | 9.50 | 4.0 |" in text
    assert '| phrase: `"foreign minister"` | 887 | 12.5 |  |  | 20.0 |  |' in text
    assert "| Dateline | 0.1.0 | 150 | 9.00 | 310 | 41.0 | 66.0 |" in text


def test_empty_cells_and_differing_totals_are_explained(tmp_path: Path) -> None:
    save(measured(FIGURES), tmp_path)
    text = page(read_all(tmp_path))
    assert "- OpenSearch is missing: this machine has no node." in text
    assert "- bm25s lacks phrase: no positions." in text
    assert "- bm25s shows no snippets." in text
    assert "- tantivy counts 195 for term; it has its own tokenizer and English stemmer." in text


def test_the_smallest_archive_comes_first(tmp_path: Path) -> None:
    save(measured(FIGURES, count=100_000), tmp_path)
    save(measured(FIGURES, count=5_000), tmp_path)
    text = page(read_all(tmp_path))
    assert 0 < text.index("### 5,000 articles") < text.index("### 100,000 articles")


def test_another_engine_has_its_own_part(tmp_path: Path) -> None:
    save(measured(FIGURES), tmp_path)
    save(measured(FIGURES, engine="whoosh"), tmp_path)
    text = page(read_all(tmp_path))
    assert "### 5,000 articles" in text
    assert "### 5,000 (whoosh) articles" in text
    assert "results/search_speed-5000-whoosh.svg" in text


def test_a_result_names_its_machine_versions_and_articles(tmp_path: Path) -> None:
    save(measured(FIGURES), tmp_path)
    assert (
        "- `python -m benchmarks.search_speed`: 2024-05-01; 2 cores, 8 GB, x86_64, Python 3.11.7; tantivy 0.27.0; "
        "5,000 articles `wire` of 121 words, SHA-256 `0123456789abcdef`."
    ) in page(read_all(tmp_path))


def test_a_missing_result_names_the_command() -> None:
    text = page({})
    assert all(f"`python -m benchmarks.{section.name} --save`" in text for section in SECTIONS)


def test_the_page_in_the_repository_matches_the_saved_results() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(read_all()), "update it with `python -m benchmarks.report`"


def test_ten_times_the_time_makes_a_bar_one_step_longer() -> None:
    drawing = ET.fromstring(bars("<title>", {"a": 1.0, "b": 10.0, "c": 100.0}))
    lengths = [float(bar.attrib["width"]) for bar in drawing.iterfind("{*}rect[@y]")]
    assert lengths[2] - lengths[1] == lengths[1] == 210.0


def test_reported_commands_omit_local_paths() -> None:
    arguments = ["--articles", "5000", "--corpora", "/home/somebody/corpora", "--save"]
    assert reported_command("search_speed", arguments) == (
        "python -m benchmarks.search_speed --articles 5000 --corpora corpora"
    )
