"""User-supplied corrections: immutable, comparable, stored in the archive as JSON."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cached_property

import msgspec

from dateline.index.analysis import folded_value
from dateline.index.people.ties import Tie, Ties


class Home(msgspec.Struct, frozen=True, order=True):
    """The home country of the sources whose names match a pattern (`bbc-*`)."""

    pattern: str
    country: str

    def matches(self, source: str) -> bool:
        """Whether a source has this home; case and accents are ignored."""
        return fnmatchcase(folded_value(source), folded_value(self.pattern))


class NotCountry(msgspec.Struct, frozen=True, order=True):
    """A wording that does not name this country."""

    surface: str
    country: str
    reason: str


class About(msgspec.Struct, frozen=True, order=True):
    """The main country of one article."""

    article: str
    country: str
    reason: str


class Corrections(msgspec.Struct, frozen=True, dict=True):
    """All corrections of an archive. If several homes match a source, the longest pattern wins."""

    homes: tuple[Home, ...] = ()
    surfaces: tuple[NotCountry, ...] = ()
    abouts: tuple[About, ...] = ()
    ties: tuple[Tie, ...] = ()

    def home(self, source: str | None) -> Home | None:
        """Return the home of a source, if it has one."""
        if source is None or not self.homes:
            return None
        found = (home for home in self.homes if home.matches(source))
        return max(found, key=lambda home: (len(home.pattern), home), default=None)

    def about(self, article_id: str) -> About | None:
        """Return the main country given for an article, if any."""
        return self._abouts.get(article_id)

    def not_country(self, surface: str, country: str) -> NotCountry | None:
        """Return the correction by which a wording does not name this country, if any."""
        return self._surfaces.get((folded_value(surface), country))

    @cached_property
    def people(self) -> Ties:
        """The corrections about which spellings are one person."""
        return Ties(self.ties)

    @cached_property
    def _abouts(self) -> dict[str, About]:
        return {about.article: about for about in self.abouts}

    @cached_property
    def _surfaces(self) -> dict[tuple[str, str], NotCountry]:
        return {(folded_value(one.surface), one.country): one for one in self.surfaces}


NO_CORRECTIONS = Corrections()
