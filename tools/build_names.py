"""Generate the tables that `dateline/index/metadata/data/` takes from Unicode CLDR, by way of babel.

    python -m tools.build_names

The tables are `cldr_countries.txt`, `cldr_cities.txt` and `alpha3.txt`. `cldr_countries.txt` has one line per language:
its tag, a tab, then `code=name` pairs separated by bars. A name that means different countries in different languages
stays in each of them; where no language is given, the language whose tag sorts first decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dateline.index.metadata.tables import country_codes


def country_lines() -> Iterator[str]:
    """The lines of `cldr_countries.txt`."""
    from babel import Locale, localedata
    from babel import __version__ as version

    yield f"# Country names in the languages of Unicode CLDR, as babel {version} has them. Made by build_names.py."
    for tag in sorted(localedata.locale_identifiers()):
        if "_" in tag or tag == "root":
            continue
        names = Locale.parse(tag).territories
        line = "|".join(f"{code}={name}" for code, name in sorted(_usable(names).items()))
        if line:
            yield f"{tag}\t{line}"


def city_lines() -> Iterator[str]:
    """The lines of `cldr_cities.txt`: cities that name a time zone, in the languages whose datelines we read."""
    from babel import __version__ as version
    from babel.core import get_global

    languages = " ".join(_CITY_LANGUAGES)
    yield f"# Cities in {languages}, as the time zones of babel {version} have them. Made by build_names.py."
    territories: Mapping[str, str] = get_global("zone_territories")
    codes = country_codes()
    names: dict[str, set[str]] = {}
    for tag in _CITY_LANGUAGES:
        for zone, forms in _zones(tag).items():
            code = territories.get(zone)
            if code in codes and "city" in forms:
                names.setdefault(str(code), set()).add(forms["city"])
    for code, found in sorted(names.items()):
        yield f"{code} | {'; '.join(sorted(found))}"


def _zones(tag: str) -> Mapping[str, Mapping[str, str]]:
    from babel import Locale

    return Locale.parse(tag).time_zones


_CITY_LANGUAGES = ("fr", "de", "es", "pt", "it", "nl", "ru", "ar", "az", "tr")


def alpha3_lines() -> Iterator[str]:
    """The lines of `alpha3.txt`."""
    from babel.core import get_global

    yield "# Three-letter codes of ISO 3166-1 and the two-letter codes of their countries. Made by build_names.py."
    aliases: Mapping[str, Sequence[str]] = get_global("territory_aliases")
    codes = country_codes()
    for letters, meant in sorted(aliases.items()):
        if len(letters) == 3 and letters.isalpha() and len(meant) == 1 and meant[0] in codes:
            yield f"{letters} | {meant[0]}"


def _usable(names: Mapping[str, str]) -> dict[str, str]:
    codes = country_codes()
    return {code: name for code, name in names.items() if code in codes and name != code and "|" not in name}


if __name__ == "__main__":
    folder = Path(__file__).parents[1] / "dateline" / "index" / "metadata" / "data"
    (folder / "cldr_countries.txt").write_text("\n".join(country_lines()) + "\n", encoding="utf-8")
    (folder / "cldr_cities.txt").write_text("\n".join(city_lines()) + "\n", encoding="utf-8")
    (folder / "alpha3.txt").write_text("\n".join(alpha3_lines()) + "\n", encoding="utf-8")
