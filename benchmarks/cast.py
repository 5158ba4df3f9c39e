"""The countries, officials, offices and sources that generated articles mention.

An official has an invented given and family name and holds one office; official 0 is mentioned most often.
"""

from __future__ import annotations

import random

import msgspec

from benchmarks.distributions import Weighted, zipf
from dateline.index.metadata.tables import country_name, entries

OFFICIALS = 100_000
COUNTRIES = (
    *"US GB CN RU FR DE JP IN UA IL IR TR BR PK SA KR IT ES CA AU MX EG ZA PL ID NG AF IQ SY LK BD NL SE CH AR".split(),
    *"VE CO TH VN PH MY KE ET GR PT BE AT NO DK FI IE HU RO BG CZ SK RS HR AZ AM GE BY KZ UZ TM KG TJ MD LT LV".split(),
    *"EE CU CL PE EC BO UY PY DZ MA TN LY SD SS UG TZ RW GH CI SN ML NE CM CD AO ZM ZW MZ NA BW YE OM QA KW BH".split(),
    *"AE JO LB KP MM KH LA NP BT MV MN NZ FJ PG CY MT IS LU AL MK ME BA XK SI SG TW HT DO GT HN NI CR PA JM".split(),
)
"""Codes, the most frequent first."""
OFFICES = (
    *("Prime Minister", "Foreign Minister", "Defence Minister", "Finance Minister", "Interior Minister"),
    *("Health Minister", "Justice Minister", "Energy Minister", "Trade Minister", "Agriculture Minister"),
    *("Education Minister", "Transport Minister", "Environment Minister", "Culture Minister", "Labour Minister"),
)
SOURCES = (
    *("Northern Wire", "Harbour Times", "Meridian Press", "The Daily Ledger", "Continental News", "Eastern Courier"),
    *("Lakeside Gazette", "Capital Observer", "Southern Post", "The Evening Record", "Plainsman", "Island Bulletin"),
)
_GIVEN = (
    "Adela Adem Aino Alma Anselm Arvid Asha Aurel Beata Bela Benat Bruna Carmo Cecile Chidi Corin Dalia Daria Denzo "
    "Dilan Edda Edvin Elena Elias Emeka Enzo Esra Fatou Felix Fadil Gita Goran Greta Hana Hector Hilde Hugo Ida "
    "Ilan Ines Irina Isak Ivana Jamal Jana Joao Jonas Juno Kamal Karin Kenji Kofi Lamin Leila Lena Lior Lucia Lukas "
    "Magda Malik Marek Marta Mateo Mina Milan Nadia Nils Nina Noor Odile Olga Omar Oskar Paolo Petra Pilar Rafael "
    "Rana Reza Rosa Sami Sana Selma Sibyl Simon Soren Tamar Tariq Teo Thea Tomas Uma Vera Viktor Wanda Yara Yusuf "
    "Zeno Zita Zoran"
).split()
_STEMS = (
    "Abar Aldren Amdal Ardan Balder Barun Belkar Bordan Brankel Cadel Calder Corvan Dalmer Dambor Darvel Delgar "
    "Dorsan Elber Elvan Emder Farkel Feldan Fornar Galden Garvel Gelman Gorlan Haldar Hamdel Harven Helbran Holgar "
    "Ilber Ildan Jandar Jorvel Kadran Kalber Karvan Kelder Kolban Kordel Laban Laldar Lemkan Lorvan Madrel Malkan "
    "Mardel Melbor Mordan Nadral Nalber Nordel Obran Oldar Orvel Paldan Parvel Pelkan Pordal Radmel Ralban Relgar "
    "Rodvan Sabrel Saldan Selmar Sorban Taldrel Tarban Telkar Tordel Ulban Urdal Valdrek Varben Velkar Vorlan "
    "Waldrel Wenkar Wolban Yadrel Yorkan Zabrel Zelkan"
).split()
_ENDINGS = "ov in ski sen son ez oglu yan idze elli ani enko".split()

_COUNTRY = zipf(len(COUNTRIES))
_OFFICE = Weighted(1 / (rank + 3) for rank in range(len(OFFICES)))
_SOURCE = zipf(len(SOURCES), 0.8)


class Official(msgspec.Struct, frozen=True):
    """One person who holds one office."""

    name: str
    office: str
    country: str
    """Country code."""

    def introduction(self, wording: int) -> str:
        """The official with office and country, in one of `WORDINGS` forms."""
        country = country_name(self.country)
        office = self.office.lower()
        return (
            f"{self.office} {self.name} of {country}",
            f"{country}'s {office}, {self.name},",
            f"{self.name}, the {office} of {country},",
            f"{_demonym(self.country)} {self.office} {self.name}",
        )[wording]


WORDINGS = 4


def official(number: int) -> Official:
    """The official with a number below `OFFICIALS`; always the same, and no two share a full name."""
    rng = random.Random(number)
    family, given = divmod(number * _APART % _NAMES, len(_GIVEN))
    stem, ending = divmod(family, len(_ENDINGS))
    name = f"{_GIVEN[given]} {_STEMS[stem]}{_ENDINGS[ending]}"
    return Official(name, OFFICES[_OFFICE.draw(rng)], draw_country(rng))


def draw_country(rng: random.Random) -> str:
    """A random country code; the first in `COUNTRIES` are the most frequent."""
    return COUNTRIES[_COUNTRY.draw(rng)]


def draw_source(rng: random.Random) -> str:
    """The name of a random source; the first in `SOURCES` are the most frequent."""
    return SOURCES[_SOURCE.draw(rng)]


def capital(code: str) -> str:
    """The capital of a country, else the country's name."""
    capitals = entries()[code].capitals
    return capitals[0] if capitals else country_name(code)


def _demonym(code: str) -> str:
    demonyms = entries()[code].demonyms
    return demonyms[0] if demonyms else country_name(code)


_NAMES = len(_GIVEN) * len(_STEMS) * len(_ENDINGS)
_APART = 7_919
"""A prime number, so that officials with adjacent numbers share neither name."""
