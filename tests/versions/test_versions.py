"""What differs between two versions of an article: whole paragraphs first, then words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.versions import MOST_COMPARED, Kind, Piece, changed_paragraphs, pieces

SAME, ADDED, REMOVED = Kind.SAME, Kind.ADDED, Kind.REMOVED


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        ("Talks end.", "Talks end.", []),
        ("Talks end.", "Talks ended.", [[(SAME, "Talks "), (REMOVED, "end"), (ADDED, "ended"), (SAME, ".")]]),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", [[(ADDED, "Three.")]]),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", [[(REMOVED, "Two.")]]),
        ("One.\n\nTwo.", "One.\n\nA.\n\nB.", [[(REMOVED, "Two.")], [(ADDED, "A.")], [(ADDED, "B.")]]),
        ("", "One.", [[(ADDED, "One.")]]),
    ],
)
def test_changed_paragraphs(older: str, newer: str, expected: list[list[tuple[Kind, str]]]) -> None:
    found = [[(piece.kind, piece.text) for piece in paragraph] for paragraph in changed_paragraphs(older, newer)]
    assert found == expected


def test_very_long_passages_are_not_compared_word_by_word() -> None:
    words = int(MOST_COMPARED**0.5)
    older, newer = "a " * words, "b " * words
    assert pieces(older, newer) == (Piece(REMOVED, older), Piece(ADDED, newer))


@given(st.text(), st.text())
def test_the_pieces_of_a_version_make_up_its_text(older: str, newer: str) -> None:
    found = pieces(older, newer)
    assert "".join(piece.text for piece in found if piece.kind is not ADDED) == older
    assert "".join(piece.text for piece in found if piece.kind is not REMOVED) == newer
