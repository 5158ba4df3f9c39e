"""Engines that are wrong in one way each, and the checks of this room that must each catch them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from dateline.index.writer import IndexWriter
from dateline.search.engine import Engine, EngineKind, Snapshot
from tests.engine.conformance import CasesOf
from tests.engine.contract import (
    Check,
    a_page_and_the_listed_part_of_each_facet_are_those_of_brute_force,
    a_walk_is_all_pages_one_after_another,
    choices_are_either_within_a_facet_and_both_between_and_a_facet_ignores_its_own,
    days_sum_to_their_month_months_to_their_year_and_years_with_the_undated_to_the_total,
    each_word_phrase_value_and_day_finds_what_brute_force_finds,
    every_result_shows_why_it_is_there,
    ids_order_total_and_facets_are_those_of_brute_force,
    or_is_the_sum_less_what_both_have_and_not_is_the_rest,
    pages_neither_repeat_nor_skip_an_article,
    results_by_relevance_are_those_by_date_and_equal_scores_are_newest_first,
    the_count_beside_a_value_is_the_number_of_results_after_choosing_it,
    with_copies_shown_a_total_is_that_without_them_and_the_folded,
)
from tests.engine.history import Changing
from tests.engine.mutations import (
    CommitsAtOnce,
    CopiesInFacets,
    EnglishOnly,
    FoldedWithoutChoices,
    NeverDeletes,
    NeverGivesUp,
    NeverReplaces,
    OwnChoicesCounted,
    PassingEngine,
    PassingSnapshot,
    PassingWriter,
    Restless,
    Stale,
    and_as_or,
    best_last,
    copies_kept,
    counting,
    distance_too_far,
    edit_too_few,
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
    total_of_what_was_seen,
    undated_lost,
    walking,
    words_ignored,
)


class Mutant(msgspec.Struct, frozen=True):
    """One way to be wrong, and the checks that must each see it."""

    says: str
    caught_by: tuple[Check, ...]
    snapshot: Callable[[Snapshot], Snapshot] = PassingSnapshot
    engine: Callable[[Engine], Engine] = PassingEngine
    writer: Callable[[IndexWriter], IndexWriter] = PassingWriter


class MutatedEngine(PassingEngine):
    """An engine whose snapshots are a mutant's."""

    def __init__(self, real: Engine, snapshot: Callable[[Snapshot], Snapshot]) -> None:
        super().__init__(real)
        self._mutated = snapshot

    def snapshot(self) -> Snapshot:
        return self._mutated(self.real.snapshot())


class MutatedKind:
    """A kind of engine as a mutant makes and opens it."""

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
        (or_is_the_sum_less_what_both_have_and_not_is_the_rest, CasesOf("logic")),
        snapshot=reading(or_as_and),
    ),
    Mutant(
        "AND is read as OR",
        (ids_order_total_and_facets_are_those_of_brute_force, CasesOf("logic"), CasesOf("facets")),
        snapshot=reading(and_as_or),
    ),
    Mutant(
        "a negation is dropped",
        (or_is_the_sum_less_what_both_have_and_not_is_the_rest, CasesOf("logic")),
        snapshot=reading(negation_dropped),
    ),
    Mutant(
        "a phrase is its words",
        (each_word_phrase_value_and_day_finds_what_brute_force_finds, CasesOf("phrases")),
        snapshot=reading(phrase_as_words),
    ),
    Mutant(
        "a distance is one word too far",
        (each_word_phrase_value_and_day_finds_what_brute_force_finds, CasesOf("phrases")),
        snapshot=reading(distance_too_far),
    ),
    Mutant(
        "a prefix is a whole word",
        (each_word_phrase_value_and_day_finds_what_brute_force_finds, CasesOf("words")),
        snapshot=reading(prefix_as_word),
    ),
    Mutant(
        "a fuzzy word has an edit too few",
        (each_word_phrase_value_and_day_finds_what_brute_force_finds, CasesOf("words")),
        snapshot=reading(edit_too_few),
    ),
    Mutant(
        "a word need not be there",
        (every_result_shows_why_it_is_there, CasesOf("words")),
        snapshot=reading(words_ignored),
    ),
    Mutant(
        "a day lacks its last second",
        (CasesOf("dates"),),
        snapshot=reading(last_second_lost),
    ),
    Mutant(
        "days are those of another time zone",
        (each_word_phrase_value_and_day_finds_what_brute_force_finds, CasesOf("dates")),
        snapshot=reading(local_days),
    ),
    Mutant(
        "words are stemmed in English only",
        (each_word_phrase_value_and_day_finds_what_brute_force_finds, CasesOf("languages")),
        snapshot=EnglishOnly,
    ),
    Mutant(
        "a month is counted as the next",
        (
            days_sum_to_their_month_months_to_their_year_and_years_with_the_undated_to_the_total,
            the_count_beside_a_value_is_the_number_of_results_after_choosing_it,
            CasesOf("dates"),
        ),
        snapshot=counting(month_off_by_one),
    ),
    Mutant(
        "articles without a value are not counted",
        (
            days_sum_to_their_month_months_to_their_year_and_years_with_the_undated_to_the_total,
            CasesOf("facets"),
        ),
        snapshot=counting(none_dropped),
    ),
    Mutant(
        "only the most frequent values are counted",
        (
            days_sum_to_their_month_months_to_their_year_and_years_with_the_undated_to_the_total,
            CasesOf("facets"),
        ),
        snapshot=counting(most_frequent_only),
    ),
    Mutant(
        "a facet counts its own choices",
        (
            choices_are_either_within_a_facet_and_both_between_and_a_facet_ignores_its_own,
            CasesOf("facets"),
        ),
        snapshot=OwnChoicesCounted,
    ),
    Mutant(
        "copies are counted in facets",
        (
            the_count_beside_a_value_is_the_number_of_results_after_choosing_it,
            CasesOf("copies"),
        ),
        snapshot=CopiesInFacets,
    ),
    Mutant(
        "copies are counted whatever was chosen",
        (with_copies_shown_a_total_is_that_without_them_and_the_folded, CasesOf("copies")),
        snapshot=FoldedWithoutChoices,
    ),
    Mutant(
        "copies are not left out",
        (with_copies_shown_a_total_is_that_without_them_and_the_folded, CasesOf("copies")),
        snapshot=reading(copies_kept),
    ),
    Mutant(
        "a total is only what was seen",
        (pages_neither_repeat_nor_skip_an_article, CasesOf("paging")),
        snapshot=paging(total_of_what_was_seen),
    ),
    Mutant(
        "a page repeats an article",
        (pages_neither_repeat_nor_skip_an_article, CasesOf("paging")),
        snapshot=paging(page_repeats),
    ),
    Mutant(
        "a page skips an article",
        (a_page_and_the_listed_part_of_each_facet_are_those_of_brute_force, CasesOf("paging")),
        snapshot=paging(page_skips),
    ),
    Mutant(
        "a walk loses its last article",
        (a_walk_is_all_pages_one_after_another, ids_order_total_and_facets_are_those_of_brute_force),
        snapshot=walking(last_hit_lost),
    ),
    Mutant(
        "a walk repeats an article",
        (a_walk_is_all_pages_one_after_another, Changing()),
        snapshot=walking(second_hit_repeated),
    ),
    Mutant(
        "equal dates are in the order of ids turned round",
        (ids_order_total_and_facets_are_those_of_brute_force, CasesOf("ties")),
        snapshot=paging(ties_reversed),
    ),
    Mutant(
        "the best stands last",
        (results_by_relevance_are_those_by_date_and_equal_scores_are_newest_first, CasesOf("ties")),
        snapshot=paging(best_last),
    ),
    Mutant(
        "an undated article is not found",
        (the_count_beside_a_value_is_the_number_of_results_after_choosing_it, CasesOf("logic")),
        snapshot=paging(undated_lost),
    ),
    Mutant("a reader sees no later commit", (Changing(),), engine=Stale),
    Mutant("a held snapshot sees later commits", (Changing(),), engine=Restless),
    Mutant("a deleted article is still found", (Changing(),), writer=NeverDeletes),
    Mutant("an article keeps its first version", (Changing(),), writer=NeverReplaces),
    Mutant("what is not committed is found", (Changing(),), writer=CommitsAtOnce),
    Mutant("what was given up is found", (Changing(),), writer=NeverGivesUp),
)
