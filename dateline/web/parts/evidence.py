"""Evidence for the countries and officials of an article: the sentences that mention them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markupsafe import Markup

from dateline.index.article import Article, Basis, Country, Mention, MentionKind, Official, Part, Status
from dateline.search.facets.registry import COUNTRY, MINISTER, Facet
from dateline.web import changes
from dateline.web.address import write_address
from dateline.web.language import wording
from dateline.web.language.current import gettext
from dateline.web.parts.marks import Layer, Note, anchor, marked
from dateline.web.paths import page_of

MOST_SENTENCES = 3
"""Sentences quoted for one country or official; other mentions are only marked in the text."""
REACH = 240
"""Code points searched on each side of a mention for the ends of its sentence."""
_ENDS = frozenset(".!?؟。！？।")
_TITLES = frozenset(
    ("Adm", "Brig", "Capt", "Col", "Gen", "Gov", "Hon", "Maj", "Mrs", "Pres", "Prof", "Rep", "Rev", "Sen", "Sgt")
)
_CLOSING = frozenset("\"'”’»)]")


class Quote(msgspec.Struct, frozen=True):
    """A sentence with the mention marked, and the anchor of the mention in the article's text."""

    html: Markup
    anchor: str


class Named(msgspec.Struct, frozen=True):
    """One wording for it in the text: `Azerbaijani`, a demonym, twice, first at the anchor."""

    surface: str
    how: str
    times: int
    anchor: str


class Evidence(msgspec.Struct, frozen=True):
    """A country or an official of an article, with the sentences that mention it."""

    name: str
    detail: str | None
    page: str | None
    """The page about it."""
    href: str
    """All articles with it."""
    mentions: int
    named: tuple[Named, ...]
    quotes: tuple[Quote, ...]


def quotes(article: Article, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The sentences of the first mentions, each sentence once."""
    found: dict[tuple[Part, int], Quote] = {}
    for mention in mentions:
        text = part_text(article, mention.part)
        start, end = sentence_around(text, mention.start, mention.end)
        inside = (mention.start - start, mention.end - start)
        quote = Quote(marked(text[start:end], [inside]), anchor(mention.part.value, mention.start))
        found.setdefault((mention.part, start), quote)
        if len(found) == MOST_SENTENCES:
            break
    return tuple(found.values())


def ways_named(mentions: Sequence[Mention]) -> tuple[Named, ...]:
    """The different wordings of mentions, in the order of the text."""
    ways: dict[tuple[str, MentionKind], list[Mention]] = {}
    for mention in mentions:
        ways.setdefault((" ".join(mention.surface.split()), mention.kind), []).append(mention)
    return tuple(
        Named(surface, wording.mention_kind(kind), len(found), anchor(found[0].part.value, found[0].start))
        for (surface, kind), found in ways.items()
    )


def part_text(article: Article, part: Part) -> str:
    """The text that the offsets of a mention refer to."""
    return article.body if part is Part.BODY else article.headline or ""


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds `start:end`, as offsets; within its paragraph and at most `REACH` to each side.

    A sentence ends at a full stop or similar before a blank and a character that can begin a sentence, but not after
    an initial, an abbreviation of two letters (`Lt.`) or an abbreviated title.
    """
    before, high = text.rfind("\n\n", 0, start), text.find("\n\n", end)
    low = max(before + 2 if before >= 0 else 0, start - REACH)
    high = min(len(text) if high < 0 else high, end + REACH)
    first = next((place for place in range(start, low, -1) if _begins(text, place)), None)
    last = next((place for place in range(end, high) if _begins(text, place)), None)
    return _whole_word(text, low) if first is None else first, _whole_word(text, high) if last is None else last


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins at `place`: a blank before it, and before that the end of another."""
    letter = text[place : place + 1]
    if not letter or not text[place - 1].isspace() or letter.isspace() or letter.islower():
        return False
    before = place - 1
    while before > 0 and (text[before - 1].isspace() or text[before - 1] in _CLOSING):
        before -= 1
    return before > 0 and text[before - 1] in _ENDS and not _abbreviates(text, before - 1)


def _abbreviates(text: str, stop: int) -> bool:
    words = text[max(0, stop - 6) : stop].split()
    if text[stop] != "." or not words:
        return False
    return words[-1] in _TITLES or (len(words[-1]) <= 2 and words[-1][0].isupper())


def _whole_word(text: str, place: int) -> int:
    """Move a cut inside a word to the next blank, if one is near."""
    for step in range(place, min(place + 30, len(text))):
        if step == 0 or text[step - 1].isspace() or text[step].isspace():
            return step
    return place


def country_evidence(article: Article) -> tuple[Evidence, ...]:
    """The article's countries, most salient first, with their evidence."""
    return tuple(
        Evidence(
            name=wording.country(country.code),
            detail=_about(country),
            page=page_of(COUNTRY, country.code),
            href=address_of(COUNTRY, country.code),
            mentions=len(country.mentions),
            named=ways_named(country.mentions),
            quotes=quotes(article, country.mentions),
        )
        for country in article.countries
    )


def official_evidence(article: Article) -> tuple[Evidence, ...]:
    """The article's officials in order of first mention, with office, country and evidence."""
    return tuple(
        Evidence(
            name=official.person,
            detail=_held(official),
            page=page_of(MINISTER, official.key),
            href=address_of(MINISTER, official.key),
            mentions=len(official.mentions),
            named=ways_named(official.mentions),
            quotes=quotes(article, official.mentions),
        )
        for official in article.officials
    )


def _about(country: Country) -> str | None:
    about = gettext("main subject of the article") if country.primary else None
    return wording.comma().join(filter(None, (about, _reason(country.basis)))) or None


def _held(official: Official) -> str:
    """`Minister of Defense, Belarus (former)`."""
    country = wording.country(official.country) if official.country else None
    held = wording.comma().join(filter(None, (official.office, country)))
    said = held if official.status is Status.CURRENT else f"{held} ({wording.status(official.status)})"
    return wording.comma().join(filter(None, (said, _reason(official.basis))))


def _reason(basis: Basis | None) -> str | None:
    """Why a value holds that the text itself does not state: `by the source: sample-* reports from AZ`."""
    return None if basis is None else wording.basis(basis.kind, basis.reason)


def mention_notes(article: Article, part: Part) -> Iterator[Note]:
    """Every mention in one part of the article, with the name of the country or official as its title."""
    for country in article.countries:
        title = wording.country(country.code)
        yield from _notes(country.mentions, part, Layer.COUNTRY, title)
    for official in article.officials:
        yield from _notes(official.mentions, part, Layer.OFFICIAL, f"{official.person}: {official.office}")


def _notes(mentions: Iterable[Mention], part: Part, layer: Layer, title: str) -> Iterator[Note]:
    return (
        Note.of((mention.start, mention.end), layer, f"{title} ({wording.mention_word(mention.kind)})")
        for mention in mentions
        if mention.part is part
    )


def address_of(facet: Facet, value: str) -> str:
    """The address of all articles with one value of a facet."""
    return write_address(changes.only(changes.EVERYTHING, facet, (value,)))
