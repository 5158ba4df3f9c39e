"""Text of markup is found in linear time."""

from __future__ import annotations

import time

from dateline.index.formats.markup import paragraphs


def test_two_line_breaks_in_a_row_end_a_paragraph() -> None:
    assert paragraphs("<p>One<br>two<br> \n<br/>three<br><br></p>") == ("One\ntwo", "three")


def test_many_spaces_in_a_row_take_no_time() -> None:
    started = time.process_time()
    assert paragraphs(f"<p>One{' ' * 200_000}two<br>three</p>") == ("One two\nthree",)
    assert time.process_time() - started < 5
