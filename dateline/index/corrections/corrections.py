"""What was told: frozen, comparable, and kept in the archive as JSON."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cached_property

import msgspec

from dateline.index.analysis import folded_value
from dateline.index.people.ties import Tie, Ties


class Home(msgspec.Struct, frozen=True, order=True):
    """The country that sources of this name, or names of this pattern (`bbc-*`), report from."""

    pattern: str
    country: str

    def is_of(self, source: str) -> bool:
        """Whether it speaks of a source."""
        return fnmatchcase(folded_value(source), folded_value(self.pattern))


class NotCountry(msgspec.Struct, frozen=True, order=True):
    """A surface that is not what it was taken for."""

    surface: str
    country: str
    reason: str


class About(msgspec.Struct, frozen=True, order=True):
    """What one article is about."""

    article: str
    country: str
    reason: str


class Corrections(msgspec.Struct, frozen=True, dict=True):
    """All that was told. Of several homes for one source the longest pattern counts."""

    homes: tuple[Home, ...] = ()
    surfaces: tuple[NotCountry, ...] = ()
    abouts: tuple[About, ...] = ()
    ties: tuple[Tie, ...] = ()

    def home(self, source: str | None) -> Home | None:
        """The home of a source."""
        if source is None or not self.homes:
            return None
        found = (home for home in self.homes if home.is_of(source))
        return max(found, key=lambda home: (len(home.pattern), home), default=None)

    def about(self, article_id: str) -> About | None:
        """What an article is about."""
        return self._abouts.get(article_id)

    def not_country(self, surface: str, country: str) -> NotCountry | None:
        """Whether a surface is not this country."""
        return self._surfaces.get((folded_value(surface), country))

    @cached_property
    def people(self) -> Ties:
        """The ties between persons."""
        return Ties(self.ties)

    @cached_property
    def _abouts(self) -> dict[str, About]:
        return {about.article: about for about in self.abouts}

    @cached_property
    def _surfaces(self) -> dict[tuple[str, str], NotCountry]:
        return {(folded_value(one.surface), one.country): one for one in self.surfaces}


NO_CORRECTIONS = Corrections()
