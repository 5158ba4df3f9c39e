"""Make `cldr.txt`, `cldr_cities.txt` and `alpha3.txt` of `dateline/index/metadata/data/` from the CLDR that babel has.

    python -m tools.build_names

In `cldr.txt` one line a language: its tag, a tab, `code=name` between bars. A name that means different countries in
different languages is kept in each; typed without a language, it means that of the language that sorts first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dateline.index.metadata.tables import country_codes


def lines() -> Iterator[str]:
    """The lines of the table."""
    from babel import Locale, localedata
    from babel import __version__ as version

    yield f"# Country names in the languages of Unicode CLDR, as babel {version} has them. Made by build_names.py."
    for tag in sorted(localedata.locale_identifiers()):
        if "_" in tag or tag == "root":
            continue
        names = Locale.parse(tag).territories
        line = "|".join(f"{code}={name}" for code, name in sorted(_own(names).items()))
        if line:
            yield f"{tag}\t{line}"


def cities() -> Iterator[str]:
    """The lines of the table of cities: those that CLDR names for time zones, in languages whose datelines are read."""
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


def three_letters() -> Iterator[str]:
    """The lines of the table of three-letter codes."""
    from babel.core import get_global

    yield "# Three-letter codes of ISO 3166-1 and the two-letter codes of their countries. Made by build_names.py."
    aliases: Mapping[str, Sequence[str]] = get_global("territory_aliases")
    codes = country_codes()
    for letters, meant in sorted(aliases.items()):
        if len(letters) == 3 and letters.isalpha() and len(meant) == 1 and meant[0] in codes:
            yield f"{letters} | {meant[0]}"


def _own(names: Mapping[str, str]) -> dict[str, str]:
    codes = country_codes()
    return {code: name for code, name in names.items() if code in codes and name != code and "|" not in name}


if __name__ == "__main__":
    folder = Path(__file__).parents[1] / "dateline" / "index" / "metadata" / "data"
    (folder / "cldr.txt").write_text("\n".join(lines()) + "\n", encoding="utf-8")
    (folder / "cldr_cities.txt").write_text("\n".join(cities()) + "\n", encoding="utf-8")
    (folder / "alpha3.txt").write_text("\n".join(three_letters()) + "\n", encoding="utf-8")
