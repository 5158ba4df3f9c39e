"""Every error Dateline raises: one tree.

    DatelineError                 what went wrong, where, and what to do about it
    ├── UsageError                a command or call that cannot be carried out as asked
    │   └── QueryError            a strict caller's query has a problem; knows its place
    ├── ConfigError               a setting that cannot be used
    ├── FormatError               bytes that are not what their format says; knows its place
    ├── SourceError               an input that cannot be opened or read at all
    ├── ArchiveMissingError       there is no archive in the data folder
    ├── LockedError               another process writes to this archive
    ├── StoreError                the article store cannot be used
    │   └── StoreVersionError     it was written by another version of Dateline
    └── SearchIndexError          the index cannot be used
        ├── IndexVersionError     it was built by another version or engine
        ├── IndexDamagedError     a generation or its manifest is missing or does not match
        └── EngineUnavailableError  an engine's library or server is not there

Exit codes of the command line: every one of these is 2.
"""

from __future__ import annotations

from dateline.problems import Place, Problem


class DatelineError(Exception):
    """The root of the tree: a message in one line, and where there is one, the remedy."""

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}" if self.remedy else self.message


class UsageError(DatelineError):
    """A command or call that cannot be carried out as it was asked for."""


class QueryError(UsageError):
    """A query that a strict caller wants refused; `problem.span` is its place in `text`."""

    def __init__(self, text: str, problem: Problem) -> None:
        remedy = f"did you mean {problem.suggestion}" if problem.suggestion else None
        super().__init__(problem.text, remedy=remedy)
        self.text = text
        self.problem = problem


class ConfigError(DatelineError):
    """A setting (flag, environment variable or `dateline.toml`) that cannot be used."""


class FormatError(DatelineError):
    """Bytes that are not what their format says they are."""

    def __init__(self, message: str, *, place: Place, remedy: str | None = None) -> None:
        super().__init__(message, remedy=remedy)
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {super().__str__()}"


class SourceError(DatelineError):
    """An input that cannot be opened or read: missing, no permission, not a known archive."""

    def __init__(self, message: str, *, place: Place, remedy: str | None = None) -> None:
        super().__init__(message, remedy=remedy)
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {super().__str__()}"


class ArchiveMissingError(DatelineError):
    """There is no archive in the data folder."""


class LockedError(DatelineError):
    """Another process writes to this archive; the message names it."""


class StoreError(DatelineError):
    """The article store cannot be read or written (disk full, damaged, no permission)."""


class StoreVersionError(StoreError):
    """The store has a format version that this version of Dateline cannot use."""


class SearchIndexError(DatelineError):
    """The index cannot be used; the store is the truth, so it can always be rebuilt."""


class IndexVersionError(SearchIndexError):
    """The index was built by another version or engine."""


class IndexDamagedError(SearchIndexError):
    """A generation, or its manifest, is missing or does not match."""


class EngineUnavailableError(SearchIndexError):
    """An engine's library is not installed or its server does not answer."""


class WorkerError(DatelineError):
    """A process that answers requests cannot be started."""
