"""What follows a story for editors only is no part of its text."""

from __future__ import annotations

import pytest

from dateline.index.formats.wires.notes import without_notes

TEXT = ["The ferry sailed.", "", "It returned."]


@pytest.mark.parametrize(
    "after",
    [
        ["-- ENDS --", "Press office 555 0100"],
        ["Notes to editors:", "The ferry was built in 1990."],
        ["NOTE TO EDITORS", "Pictures follow."],
        ["# Notizblock", "Kontakt: A B"],
        ["## Links", "- [Ferry](http://ferry.test)", "## Contacts", "- A B, 555 0100"],
        ["###", "Contact: A B"],
    ],
    ids=lambda lines: lines[0],
)
def test_notes_are_left_out(after: list[str]) -> None:
    assert without_notes([*TEXT, *after]) == TEXT


@pytest.mark.parametrize(
    "after",
    [
        ["## Background", "The line has sailed since 1920.", "It had two ferries.", "It has one now."],
        ["Notes to editors were found in the archive, she said."],
        ["The strike ends"],
    ],
    ids=lambda lines: lines[0],
)
def test_text_stays(after: list[str]) -> None:
    assert without_notes([*TEXT, *after]) == [*TEXT, *after]


def test_a_text_that_is_all_notes_stays() -> None:
    assert without_notes(["NOTE TO EDITORS", "Pictures follow."]) == ["NOTE TO EDITORS", "Pictures follow."]
