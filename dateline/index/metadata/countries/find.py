"""Find the countries an article mentions, and rank them by how much it is about each."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.index.article import Country, Dateline, Mention, MentionKind, Official, Part
from dateline.index.metadata.countries import salience
from dateline.index.metadata.countries.english import occurrences, uppercase_if_lowercase
from dateline.index.metadata.countries.found import FoundCountries, FoundCountry
from dateline.index.metadata.countries.guards import Disambiguator, is_guarded
from dateline.index.metadata.countries.other_languages import find_names
from dateline.index.metadata.countries.places import state_in_year
from dateline.index.metadata.countries.salience import Lead

_STATED_CONFIDENCE = 0.8
"""Minimum confidence for an office to count as a mention of its country; a country inferred from others does not."""
_SOVIET_YEARS = range(1923, 1992)
_SOVIET_WORDS = ("Soviet", "SOVIET", "USSR", "U.S.S.R", "Khrushchev", "KHRUSHCHEV", "Gorbachev", "Brezhnev")
_RUSSIAN_WORDS = ("Putin", "Yeltsin", "Medvedev", "Russian Federation")


def find_countries(
    text: str, *, context: str | None = None, language: str | None = "en", year: int | None = None
) -> tuple[FoundCountry, ...]:
    """Find countries in a text. Ambiguous names are decided by `context`, by default the text itself."""
    around = text if context is None else context
    if language is None or language.startswith("en"):
        found = _find_english(uppercase_if_lowercase(text), Disambiguator(around))
    else:
        found = find_names(text, language.split("-")[0])
    soviet = _is_soviet(around, year)
    return tuple(
        FoundCountry(start, end, "SU" if soviet and code == "RU" else _of_its_time(code, kind, year), kind)
        for start, end, code, kind in found
    )


def find_in_article(headline: str | None, body: str, *, language: str | None, year: int | None) -> FoundCountries:
    """Find countries in the headline and the body; both together decide ambiguous names."""
    context = f"{headline or ''}\n{body}"
    title = find_countries(headline or "", context=context, language=language, year=year)
    return FoundCountries(title, find_countries(body, context=context, language=language, year=year))


def rank_countries(
    headline: str | None,
    body: str,
    dateline: Dateline | None,
    named: FoundCountries,
    officials: Iterable[Official] = (),
    weights: salience.Weights = salience.FITTED,
) -> tuple[Country, ...]:
    """The countries of an article, most salient first, each with all its mentions.

    They include countries that only an official's office mentions.
    """
    mentions: dict[str, list[Mention]] = {}
    for part, text, found in ((Part.HEADLINE, headline or "", named.headline), (Part.BODY, body, named.body)):
        for each in found:
            if part is Part.BODY and _is_elsewhere(each, dateline):
                continue
            mention = Mention(each.start, each.end, text[each.start : each.end], _kind(each, part, dateline), part)
            mentions.setdefault(each.code, []).append(mention)
    for country, offices in _offices_of(officials).items():
        _add_offices(mentions.setdefault(country, []), offices)
    if dateline is not None and dateline.country is not None:
        _add_dateline(mentions.setdefault(dateline.country, []), dateline, body)
    mentioned = {code: found for code, found in mentions.items() if found}
    return _ranked(mentioned, salience.lead_of(body, dateline), weights)


def _find_english(text: str, disambiguator: Disambiguator) -> Iterator[tuple[int, int, str, MentionKind]]:
    for found in occurrences(text):
        if found.name.code is None or is_guarded(found, text) or disambiguator.is_person(found, text):
            continue
        code = disambiguator.meaning(found, text)
        for each in code.split() if code is not None else ():
            yield found.start, found.end, each, found.name.kind


def _of_its_time(code: str, kind: MentionKind, year: int | None) -> str:
    """A capital stands for the state of its time, as `Belgrade` did for Yugoslavia; other names keep their country."""
    return state_in_year(code, year) if kind is MentionKind.CAPITAL and code != "RU" else code


def _kind(found: FoundCountry, part: Part, dateline: Dateline | None) -> MentionKind:
    within = dateline is not None and part is Part.BODY and dateline.start <= found.start < dateline.end
    return MentionKind.DATELINE if within else found.kind


def _is_elsewhere(found: FoundCountry, dateline: Dateline | None) -> bool:
    """Whether a capital's name in the dateline is a place in another country: `PARIS, Ontario`."""
    if dateline is None or found.kind is not MentionKind.CAPITAL or "/" in dateline.place:
        return False
    return dateline.start <= found.start < dateline.end and found.code != dateline.country


def _offices_of(officials: Iterable[Official]) -> Mapping[str, Iterable[Mention]]:
    """Office phrases by country; a phrase that several persons share (`former presidents`) counts once."""
    offices: dict[str, dict[Mention, None]] = {}
    for official in officials:
        if official.country is not None and official.confidence >= _STATED_CONFIDENCE:
            found = (mention for mention in official.mentions if mention.kind is MentionKind.OFFICE)
            offices.setdefault(official.country, {}).update(dict.fromkeys(found))
    return offices


def _add_offices(mentions: list[Mention], offices: Iterable[Mention]) -> None:
    """Add an office phrase as a mention of its country, unless a name of the country is inside it."""
    for part in Part:
        names = sorted((mention.start, mention.end) for mention in mentions if mention.part is part)
        starts = [start for start, _ in names]
        for office in offices:
            first = bisect.bisect_left(starts, office.start)
            has_name = first < len(starts) and starts[first] < office.end
            if office.part is part and not has_name:
                mentions.append(office)


def _add_dateline(mentions: list[Mention], dateline: Dateline, body: str) -> None:
    """Add the dateline's place as a mention of its country, unless the dateline names the country itself."""
    if any(mention.kind is MentionKind.DATELINE for mention in mentions):
        return
    start, end = dateline.place_start, dateline.place_end
    if start < end:
        mentions.insert(0, Mention(start, end, body[start:end], MentionKind.DATELINE))


def _ranked(mentions: Mapping[str, Sequence[Mention]], lead: Lead, weights: salience.Weights) -> tuple[Country, ...]:
    weighed = {code: salience.weight(found, lead, weights) for code, found in mentions.items()}
    ordered = sorted(weighed, key=lambda code: (-weighed[code], mentions[code][0].start, code))
    primary = salience.primary(ordered, weighed, weights)
    return tuple(
        Country(code, salience.salience(weighed[code]), code in primary, tuple(mentions[code])) for code in ordered
    )


def _is_soviet(text: str, year: int | None) -> bool:
    """Whether `Russia` means the Soviet Union, as it did in news of that time."""
    if year is not None and year not in _SOVIET_YEARS:
        return False
    is_mentioned = any(word in text for word in _SOVIET_WORDS)
    return year is not None or (is_mentioned and not any(word in text for word in _RUSSIAN_WORDS))
