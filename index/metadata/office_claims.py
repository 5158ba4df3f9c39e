"""Who is said to hold which office: an office phrase, the country and the names beside it.

X's foreign minister, A B          country before
Minister of Defense of the Republic of X, Colonel General A B
A B, the X defence secretary       name before
Presidents A of X and B of Y       several names
Deputy Prime Minister and Foreign Minister A B
his X counterpart A B              the office named last
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

import msgspec

from dateline.index.article import MentionKind, Status
from dateline.index.metadata.countries import Found
from dateline.index.metadata.names import is_shouted
from dateline.index.metadata.office_phrases import OfficePhrase, ends_sentence, heads_in, office_at
from dateline.index.metadata.person_names import (
    PersonName,
    Token,
    name_at,
    name_before,
    skip_titles,
    tokens_of,
)

_COUNTRY_BEFORE = re.compile(r"(?:['’]s?)?[-\s]\s*(?:(?:new|newly|current|then|own)\s+)*\Z")
_COUNTRY_AFTER = re.compile(r"\s*,?\s+(?:of|for)\s+(?:the\s+)?(?:(?:[A-Z][\w-]*|of|and)\s+){0,4}\Z")
_FORMER_BEFORE = re.compile(r"\b(?:former|ex|late|then|one-time|ousted|deposed)[-\s]+(?:the\s+)?\Z", re.IGNORECASE)
_ARTICLE = r"(?:the\s+country['’]s\s+|the\s+|its\s+|their\s+|an?\s+)?"
_ADVERB = r"(?:also\s+|currently\s+|presently\s+|now\s+|again\s+)?"
_BECOMING = (
    r"(?:is|was|became|becomes|had\s+been|has\s+been|will\s+be|as|serves\s+as|served\s+as|stayed(?:\s+on)?\s+as|stays\s+as|remained|"
    r"remains|returned\s+as|returns\s+as|took\s+(?:up\s+)?office\s+as|takes\s+(?:up\s+)?office\s+as|"
    r"(?:(?:was|is|were|had\s+been)\s+)?(?:re-)?(?:elected|appointed|named|made|confirmed|inaugurated|sworn\s+in|nominated)(?:\s+as)?)"
)
_LINK = re.compile(
    rf"(?P<apposition>,\s+(?:\d{{1,3}},\s+)?(?:who\s+{_ADVERB}{_BECOMING}\s+)?{_ADVERB}{_ARTICLE})\Z"
    rf"|(?P<verb>\s+{_ADVERB}{_BECOMING}\s+{_ARTICLE}(?:new\s+|next\s+|first\s+(?:woman\s+|female\s+)?)?)\Z",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r",\s[^,.;\n]{3,80},\Z")
"""What may stand between a subject and its verb: `Kais Saied, a professor of law, was sworn in as`."""
_CHOSEN = re.compile(
    r"\b(?:became|elect(?:s|ed)|names?|named|appoint(?:s|ed)|made|chose|chooses|declared?|kept|stayed|is|was)\b"
)
"""Verbs after which names and offices may stand side by side: `elected A B prime minister`."""
_PAST_LINK = re.compile(r"\b(?:was|served\s+as|had\s+been)\s+(?:the\s+|an?\s+)?\Z", re.IGNORECASE)
_PAST_AFTER = re.compile(r"\s+(?:from\s+\d{4}|between\s+\d{4}|until\s+\d{4}|in\s+the\s+\d{4}s)")
_FURTHEST = 120
"""Code points before an office in which its holder's name may begin."""
_MOST_NAMES = 6
"""Names of one list."""


class Claim(msgspec.Struct, frozen=True):
    """An office in a text with the country said beside it and its holder where one is named."""

    portfolio: str
    status: Status
    country: str | None
    name: PersonName | None
    start: int
    """Where the phrase begins, country included."""
    end: int
    office: str
    """As written, without country and name."""
    apposed: bool = False
    """The name stood before the office."""
    by_verb: bool = False
    """A verb joined the two: `became`, `was elected`."""


class Claims:
    """Reads one text."""

    def __init__(self, text: str, countries: Sequence[Found]) -> None:
        self._text = text
        self._countries = [found for found in countries if found.kind is not MentionKind.DATELINE]
        self._starts = [found.start for found in self._countries]
        self._ends = [found.end for found in self._countries]
        self._shouted = is_shouted(text)
        self._tokens: list[Token] = []
        self._token_starts: list[int] = []
        self._last: OfficePhrase | None = None

    def read(self) -> Iterator[Claim]:
        """All claims, in the order of their offices."""
        heads = list(heads_in(self._text))
        if not heads:
            return
        self._tokens = tokens_of(self._text)
        self._token_starts = [token.start for token in self._tokens]
        waiting: list[Claim] = []
        for head in heads:
            claims = self._at(head.start())
            chained = [claim for claim in claims if claim.name is None and self._leads_on(claim)]
            named = next((claim for claim in claims if claim.name is not None), None)
            for claim in waiting:
                yield self._shared(claim, named) if claims else claim
            waiting = [*waiting, *chained] if chained and not named and waiting and not claims else chained
            yield from (claim for claim in claims if claim not in chained)
        yield from waiting

    def _at(self, start: int) -> list[Claim]:
        at = bisect.bisect_left(self._token_starts, start)
        if at >= len(self._tokens) or self._tokens[at].start != start:
            return []
        office = office_at(self._tokens, at)
        if office is None:
            return []
        if office.is_counterpart:
            return self._counterparts(office)
        claims = self._claims(office)
        if claims:
            self._last = office
        return claims

    def _claims(self, office: OfficePhrase) -> list[Claim]:
        before = self._country_before(office)
        after, follows = self._country_after(office.after)
        country = before.code if before else after.code if after else None
        start = before.start if before else self._tokens[office.first].start
        end = after.end if after else self._tokens[office.after - 1].end
        status = self._status(office, start)
        bare = Claim(office.portfolio, status, country, None, start, end, self._written(office))
        named = self._name_before(bare)
        names = self._names_after(office, follows, country)
        if names and not (named is not None and named.by_verb and self._tokens[follows].text == ","):
            return [
                msgspec.structs.replace(bare, name=name, country=where or country, status=self._past(status, name.end))
                for name, where in names
            ]
        if named is not None and (country is not None or named.by_verb or not office.needs_country):
            return [named]
        return [bare] if country is not None or not office.needs_country else []

    def _status(self, office: OfficePhrase, start: int) -> Status:
        said_before = _FORMER_BEFORE.search(self._text, max(0, start - 30), start)
        if said_before:
            return Status.FORMER
        return self._past(office.status, self._tokens[office.after - 1].end)

    def _past(self, status: Status, end: int) -> Status:
        return Status.FORMER if _PAST_AFTER.match(self._text, end) else status

    def _written(self, office: OfficePhrase) -> str:
        return self._text[self._tokens[office.first].start : self._tokens[office.after - 1].end]

    def _country_before(self, office: OfficePhrase) -> Found | None:
        start = self._tokens[office.first].start
        number = bisect.bisect_right(self._ends, start) - 1
        if number < 0 or start - self._ends[number] > 40:
            return None
        found = self._countries[number]
        return found if _COUNTRY_BEFORE.fullmatch(self._text, found.end, start) else None

    def _country_after(self, after: int) -> tuple[Found | None, int]:
        """The country that follows an office, and the token after it."""
        end = self._tokens[after - 1].end
        number = bisect.bisect_left(self._starts, end)
        if number == len(self._countries) or self._starts[number] - end > 60:
            return None, after
        found = self._countries[number]
        if not _COUNTRY_AFTER.fullmatch(self._text, end, found.start):
            return None, after
        return found, bisect.bisect_left(self._token_starts, found.end)

    def _names_after(self, office: OfficePhrase, at: int, country: str | None) -> list[tuple[PersonName, str | None]]:
        """The names behind an office, each with a country of its own where one is said."""
        if ends_sentence(self._tokens[at - 1]):
            return []
        apart = at < len(self._tokens) and self._tokens[at].text == ","
        first = skip_titles(self._tokens, at + apart)
        name = self._name(first)
        if name is None or (apart and not self._is_full(name, titled=first > at + 1)):
            return []
        if country is None and office.needs_country and not self._is_title(office, apart=apart):
            return []
        found, follows = self._country_after(name.next)
        names: list[tuple[PersonName, str | None]] = [(name, found.code if found else None)]
        while office.plural and len(names) < _MOST_NAMES:
            further = self._next_of_list(follows)
            if further is None:
                break
            found, follows = self._country_after(further.next)
            names.append((further, found.code if found else None))
        return names

    def _next_of_list(self, at: int) -> PersonName | None:
        joined = at
        while joined < len(self._tokens) and self._tokens[joined].plain in {",", "and", "&"} and joined - at < 2:
            joined += 1
        return self._name(skip_titles(self._tokens, joined)) if joined > at else None

    def _name(self, at: int) -> PersonName | None:
        if at >= len(self._tokens) or self._is_country(at):
            return None
        return name_at(self._text, self._tokens, at, shouted=self._shouted)

    def _is_country(self, at: int) -> bool:
        number = bisect.bisect_left(self._starts, self._tokens[at].start)
        return number < len(self._starts) and self._starts[number] == self._tokens[at].start

    def _is_full(self, name: PersonName, *, titled: bool) -> bool:
        return titled or len(name.text.split()) > 1

    def _is_title(self, office: OfficePhrase, *, apart: bool) -> bool:
        """Whether a common title stands as national ones do: in capitals, with no other body before it."""
        if apart:
            return False
        first = self._tokens[office.first]
        if not first.text[0].isupper():
            return False
        if self._shouted or office.first == 0:
            return True
        before = self._tokens[office.first - 1]
        return not (before.text[0].isalnum() and before.text[0].isupper()) or before.plain in {
            "the",
            "and",
            "with",
            "by",
            "but",
        }

    def _name_before(self, bare: Claim) -> Claim | None:
        link = _LINK.search(self._text, max(0, bare.start - _FURTHEST), bare.start)
        if link is None:
            return self._side_by_side(bare)
        name = self._name_ending(link.start()) or self._name_before_clause(link)
        if name is None:
            return None
        past = link["verb"] is not None and _PAST_LINK.search(link[0]) is not None
        status = Status.FORMER if past or _PAST_AFTER.match(self._text, bare.end) else bare.status
        return msgspec.structs.replace(bare, name=name, status=status, apposed=True, by_verb=link["verb"] is not None)

    def _name_ending(self, end: int) -> PersonName | None:
        """The full name that ends at an offset."""
        at = bisect.bisect_left(self._token_starts, end)
        name = name_before(self._text, self._tokens, at, shouted=self._shouted)
        if name is None or not self._is_full(name, titled=False) or self._overlaps_country(name):
            return None
        return name

    def _name_before_clause(self, link: re.Match[str]) -> PersonName | None:
        if link["verb"] is None:
            return None
        clause = _CLAUSE.search(self._text, max(0, link.start() - _FURTHEST), link.start())
        return self._name_ending(clause.start()) if clause else None

    def _side_by_side(self, bare: Claim) -> Claim | None:
        """`elected A B prime minister`, `A B became foreign minister and C D defence minister`."""
        at = bisect.bisect_left(self._token_starts, bare.start)
        if at == 0 or ends_sentence(self._tokens[at - 1]) or not self._tokens[at - 1].text[-1].isalpha():
            return None
        name = self._name_ending(bare.start)
        if name is None:
            return None
        sentence = max(self._text.rfind(stop, 0, name.start) for stop in (". ", "\n"))
        if not _CHOSEN.search(self._text, sentence + 1, name.start):
            return None
        return msgspec.structs.replace(bare, name=name, apposed=True, by_verb=True)

    def _overlaps_country(self, name: PersonName) -> bool:
        number = bisect.bisect_left(self._starts, name.start)
        return number < len(self._starts) and self._starts[number] < name.end and self._ends[number] >= name.end

    def _leads_on(self, claim: Claim) -> bool:
        """Whether another office of the same person follows: `Deputy Prime Minister and ...`."""
        return re.match(r"\s*(?:,|and\b|&|cum\b)", self._text[claim.end : claim.end + 12]) is not None

    def _shared(self, claim: Claim, named: Claim | None) -> Claim:
        """A claim without a name takes the name of the office it leads on to."""
        if named is None or named.name is None or named.apposed:
            return claim
        between = self._text[claim.end : named.start]
        if not re.fullmatch(r"\s*(?:,|and|&|cum|, and)\s+(?:the\s+|concurrently\s+)?(?:acting\s+)?", between):
            return claim
        return msgspec.structs.replace(claim, name=named.name, country=claim.country or named.country)

    def _counterparts(self, office: OfficePhrase) -> list[Claim]:
        """`his Maldivian counterpart A B`: the office named last, held elsewhere."""
        last = self._last
        if last is None:
            return []
        countries = self._listed_countries(office)
        first = skip_titles(self._tokens, office.after + (self._next_is_comma(office.after)))
        names: list[PersonName] = []
        at = first
        name = self._name(first)
        while name is not None and len(names) < _MOST_NAMES:
            names.append(name)
            at = name.next
            name = self._next_of_list(at) if office.plural else None
        if not names or len(names) != len(countries):
            return []
        end = self._tokens[office.head].end
        return [
            Claim(last.portfolio, Status.CURRENT, found.code, name, found.start, end, self._tokens[office.head].text)
            for found, name in zip(countries, names, strict=True)
        ]

    def _next_is_comma(self, at: int) -> bool:
        return at < len(self._tokens) and self._tokens[at].text == ","

    def _listed_countries(self, office: OfficePhrase) -> list[Found]:
        """The adjectives before `counterparts`, in order."""
        end = self._tokens[office.first].start
        number = bisect.bisect_right(self._ends, end) - 1
        found: list[Found] = []
        while number >= 0 and re.fullmatch(
            r"(?:['’]s?)?\s*(?:,|and|&|, and)?\s*", self._text[self._ends[number] : end]
        ):
            found.insert(0, self._countries[number])
            end = self._starts[number]
            number -= 1
            if not office.plural:
                break
        return found
