"""The only place that names concrete engines, stores and readers and puts them together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
