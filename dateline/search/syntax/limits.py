"""Limits on typed text. Whatever exceeds a limit is left out and reported as a problem; nothing fails."""

from __future__ import annotations

LONGEST_TEXT = 10_000
"""Code points: ten times the longest query seen in other systems' logs, and still fast to read."""

MOST_CLAUSES = 1_000
"""Words, phrases and values: each costs an engine a lookup; Lucene's usual limit is 1,024."""

MOST_DEPTH = 50
"""Nested brackets: people nest three or four, and walking a deep tree exhausts the stack."""

LONGEST_PHRASE = 100
"""Words in one phrase: enough for a pasted sentence, not for a pasted page."""

WIDEST_GAP = 100
"""Other words among those of `"..."~N`: with more, nearness means nothing."""

MOST_PROBLEMS = 20
"""Problems reported for one query: nobody reads more, and each carries a suggestion as long as the query."""
