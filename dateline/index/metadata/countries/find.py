"""The countries an article speaks of: where, how, how much, and which it is about."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.index.article import Country, Dateline, Mention, MentionKind, Official, Part
from dateline.index.metadata.countries import salience
from dateline.index.metadata.countries.english import occurrences, with_capitals
from dateline.index.metadata.countries.found import FoundCountries, FoundCountry
from dateline.index.metadata.countries.guards import Context, is_guarded
from dateline.index.metadata.countries.multilingual import names_of_language
from dateline.index.metadata.countries.places import at_the_time
from dateline.index.metadata.countries.salience import Lead

_SAID_BESIDE = 0.8
"""Confidence from which an office speaks for its country: one that is told by the countries around is no evidence."""
_SOVIET_YEARS = range(1923, 1992)
_SOVIET_WORDS = ("Soviet", "SOVIET", "USSR", "U.S.S.R", "Khrushchev", "KHRUSHCHEV", "Gorbachev", "Brezhnev")
_RUSSIAN_WORDS = ("Putin", "Yeltsin", "Medvedev", "Russian Federation")


def find_countries(
    text: str, *, context: str | None = None, language: str | None = "en", year: int | None = None
) -> tuple[FoundCountry, ...]:
    """Find countries in a text; `context` is what decides ambiguous names where it is more than the text itself."""
    around = text if context is None else context
    if language is None or language.startswith("en"):
        text = with_capitals(text)
    found = (
        _english(text, Context(around))
        if language is None or language.startswith("en")
        else names_of_language(text, language.split("-")[0])
    )
    soviet = _is_soviet(around, year)
    return tuple(
        FoundCountry(start, end, "SU" if soviet and code == "RU" else _then(code, kind, year), kind)
        for start, end, code, kind in found
    )


def find_in_article(headline: str | None, body: str, *, language: str | None, year: int | None) -> FoundCountries:
    """Find countries in both texts of an article, either of which tells what names of the other mean."""
    context = f"{headline or ''}\n{body}"
    title = find_countries(headline or "", context=context, language=language, year=year)
    return FoundCountries(title, find_countries(body, context=context, language=language, year=year))


def read_countries(
    headline: str | None, body: str, dateline: Dateline | None, *, language: str | None = "en", year: int | None = None
) -> tuple[Country, ...]:
    """The countries of an article, most salient first, each with every mention."""
    return rank_countries(headline, body, dateline, find_in_article(headline, body, language=language, year=year))


def rank_countries(
    headline: str | None,
    body: str,
    dateline: Dateline | None,
    named: FoundCountries,
    officials: Iterable[Official] = (),
    weights: salience.Weights = salience.FITTED,
) -> tuple[Country, ...]:
    """Weigh the countries that were found, with those that only an official's office tells of."""
    mentions: dict[str, list[Mention]] = {}
    for part, text, found in ((Part.HEADLINE, headline or "", named.headline), (Part.BODY, body, named.body)):
        for one in found:
            if part is Part.BODY and _is_elsewhere(one, dateline):
                continue
            mention = Mention(one.start, one.end, text[one.start : one.end], _kind(one, part, dateline), part)
            mentions.setdefault(one.code, []).append(mention)
    for country, offices in _offices_of(officials).items():
        _add_offices(mentions.setdefault(country, []), offices)
    if dateline is not None and dateline.country is not None:
        _add_dateline(mentions.setdefault(dateline.country, []), dateline, body)
    named_at_all = {code: found for code, found in mentions.items() if found}
    return _ranked(named_at_all, salience.lead_of(body, dateline), weights)


def _english(text: str, context: Context) -> Iterator[tuple[int, int, str, MentionKind]]:
    for found in occurrences(text):
        if found.name.code is None or is_guarded(found, text) or context.is_person(found, text):
            continue
        code = context.meaning(found, text)
        for one in code.split() if code is not None else ():
            yield found.start, found.end, one, found.name.kind


def _then(code: str, kind: MentionKind, year: int | None) -> str:
    """A capital spoke for the state of its time, as `Belgrade` did for Yugoslavia; other names keep their country."""
    return at_the_time(code, year) if kind is MentionKind.CAPITAL and code != "RU" else code


def _kind(found: FoundCountry, part: Part, dateline: Dateline | None) -> MentionKind:
    within = dateline is not None and part is Part.BODY and dateline.start <= found.start < dateline.end
    return MentionKind.DATELINE if within else found.kind


def _is_elsewhere(found: FoundCountry, dateline: Dateline | None) -> bool:
    """Whether a capital's name in a dateline is that of a place in another country: `PARIS, Ontario`."""
    if dateline is None or found.kind is not MentionKind.CAPITAL or "/" in dateline.place:
        return False
    return dateline.start <= found.start < dateline.end and found.code != dateline.country


def _offices_of(officials: Iterable[Official]) -> Mapping[str, Iterable[Mention]]:
    """The office phrases that tell of each country; one of several persons (`former presidents`) tells it once."""
    offices: dict[str, dict[Mention, None]] = {}
    for official in officials:
        if official.country is not None and official.confidence >= _SAID_BESIDE:
            found = (mention for mention in official.mentions if mention.kind is MentionKind.OFFICE)
            offices.setdefault(official.country, {}).update(dict.fromkeys(found))
    return offices


def _add_offices(mentions: list[Mention], offices: Iterable[Mention]) -> None:
    """An office speaks of its country where no name of the country stands within it."""
    for part in Part:
        names = sorted((mention.start, mention.end) for mention in mentions if mention.part is part)
        starts = [start for start, _ in names]
        for office in offices:
            first = bisect.bisect_left(starts, office.start)
            has_name = first < len(starts) and starts[first] < office.end
            if office.part is part and not has_name:
                mentions.append(office)


def _add_dateline(mentions: list[Mention], dateline: Dateline, body: str) -> None:
    """The place of a dateline speaks of its country, where the country's own name does not stand there."""
    if any(mention.kind is MentionKind.DATELINE for mention in mentions):
        return
    start = body.find(dateline.place, dateline.start, dateline.end)
    if start >= 0:
        end = start + len(dateline.place)
        mentions.insert(0, Mention(start, end, body[start:end], MentionKind.DATELINE))


def _ranked(mentions: Mapping[str, Sequence[Mention]], lead: Lead, weights: salience.Weights) -> tuple[Country, ...]:
    weighed = {code: salience.weight(found, lead, weights) for code, found in mentions.items()}
    ordered = sorted(weighed, key=lambda code: (-weighed[code], mentions[code][0].start, code))
    primary = salience.primary(ordered, weighed, weights)
    return tuple(
        Country(code, salience.salience(weighed[code]), code in primary, tuple(mentions[code])) for code in ordered
    )


def _is_soviet(text: str, year: int | None) -> bool:
    """Whether `Russia` stands for the Soviet Union, as it did in news of its time."""
    if year is not None and year not in _SOVIET_YEARS:
        return False
    told = any(word in text for word in _SOVIET_WORDS)
    return year is not None or (told and not any(word in text for word in _RUSSIAN_WORDS))
