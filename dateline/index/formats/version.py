"""The version of the rules by which inputs are read."""

from __future__ import annotations

from typing import Final

READER: Final = "2"
"""Increase it when inputs that were rejected may be readable now: their rejects are then read again.

Rejects of the first version do not name it.
"""
