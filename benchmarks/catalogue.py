"""The benchmarks with a section in RESULTS.md, in the order of that page."""

from __future__ import annotations

from benchmarks import (
    adding_speed,
    indexing_memory,
    indexing_speed,
    kill,
    metadata_score,
    pages,
    ranking,
    reading_speed,
    search_speed,
    start_speed,
    suggest_speed,
    web_speed,
    whoosh_speed,
)

SECTIONS = (
    search_speed.SECTION,
    whoosh_speed.SECTION,
    adding_speed.SECTION,
    start_speed.SECTION,
    suggest_speed.SECTION,
    web_speed.SECTION,
    indexing_speed.SECTION,
    indexing_memory.SECTION,
    reading_speed.SECTION,
    pages.SECTION,
    ranking.SECTION,
    metadata_score.SECTION,
    kill.SECTION,
)
