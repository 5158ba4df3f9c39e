"""Dateline: a full-text search engine over news archives, with exact facets.

    import dateline

    with dateline.open("data") as archive:
        results = archive.search("country:belarus minister:khrenin", facets=["country"])

The names in `__all__` are the public API, described in docs/python.md; everything else may change in any release.
"""

from __future__ import annotations

from dateline.version import __version__

__all__ = [
    "Archive",
    "ArchiveMissingError",
    "Article",
    "ArticleRow",
    "ConfigError",
    "DatelineError",
    "EngineUnavailableError",
    "Facet",
    "FacetRequest",
    "FacetRow",
    "FacetValue",
    "IndexDamagedError",
    "IndexVersionError",
    "LockedError",
    "Person",
    "Problem",
    "Progress",
    "QueryError",
    "ReadQuery",
    "Result",
    "ResultRow",
    "Results",
    "SearchIndexError",
    "SourceError",
    "StoreError",
    "StoreVersionError",
    "Summary",
    "UsageError",
    "__version__",
    "open",
    "query",
    "to_dict",
]

TYPE_CHECKING = False  # as `typing` has it, which takes longer to import than all of this
if TYPE_CHECKING:
    import os

    from dateline import query
    from dateline.archive.api import Archive
    from dateline.archive.arguments import FacetRequest
    from dateline.archive.results import ArticleRow, Facet, FacetRow, ResultRow, Results, to_dict
    from dateline.errors import (
        ArchiveMissingError,
        ConfigError,
        DatelineError,
        EngineUnavailableError,
        IndexDamagedError,
        IndexVersionError,
        LockedError,
        QueryError,
        SearchIndexError,
        SourceError,
        StoreError,
        StoreVersionError,
        UsageError,
    )
    from dateline.index.article import Article
    from dateline.index.people.person import Person
    from dateline.index.pipeline import Progress, Summary
    from dateline.problems import Problem
    from dateline.search.request import ReadQuery
    from dateline.search.results import FacetValue, Result
else:
    _MODULES = {
        "dateline.archive.api": ["Archive"],
        "dateline.archive.arguments": ["FacetRequest"],
        "dateline.archive.results": ["ArticleRow", "Facet", "FacetRow", "ResultRow", "Results", "to_dict"],
        "dateline.index.article": ["Article"],
        "dateline.index.people.person": ["Person"],
        "dateline.index.pipeline": ["Progress", "Summary"],
        "dateline.problems": ["Problem"],
        "dateline.search.request": ["ReadQuery"],
        "dateline.search.results": ["FacetValue", "Result"],
    }

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used, so that `import dateline` costs nothing."""
        import importlib

        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if name == "query":
            return importlib.import_module("dateline.query")
        module = next((module for module, names in _MODULES.items() if name in names), "dateline.errors")
        value = globals()[name] = getattr(importlib.import_module(module), name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


def open(path: str | os.PathLike[str], *, create: bool = False) -> Archive:  # noqa: A001 - `dateline.open`
    """Open the archive in a data folder, for searching and for adding to it.

    With `create`, an archive that does not exist yet is made, with its folder. Articles that are stored but not yet
    indexed are indexed first, unless another process is doing so.

    Raises ArchiveMissingError where there is no archive, StoreError and SearchIndexError where it cannot be used, and
    UsageError where `path` is no path.
    """
    from dateline.archive.api import open_public

    return open_public(path, create=create)
