"""Read dates with names of months, in any order and language: `May 18, 2021`, `19 мая 2021 г.`, `Spring 1921`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.index.metadata.dates.moment import Written
from dateline.index.metadata.dates.months import folded, is_weekday, month_number
from dateline.index.metadata.dates.numeric import year_of
from dateline.index.metadata.dates.zones import zone_of

_PIECE = re.compile(r"\d+|[\u0e01-\u0e4e]+(?:\.[\u0e01-\u0e4e]+)*|[^\s\d,;:/|()\[\]{}<>·•\"“”«»?!+=~*_.–—-]+\.?")
_FILLERS = frozenset(
    map(
        folded,
        (
            # English, with what approximates a date.
            "the of at on in st nd rd th ad ce c ca circa about approx date dated published posted updated "
            "last early mid late first second third fourth week half beginning end "
            # French, Spanish, Portuguese, Italian, Catalan, Romanian.
            "le er ère à a de du del des di el la las los les al alle ore às as em ao d'e en vers din o ora "
            # German, Dutch, the Nordic languages.
            "am um uhr den der dem im vom op om van kl kell klo på i "
            # Russian, Ukrainian, Bulgarian, Serbian, Slovene.
            "г года год году в о от р року рік го е ч год-а година године god ob "
            # Polish, Czech, Lithuanian, Latvian.
            "r roku dnia dne v ve m d mėn gada gads "
            # Greek, Turkish, Azerbaijani, Thai, Hebrew, Arabic, Persian, Hindi, Indonesian.
            "στις του της günü tarihinde saat il เวลา น "
            "ב ה في م من يوم سنة عام ساعة الساعة در ساعت को pada tanggal pukul"
        ).split(),
    )
)
"""Words beside a date that do not change it."""
_SEASONS = frozenset(
    map(
        folded,
        (
            "spring summer autumn fall winter printemps été automne hiver frühling frühjahr sommer herbst primavera "
            "verano otoño invierno verão outono inverno estate autunno весна лето осень зима"
        ).split(),
    )
)
_QUARTER = re.compile(r"\b(?:Q[1-4]|[1-4]Q)\b|©")
_YEAR_DIGITS = 4
_THAI_YEARS = range(2400, 2700)
_BUDDHIST = 543
"""Years from the Buddhist era to ours; Thai dates count so."""
_HEBREW_IN = "ב"


def read_worded(text: str, *, language: str | None) -> Written | None:
    """Read the parts of a date that are certain; None if there is a word or a number that does not belong to one."""
    pieces = [piece.removesuffix(".") for piece in _PIECE.findall(_QUARTER.sub(" early ", text))]
    numbers = [piece for piece in pieces if piece[0].isdigit()]
    words = list(_joined([piece for piece in pieces if not piece[0].isdigit()], language))
    months = _months(words, language)
    if months is None or not numbers:
        return None
    if not months:
        return _year_alone(words, numbers)
    if len(set(months)) > 1:
        years = _years(numbers)
        return Written(years[0]) if len(years) == 1 else None
    return _with_month(months[0], numbers, text)


def _joined(words: Sequence[str], language: str | None) -> Iterator[str]:
    """Join the two words of a name: `كانون الثاني`."""
    number = 0
    while number < len(words):
        pair = " ".join(words[number : number + 2])
        is_pair = " " in pair and month_number(pair, language) is not None
        yield pair if is_pair else words[number]
        number += 2 if is_pair else 1


def _months(words: Sequence[str], language: str | None) -> list[int] | None:
    """Return the months among words; None if another word is neither weekday nor filler."""
    found = [
        (word, month_number(word, language) or month_number(word.removeprefix(_HEBREW_IN), language)) for word in words
    ]
    if any(month is None and not _is_idle(word) for word, month in found):
        return None
    months = [month for word, month in found if month is not None and not is_weekday(word)]
    # `mar` is March and a Tuesday.
    return months or [month for _, month in found if month is not None]


def _is_idle(word: str) -> bool:
    plain = folded(word)
    # A zone says nothing of a day without a time.
    return is_weekday(word) or plain in _FILLERS or plain in _SEASONS or (word.isupper() and zone_of(word) is not None)


def _years(numbers: Sequence[str]) -> list[int]:
    years = [int(number) for number in numbers if len(number) == _YEAR_DIGITS]
    return [year - _BUDDHIST if year in _THAI_YEARS else year for year in years]


def _year_alone(words: Sequence[str], numbers: Sequence[str]) -> Written | None:
    """A season's year, or one that is marked as a guess: `c. 1850`. Nothing else may stand beside it but fillers."""
    years = _years(numbers)
    return Written(years[0]) if len(years) == len(numbers) == 1 and not any(map(is_weekday, words)) else None


def _with_month(month: int, numbers: Sequence[str], text: str) -> Written | None:
    years = _years(numbers)
    others = [number for number in numbers if len(number) != _YEAR_DIGITS]
    if not years:
        return _short_year(month, others, text)
    if len(years) > 1 or any(len(number) > 2 for number in others):
        return None
    if len(others) == 1:
        return Written(years[0], month, int(others[0]))
    # Two days are the first and the last one of a time.
    return Written(years[0], month) if len(others) in {0, 2} else None


def _short_year(month: int, numbers: Sequence[str], text: str) -> Written | None:
    """`26-FEB-87`, as RFC 850 and wires have it."""
    if len(numbers) != 2 or len(numbers[1]) != 2:
        return None
    is_in_order = re.search(rf"{numbers[0]}[\s.-]*[^\W\d]+[\s.,'’-]*{numbers[1]}", text)
    return Written(year_of(numbers[1]), month, int(numbers[0])) if is_in_order else None
