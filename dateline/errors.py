"""The errors that Dateline raises: one tree.

    DatelineError                 what went wrong, where, and what to do about it
    ├── UsageError                a command or call with arguments that cannot be used
    │   └── QueryError            the query of a strict caller has a problem; has its span
    ├── ConfigError               a setting that cannot be used
    ├── FormatError               input that does not follow its format; has its place
    ├── SourceError               an input that cannot be opened or read at all
    ├── ArchiveMissingError       there is no archive in the data folder
    ├── LockedError               another process writes to this archive
    ├── StoreError                the article store cannot be used
    │   └── StoreVersionError     it was written by another version of Dateline
    ├── SearchIndexError          the index cannot be used
    │   ├── IndexVersionError     it was built by another version or engine
    │   ├── IndexDamagedError     a generation or its manifest is missing or does not match
    │   └── EngineUnavailableError  the engine's library is not installed or its server does not answer
    └── WorkerError               a server process cannot be started

On the command line each of them ends with exit code 2.
"""

from __future__ import annotations

from dateline.problems import Place, Problem


class DatelineError(Exception):
    """Base class of all errors: a message of one line, and a remedy if there is one."""

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}" if self.remedy else self.message


class UsageError(DatelineError):
    """A command or call with arguments that cannot be used."""


class QueryError(UsageError):
    """The query of a strict caller has a problem; `problem.span` is where in `text`."""

    def __init__(self, text: str, problem: Problem) -> None:
        remedy = f"did you mean {problem.suggestion}" if problem.suggestion else None
        super().__init__(problem.text, remedy=remedy)
        self.text = text
        self.problem = problem


class ConfigError(DatelineError):
    """A setting (flag, environment variable or `dateline.toml`) that cannot be used."""


class FormatError(DatelineError):
    """Input that does not follow its format."""

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
    """The index cannot be used; it can always be rebuilt from the store."""


class IndexVersionError(SearchIndexError):
    """The index was built by another version or engine."""


class IndexDamagedError(SearchIndexError):
    """A generation, or its manifest, is missing or does not match."""


class EngineUnavailableError(SearchIndexError):
    """An engine's library is not installed or its server does not answer."""


class WorkerError(DatelineError):
    """A server process cannot be started."""
