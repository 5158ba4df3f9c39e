"""Make `data/cldr.txt` from the CLDR that babel brings: `python -m dateline.index.metadata.build_names`.

One line a language: its tag, a tab, `code=name` between bars. A name that means different countries in different
languages is kept in each; typed without a language, it means the country of the language that sorts first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def _own(names: Mapping[str, str]) -> dict[str, str]:
    codes = country_codes()
    return {code: name for code, name in names.items() if code in codes and name != code and "|" not in name}


if __name__ == "__main__":
    path = Path(__file__).parent / "data" / "cldr.txt"
    path.write_text("\n".join(lines()) + "\n", encoding="utf-8")
