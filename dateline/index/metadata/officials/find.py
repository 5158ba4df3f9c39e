"""Find the officials of an article: persons with office, country and all mentions."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dateline.index.article import Mention, MentionKind, Official, Part, Status
from dateline.index.metadata.names.coreference import PersonsInArticle, family_name, fuller_names, well_cased
from dateline.index.metadata.names.english import plain_name
from dateline.index.metadata.names.leaders import countries_of_leader, name_words, year_left
from dateline.index.metadata.officials.claim import Claim
from dateline.index.metadata.officials.english.claims import read_claims
from dateline.index.metadata.officials.infer_country import ArticleContext, OfficeCountries
from dateline.index.metadata.officials.multilingual.claims import read_multilingual_claims
from dateline.index.metadata.officials.multilingual.vocabulary import languages
from dateline.index.metadata.officials.portfolios import DEPUTY
from dateline.index.metadata.text import Text
from dateline.index.metadata.whole_words import find_words
from dateline.index.official_key import official_key

_SHORTEST_SURNAME = 3
_JOINING = frozenset("_-")
_ROLE_WITHIN = 600
"""Maximum code points between an office and the name of its holder in a later sentence."""
_OVERLAPPING = 3
"""Mentions of one official that may begin before an offset and reach beyond it: an office with country, a name."""


def read_officials(headline: Text, body: Text, context: ArticleContext) -> tuple[Official, ...]:
    """The officials of an article in order of first mention, one entry per person and office."""
    claims = list(_claims(body, context, Part.BODY))
    title = list(_claims(headline, context, Part.HEADLINE))
    claims += _of_headline(title, claims, body.written)
    if not claims:
        return ()
    names = [claim.name.text for claim in claims if claim.name is not None]
    people = PersonsInArticle((*names, *fuller_names(names, body)))
    claims = [claim for claim in claims if not _is_word_in_capitals(claim, people, body)]
    countries = OfficeCountries(claims, context, people, body.language)
    held = _by_person_and_portfolio(claims, people)
    officials = [
        _official(person, found, countries, body.year)
        for (person, _), found in held.items()
        if not countries.is_of_other_body(found[0], person)
    ]
    named = _add_roles(officials, claims)
    return tuple(_add_short_forms(named, headline.written, body.written))


def _claims(text: Text, context: ArticleContext, part: Part) -> Iterator[Claim]:
    countries = context.countries.body if part is Part.BODY else context.countries.headline
    if text.language == "en":
        return read_claims(text, countries, part)
    return read_multilingual_claims(text, countries, part) if text.language in languages() else iter(())


def _of_headline(title: Sequence[Claim], claims: Sequence[Claim], body: str) -> Iterator[Claim]:
    """Reliable claims of a headline, where capitals mean little: known persons, or a country with the office."""
    known = {word for claim in claims if claim.name is not None for word in name_words(claim.name.text)[-1:]}
    for claim in title:
        if claim.name is None:
            continue
        last = name_words(claim.name.text)[-1:]
        is_stated = claim.country is not None and (claim.name.is_full or family_name(claim.name.text) in body)
        if known.issuperset(last) or is_stated or countries_of_leader(claim.name.text):
            yield claim


def _by_person_and_portfolio(
    claims: Sequence[Claim], people: PersonsInArticle
) -> Mapping[tuple[str, str], list[Claim]]:
    """Claims by person and portfolio; a bare `Minister A B` joins the person's other office."""
    held: dict[tuple[str, str], list[Claim]] = {}
    bare: list[Claim] = []
    for claim in claims:
        if claim.name is None or _is_unlikely_name(claim, people):
            continue
        if claim.is_bare:
            bare.append(claim)
        held.setdefault((people.fullest(claim.name.text), claim.portfolio), []).append(claim)
    return _resolve_bare(held, bare, people, claims) if bare else held


def _is_word_in_capitals(claim: Claim, people: PersonsInArticle, body: Text) -> bool:
    """Whether the apparent name is a single word in capitals that occurs nowhere else, so hardly a name."""
    name = claim.name
    if name is None or name.is_full or not name.text.isupper() or people.fullest(name.text) != name.text:
        return False
    is_speaker = body.cased.startswith(":", name.end)
    return not is_speaker and not countries_of_leader(name.text) and body.cased.count(name.text) < 2


def _is_unlikely_name(claim: Claim, people: PersonsInArticle) -> bool:
    """Whether a single word before an office, perhaps a place or a day, is not part of a full name in the article."""
    name = claim.name
    if name is None or not claim.name_first or claim.has_title:
        return False
    return not name.is_full and people.fullest(name.text) == name.text


def _resolve_bare(
    held: dict[tuple[str, str], list[Claim]], bare: Sequence[Claim], people: PersonsInArticle, claims: Sequence[Claim]
) -> Mapping[tuple[str, str], list[Claim]]:
    """Assign each bare claim to the person's other office, or else to an earlier role without a holder."""
    offices_of_person: dict[str, list[str]] = {}
    named = {portfolio for _, portfolio in held}
    roles = [claim for claim in claims if claim.name is None and not claim.is_bare and claim.portfolio not in named]
    for (person, portfolio), found in held.items():
        if not all(claim.is_bare for claim in found):
            offices_of_person.setdefault(person, []).append(portfolio)
    for claim in bare:
        person = people.fullest(claim.name.text) if claim.name is not None else ""
        if person not in offices_of_person and (role := _role_before(claim, roles)) is not None:
            full = msgspec.structs.replace(claim, portfolio=role.portfolio, office=role.office, is_bare=False)
            held.setdefault((person, role.portfolio), []).append(full)
            offices_of_person[person] = [role.portfolio]
        offices = [
            office
            for office in offices_of_person.get(person, ())
            if office.startswith(DEPUTY) or not claim.portfolio.startswith(DEPUTY)
        ]
        if offices and claim.portfolio not in offices and (person, claim.portfolio) in held:
            held[(person, offices[0])] += held.pop((person, claim.portfolio))
    return held


def _role_before(bare: Claim, roles: Sequence[Claim]) -> Claim | None:
    """The earlier office without a holder that a bare `Minister A B` refers to: `X's economy minister said ...`."""
    before = (role for role in reversed(roles) if role.start < bare.start and role.part is bare.part)
    role = next(
        (role for role in before if "minister" in role.office.lower() and "prime" not in role.office.lower()), None
    )
    if role is None or bare.start - role.start >= _ROLE_WITHIN:
        return None
    return role if role.portfolio.startswith(DEPUTY) is bare.portfolio.startswith(DEPUTY) else None


def _official(person: str, claims: Sequence[Claim], countries: OfficeCountries, year: int | None) -> Official:
    with_country = next((claim for claim in claims if claim.country is not None), None)
    first = with_country or claims[0]
    fullest = next((claim for claim in claims if not claim.is_bare), first)
    inferred = countries.infer(first, person)
    mentions = [mention for claim in claims for mention in _mentions(claim)]
    name = well_cased(plain_name(person))
    return Official(
        person=name,
        key=official_key(inferred.country, name),
        office=fullest.office,
        portfolio=fullest.portfolio,
        country=inferred.country,
        status=_status(claims, person, inferred.country, year),
        confidence=inferred.confidence,
        mentions=tuple(sorted(mentions, key=lambda mention: mention.start)),
    )


def _status(claims: Sequence[Claim], person: str, country: str | None, year: int | None) -> Status:
    """The status of the first claim that is not `current`; else what is known of a leader, or if all look back."""
    told = next((claim.status for claim in claims if claim.status is not Status.CURRENT), None)
    if told is not None:
        return told
    if claims[0].portfolio.removeprefix(DEPUTY).startswith("head-of") and countries_of_leader(person):
        left = year_left(person, country) if country is not None else None
        return Status.FORMER if left is not None and year is not None and left < year else Status.CURRENT
    return Status.FORMER if all(claim.looks_back for claim in claims) else Status.CURRENT


def _mentions(claim: Claim) -> Iterator[Mention]:
    yield Mention(claim.start, claim.end, "", MentionKind.OFFICE, claim.part)
    if claim.name is not None:
        yield Mention(claim.name.start, claim.name.end, claim.name.text, MentionKind.PERSON, claim.part)


def _add_roles(officials: Sequence[Official], claims: Sequence[Claim]) -> list[Official]:
    """Add offices named without their holder (`the Azerbaijani minister of defense`) to their holder's mentions."""
    roles: dict[tuple[str, str | None], list[Mention]] = {}
    for claim in claims:
        if claim.name is None and claim.country is not None:
            mention = Mention(claim.start, claim.end, "", MentionKind.ROLE, claim.part)
            roles.setdefault((claim.portfolio, claim.country), []).append(mention)
    joined: list[Official] = []
    for official in officials:
        # If an office has two holders, the first one named gets the role mentions.
        mentions = roles.pop((official.portfolio, official.country), [])
        joined.append(msgspec.structs.replace(official, mentions=(*official.mentions, *mentions)))
    return joined


def _add_short_forms(officials: Sequence[Official], headline: str, body: str) -> Iterator[Official]:
    surnames = {official.person: family_name(official.person) for official in officials}
    found = {
        Part.HEADLINE: _find_surnames(headline, surnames.values()),
        Part.BODY: _find_surnames(body, surnames.values()),
    }
    texts = {Part.HEADLINE: headline, Part.BODY: body}
    for official in officials:
        mentions = [
            msgspec.structs.replace(mention, surface=texts[mention.part][mention.start : mention.end])
            for mention in official.mentions
        ]
        surname = surnames[official.person].lower()
        short = [
            Mention(start, end, texts[part][start:end], MentionKind.SHORT, part)
            for part, occurrences in found.items()
            for start, end in _outside(occurrences.get(surname, ()), mentions, part)
        ]
        in_order = sorted((*mentions, *short), key=lambda mention: (mention.part is Part.HEADLINE, mention.start))
        # One place may give two mentions of a person: an office and a role, or an office of several persons.
        yield msgspec.structs.replace(official, mentions=tuple(dict.fromkeys(in_order)))


def _outside(
    occurrences: Sequence[tuple[int, int]], mentions: Sequence[Mention], part: Part
) -> Iterator[tuple[int, int]]:
    """Occurrences of a surname that no mention covers."""
    taken = sorted((mention.start, mention.end) for mention in mentions if mention.part is part)
    starts = [start for start, _ in taken]
    for start, end in occurrences:
        before = bisect.bisect_right(starts, start)
        if all(stop <= start for _, stop in taken[max(0, before - _OVERLAPPING) : before]):
            yield start, end


def _find_surnames(text: str, surnames: Iterable[str]) -> Mapping[str, list[tuple[int, int]]]:
    wanted = {_caseless(name) for name in surnames if len(name) >= _SHORTEST_SURNAME}
    caseless = _caseless(text)
    found = [(start, -len(name)) for start, name in find_words(wanted, caseless, _JOINING)]
    by_surname: dict[str, list[tuple[int, int]]] = {}
    done = 0
    for start, length in sorted(found):
        # The longest name at each offset, without overlaps.
        if start >= done:
            done = start - length
            if text[start].isupper():
                by_surname.setdefault(text[start:done].lower(), []).append((start, done))
    return by_surname


def _caseless(text: str) -> str:
    """A lower-case text of the same length, with all forms of i and s made equal."""
    return text.replace("İ", "I").lower().replace("ı", "i").replace("ſ", "s").replace("ς", "σ")
