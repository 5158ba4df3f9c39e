"""How much of a typed text is read. Beyond each limit the rest is left out and a problem says so; nothing fails."""

from __future__ import annotations

LONGEST_TEXT = 10_000
"""Code points: ten times the longest query seen in other systems' logs, and still read at once."""

MOST_CLAUSES = 1_000
"""Words, phrases and values: each costs an engine a look-up; Lucene's customary limit is 1,024."""

MOST_DEPTH = 50
"""Brackets within brackets: people nest three or four, and deep trees exhaust the stack of whoever walks them."""

LONGEST_PHRASE = 100
"""Words of one phrase: a pasted sentence is whole, a pasted page is not a phrase."""

WIDEST_GAP = 100
"""Other words between those of `"..."~N`: beyond it, being near means nothing."""

MOST_PROBLEMS = 20
"""Problems told of one query: nobody reads more, and each carries a suggestion as long as the query."""
