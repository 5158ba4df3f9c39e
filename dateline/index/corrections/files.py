"""Reads the corrections of a data folder: `[sources]` of `dateline.toml`, and `corrections.toml`.

    [sources]                              [[same]]
    islandlk = "LK"                        keys = ["az-zakir-hasanov", "az-zakir-gasanow"]
    "bbc-*" = "GB"                         reason = "his own office writes both"

    [[surface]]                            [[different]]
    surface = "Georgia"                    keys = ["us-george-bush", "us-george-w-bush"]
    not = "GE"                             reason = "father and son"
    reason = "the state"
                                           [[article]]
                                           id = "wire-17"
                                           country = "AZ"
                                           reason = "Baku is only named in the picture"

`same` and `different` may have `since` and `until`, in years. Errors name the file, the line and what to write instead.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.errors import ConfigError
from dateline.index.corrections.corrections import About, Corrections, Home, NotCountry
from dateline.index.metadata.tables import country_code, is_country
from dateline.index.people.ties import FIRST_YEAR, LAST_YEAR, Tie

SETTINGS = "dateline.toml"
CORRECTIONS = "corrections.toml"
_KEY = re.compile(r"[a-z]{2}-[^\s-]+(?:-[^\s-]+)*\Z")


class _Surface(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    surface: str
    country: str = msgspec.field(name="not")
    reason: str


class _Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    country: str
    reason: str


class _Keys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keys: tuple[str, ...]
    reason: str
    since: int = FIRST_YEAR
    until: int = LAST_YEAR


Entry = TypeVar("Entry", _Surface, _Article, _Keys)


def read_corrections(folder: Path) -> Corrections:
    """Read the corrections of a data folder; without files there are none. Raises ConfigError."""
    corrections = _File(folder / CORRECTIONS)
    corrections.require_only("surface", "article", "same", "different")
    ties = [*_ties(corrections, "same"), *_ties(corrections, "different")]
    _require_agreement(ties, corrections)
    return Corrections(
        homes=tuple(sorted(_homes(_File(folder / SETTINGS)))),
        surfaces=tuple(sorted(_surfaces(corrections))),
        abouts=tuple(sorted(_abouts(corrections))),
        ties=tuple(sorted(tie for _, tie in ties)),
    )


class _File:
    """A TOML file, and the lines of its tables and settings."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._text = ""
        self._tables: dict[str, object] = {}
        if not path.is_file():
            return
        try:
            self._text = path.read_text(encoding="utf-8")
            self._tables = dict(tomllib.loads(self._text))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise ConfigError(f"{path}: {error}", remedy="fix or remove the file") from error

    def require_only(self, *names: str) -> None:
        """Raise ConfigError if there is any other table."""
        for name in self._tables:
            if name not in names:
                line = self._line(rf"\[*\s*[\"']?{re.escape(name)}\b")
                raise self.error(line, f"unknown table [[{name}]]", f"use one of {', '.join(names)}")

    def entries(self, name: str, kind: type[Entry]) -> Iterator[tuple[int, Entry]]:
        """Yield the entries `[[name]]`, each with its line."""
        found = self._tables.get(name, [])
        if not isinstance(found, list):
            raise self.error(self._line(rf"\[*\s*{name}\b"), f"{name} is not a list of tables", f"write [[{name}]]")
        for number, entry in enumerate(found):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - any TOML
            line = self._line(rf"\[\[\s*{name}\s*\]\]", number)
            try:
                yield line, msgspec.convert(entry, kind)
            except msgspec.ValidationError as error:
                fields = ", ".join(field.encode_name for field in msgspec.structs.fields(kind))
                raise self.error(line, f"[[{name}]]: {error}", f"its fields are {fields}") from error

    def pairs(self, name: str) -> Iterator[tuple[int, str, str]]:
        """Yield the settings of the table `[name]`, each with its line."""
        table = self._tables.get(name, {})
        if not isinstance(table, dict):
            raise self.error(self._line(rf"{name}\b"), f"{name} is not a table", f"write [{name}] above its settings")
        for key, value in table.items():  # pyright: ignore[reportUnknownVariableType] - any TOML
            line = self._line(rf"[\"']?{re.escape(str(key))}[\"']?\s*=")  # pyright: ignore[reportUnknownArgumentType]
            if not isinstance(value, str):
                raise self.error(line, f"[{name}] {key} is not a string", f'write {key} = "..."')
            yield line, str(key), value  # pyright: ignore[reportUnknownArgumentType]

    def error(self, line: int, what: str, remedy: str) -> ConfigError:
        """Return an error at a line."""
        return ConfigError(f"{self.path}:{line}: {what}", remedy=remedy)

    def _line(self, pattern: str, number: int = 0) -> int:
        """Return the line of match `number` (from 0) at a line start, counted from 1; line 1 if there is none."""
        found = [match.start() for match in re.finditer(rf"^[ \t]*{pattern}", self._text, re.MULTILINE)]
        return self._text.count("\n", 0, found[number]) + 1 if number < len(found) else 1


def _homes(settings: _File) -> Iterator[Home]:
    for line, pattern, country in settings.pairs("sources"):
        yield Home(pattern, _country(settings, line, country))


def _surfaces(corrections: _File) -> Iterator[NotCountry]:
    for line, entry in corrections.entries("surface", _Surface):
        country = _country(corrections, line, entry.country)
        yield NotCountry(entry.surface, country, _reason(corrections, line, entry.reason))


def _abouts(corrections: _File) -> Iterator[About]:
    seen: set[str] = set()
    for line, entry in corrections.entries("article", _Article):
        if entry.id in seen:
            raise corrections.error(line, f"{entry.id} is corrected twice", "remove the duplicate")
        seen.add(entry.id)
        country = _country(corrections, line, entry.country)
        yield About(entry.id, country, _reason(corrections, line, entry.reason))


def _ties(corrections: _File, name: str) -> Iterator[tuple[int, Tie]]:
    for line, entry in corrections.entries(name, _Keys):
        keys = tuple(sorted(set(entry.keys)))
        if len(keys) < 2:
            raise corrections.error(line, f"[[{name}]] needs two keys", "find keys with `dateline officials NAME`")
        wrong = next((key for key in keys if not _KEY.match(key)), None)
        if wrong is not None:
            raise corrections.error(line, f"{wrong} is not a key", "write it as az-zakir-hasanov")
        if entry.since > entry.until:
            raise corrections.error(line, "`since` is after `until`", "put the earlier year in `since`")
        yield line, Tie(keys, name == "same", _reason(corrections, line, entry.reason), entry.since, entry.until)


def _require_agreement(ties: Iterable[tuple[int, Tie]], corrections: _File) -> None:
    """Raise ConfigError for two contradictory ties of the same years; narrower years take precedence."""
    for (above, one), (line, other) in combinations(ties, 2):
        is_opposite = one.together != other.together and len(set(one.keys) & set(other.keys)) > 1
        if is_opposite and (one.since, one.until) == (other.since, other.until):
            both = " and ".join(sorted(set(one.keys) & set(other.keys)))
            raise corrections.error(
                line,
                f"{both} cannot be both the same and different persons: see line {above}",
                "remove one of the two, or give them different `since` and `until`",
            )


def _country(file: _File, line: int, text: str) -> str:
    code = text.upper() if is_country(text.upper()) else country_code(text)
    if code is None:
        raise file.error(line, f"unknown country {text}", "write its code, such as AZ")
    return code


def _reason(file: _File, line: int, text: str) -> str:
    if not text.strip():
        raise file.error(line, "the reason is empty", "say why, for whoever reads it later")
    return " ".join(text.split())
