"""Mutant engines, each wrong in one way, with the checks that must each catch them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from dateline.index.writer import IndexWriter
from dateline.search.engine import Engine, EngineKind, Snapshot
from tests.engine.conformance import CasesOf
from tests.engine.contract import (
    Check,
    a_count_is_the_number_of_results_after_choosing_its_value,
    a_page_and_its_listed_facets_equal_brute_force,
    a_total_with_copies_is_the_total_plus_the_copies_left_out,
    a_walk_equals_all_pages_in_order,
    choices_combine_with_or_in_a_facet_and_with_and_across_facets,
    counts_of_or_and_not_follow_set_arithmetic,
    days_add_up_to_months_years_and_the_total,
    each_kind_of_query_finds_the_same_as_brute_force,
    every_result_shows_why_it_matched,
    ids_order_total_and_facets_equal_brute_force,
    pages_neither_repeat_nor_skip_an_article,
    relevance_finds_the_same_articles_with_ties_newest_first,
)
from tests.engine.history import Changing
from tests.engine.mutations import (
    CommitsAtOnce,
    CopiesInFacets,
    CopiesWithoutChoices,
    EnglishOnly,
    NeverDeletes,
    NeverDiscards,
    NeverReplaces,
    OwnChoicesCounted,
    Restless,
    Stale,
    WrappedEngine,
    WrappedSnapshot,
    WrappedWriter,
    and_as_or,
    best_last,
    copies_kept,
    counting,
    edit_too_few,
    gap_too_wide,
    last_hit_lost,
    last_second_lost,
    local_days,
    month_off_by_one,
    most_frequent_only,
    negation_dropped,
    none_dropped,
    or_as_and,
    page_repeats,
    page_skips,
    paging,
    phrase_as_words,
    prefix_as_word,
    reading,
    second_hit_repeated,
    ties_reversed,
    total_of_hits_seen,
    undated_lost,
    walking,
    words_ignored,
)


class Mutant(msgspec.Struct, frozen=True):
    """A mutant engine and the checks that must each catch it."""

    says: str
    caught_by: tuple[Check, ...]
    snapshot: Callable[[Snapshot], Snapshot] = WrappedSnapshot
    engine: Callable[[Engine], Engine] = WrappedEngine
    writer: Callable[[IndexWriter], IndexWriter] = WrappedWriter


class MutatedEngine(WrappedEngine):
    """An engine with the snapshots of a mutant."""

    def __init__(self, real: Engine, snapshot: Callable[[Snapshot], Snapshot]) -> None:
        super().__init__(real)
        self._mutated = snapshot

    def snapshot(self) -> Snapshot:
        return self._mutated(self.real.snapshot())


class MutatedKind:
    """An engine kind that opens a mutant."""

    def __init__(self, real: EngineKind, mutant: Mutant) -> None:
        self._real = real
        self._mutant = mutant

    @property
    def ENGINE(self) -> str:  # noqa: N802 - as the Protocol has it
        return self._real.ENGINE

    def engine_version(self) -> str:
        return self._real.engine_version()

    def create(self, folder: Path) -> None:
        self._real.create(folder)

    def announce(self, folder: Path) -> None:
        self._real.announce(folder)

    def drop(self, folder: Path) -> None:
        self._real.drop(folder)

    def bytes_outside(self, folder: Path) -> int:
        return self._real.bytes_outside(folder)

    def open_reader(self, folder: Path) -> Engine:
        return self._mutant.engine(MutatedEngine(self._real.open_reader(folder), self._mutant.snapshot))

    def open_writer(self, folder: Path) -> IndexWriter:
        return self._mutant.writer(self._real.open_writer(folder))


MUTANTS = (
    Mutant(
        "OR is read as AND",
        (counts_of_or_and_not_follow_set_arithmetic, CasesOf("logic")),
        snapshot=reading(or_as_and),
    ),
    Mutant(
        "AND is read as OR",
        (ids_order_total_and_facets_equal_brute_force, CasesOf("logic"), CasesOf("facets")),
        snapshot=reading(and_as_or),
    ),
    Mutant(
        "a negation is dropped",
        (counts_of_or_and_not_follow_set_arithmetic, CasesOf("logic")),
        snapshot=reading(negation_dropped),
    ),
    Mutant(
        "a phrase is read as separate words",
        (each_kind_of_query_finds_the_same_as_brute_force, CasesOf("phrases")),
        snapshot=reading(phrase_as_words),
    ),
    Mutant(
        "a gap is one word too wide",
        (each_kind_of_query_finds_the_same_as_brute_force, CasesOf("phrases")),
        snapshot=reading(gap_too_wide),
    ),
    Mutant(
        "a prefix is read as a whole word",
        (each_kind_of_query_finds_the_same_as_brute_force, CasesOf("words")),
        snapshot=reading(prefix_as_word),
    ),
    Mutant(
        "a fuzzy word allows one edit too few",
        (each_kind_of_query_finds_the_same_as_brute_force, CasesOf("words")),
        snapshot=reading(edit_too_few),
    ),
    Mutant(
        "words are ignored",
        (every_result_shows_why_it_matched, CasesOf("words")),
        snapshot=reading(words_ignored),
    ),
    Mutant(
        "a day lacks its last second",
        (CasesOf("dates"),),
        snapshot=reading(last_second_lost),
    ),
    Mutant(
        "days are those of another time zone",
        (each_kind_of_query_finds_the_same_as_brute_force, CasesOf("dates")),
        snapshot=reading(local_days),
    ),
    Mutant(
        "words are stemmed in English only",
        (each_kind_of_query_finds_the_same_as_brute_force, CasesOf("languages")),
        snapshot=EnglishOnly,
    ),
    Mutant(
        "a month is counted as the next one",
        (
            days_add_up_to_months_years_and_the_total,
            a_count_is_the_number_of_results_after_choosing_its_value,
            CasesOf("dates"),
        ),
        snapshot=counting(month_off_by_one),
    ),
    Mutant(
        "articles without a value are not counted",
        (
            days_add_up_to_months_years_and_the_total,
            CasesOf("facets"),
        ),
        snapshot=counting(none_dropped),
    ),
    Mutant(
        "only the most frequent values are counted",
        (
            days_add_up_to_months_years_and_the_total,
            CasesOf("facets"),
        ),
        snapshot=counting(most_frequent_only),
    ),
    Mutant(
        "a facet counts its own choices",
        (
            choices_combine_with_or_in_a_facet_and_with_and_across_facets,
            CasesOf("facets"),
        ),
        snapshot=OwnChoicesCounted,
    ),
    Mutant(
        "copies are counted in facets",
        (
            a_count_is_the_number_of_results_after_choosing_its_value,
            CasesOf("copies"),
        ),
        snapshot=CopiesInFacets,
    ),
    Mutant(
        "the number of copies ignores choices",
        (a_total_with_copies_is_the_total_plus_the_copies_left_out, CasesOf("copies")),
        snapshot=CopiesWithoutChoices,
    ),
    Mutant(
        "copies are not left out",
        (a_total_with_copies_is_the_total_plus_the_copies_left_out, CasesOf("copies")),
        snapshot=reading(copies_kept),
    ),
    Mutant(
        "a total counts only hits seen so far",
        (pages_neither_repeat_nor_skip_an_article, CasesOf("paging")),
        snapshot=paging(total_of_hits_seen),
    ),
    Mutant(
        "a page repeats an article",
        (pages_neither_repeat_nor_skip_an_article, CasesOf("paging")),
        snapshot=paging(page_repeats),
    ),
    Mutant(
        "a page skips an article",
        (a_page_and_its_listed_facets_equal_brute_force, CasesOf("paging")),
        snapshot=paging(page_skips),
    ),
    Mutant(
        "a walk loses its last article",
        (a_walk_equals_all_pages_in_order, ids_order_total_and_facets_equal_brute_force),
        snapshot=walking(last_hit_lost),
    ),
    Mutant(
        "a walk repeats an article",
        (a_walk_equals_all_pages_in_order, Changing()),
        snapshot=walking(second_hit_repeated),
    ),
    Mutant(
        "ties by date are in reverse order of ids",
        (ids_order_total_and_facets_equal_brute_force, CasesOf("ties")),
        snapshot=paging(ties_reversed),
    ),
    Mutant(
        "the best hit comes last",
        (relevance_finds_the_same_articles_with_ties_newest_first, CasesOf("ties")),
        snapshot=paging(best_last),
    ),
    Mutant(
        "an undated article is not found",
        (a_count_is_the_number_of_results_after_choosing_its_value, CasesOf("logic")),
        snapshot=paging(undated_lost),
    ),
    Mutant("a reader never sees later commits", (Changing(),), engine=Stale),
    Mutant("a held snapshot sees later commits", (Changing(),), engine=Restless),
    Mutant("a deleted article is still found", (Changing(),), writer=NeverDeletes),
    Mutant("an article keeps its first version", (Changing(),), writer=NeverReplaces),
    Mutant("uncommitted articles are found", (Changing(),), writer=CommitsAtOnce),
    Mutant("discarded changes are found", (Changing(),), writer=NeverDiscards),
)
