"""Catalogues of translations, `translations/LL/LC_MESSAGES/messages.po`, read without a compile step."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parents[1] / "translations"


class Catalogues(dict[tuple[str, str], NullTranslations]):
    """Catalogues by language and domain, each read when first needed; English, the language of the code, has none."""

    def __missing__(self, key: tuple[str, str]) -> NullTranslations:
        path = catalogue_path(key[0])
        found = read_catalogue(path) if path.exists() else NullTranslations()
        self[key] = found
        return found


def catalogue_path(language: str) -> Path:
    """The path of the catalogue of a language."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def read_catalogue(path: Path) -> Translations:
    """Read one catalogue."""
    # These imports take a tenth of a second, which pages in English do not need.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return Translations(compiled)
