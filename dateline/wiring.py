"""The only place that names concrete engines, stores and readers and puts them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.search.engine import EngineKind


def _tantivy() -> EngineKind:
    from dateline.search.engines import tantivy

    return tantivy


ENGINES: Mapping[str, Callable[[], EngineKind]] = {"tantivy": _tantivy}
"""Every engine by its name; imported when used."""
